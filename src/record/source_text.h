// Where in a body its record stands, for who hands it on as it came.
#pragma once
#include <string_view>

namespace tongbao::record {

// The JSON of the only record of `body`, byte for byte: all of a body that is itself a record; of
// an envelope, the value of `record` or the element of `records`, without white space round it.
// Requires that read_envelope accepts `body` and finds one record.
[[nodiscard]] std::string_view record_text(std::string_view body);

}  // namespace tongbao::record
