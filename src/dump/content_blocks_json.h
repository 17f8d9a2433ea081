// Blocks of a notice as JSON. Internal to dump/.
#pragma once
#include "content/notice_content.h"
#include "dump/json_lines.h"

namespace tongbao::dump {

// `notice` holds the block and the styles that it names.
[[nodiscard]] Json block_json(const content::Block& block, const content::NoticeContent& notice);

// Only where it is not nought.
void put_length(Json& json, const char* name, Pt length);

}  // namespace tongbao::dump
