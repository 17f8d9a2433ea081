// Record → JSON text, fields in the table's order, absent ones left out; indented by one space.
#pragma once
#include <string>

#include "record/record.h"

namespace tongbao::record {

[[nodiscard]] std::string write_record(const Record& record);

}  // namespace tongbao::record
