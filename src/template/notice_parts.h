// Blocks of named parts: mark, line with two sides, signers, signature.
#pragma once
#include <optional>

#include "content/notice_content.h"
#include "template/binder.h"
#include "template/pictures.h"

namespace tongbao::tmpl {

// Nothing where none of its parts prints. Pictures that are none are errors of the record.
[[nodiscard]] std::optional<content::Block> bind_parts(const PartsNode& node, Binder& binder,
                                                       Pictures& pictures);
[[nodiscard]] std::optional<content::SidesBlock> bind_sides(const PartsNode& node, Binder& binder);

}  // namespace tongbao::tmpl
