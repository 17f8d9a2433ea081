// The published JSON Schema (draft-07) of a record, made from the field table.
#pragma once
#include <string>

namespace tongbao::record {

[[nodiscard]] const std::string& record_schema();  // JSON text, indented

}  // namespace tongbao::record
