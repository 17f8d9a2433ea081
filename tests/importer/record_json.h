// The fields of a record that the importer fills, as the JSON that /cases has. Written here by
// hand, so that the comparison does not rest on the record's own writer.
#pragma once
#include <nlohmann/json.hpp>

#include "record/record.h"

namespace tongbao::importer {

[[nodiscard]] nlohmann::json as_json(const record::Record& record);

}  // namespace tongbao::importer
