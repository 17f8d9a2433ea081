// Resolves the names of a path against the field table and the derived names.
#pragma once
#include <optional>
#include <vector>

#include "template/expression_parser.h"
#include "template/tokens.h"

namespace tongbao::tmpl {

// `names` are the path's names in order, at least one. Reports template.unknownPath at the name
// that is not known.
[[nodiscard]] std::optional<Path> resolve_path(const ExpressionSource& from, const Scope& scope,
                                               const std::vector<Token>& names);

}  // namespace tongbao::tmpl
