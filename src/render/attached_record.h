// The record that a notice carries with it. Internal to the room.
#pragma once
#include <string>
#include <string_view>

#include "record/record.h"

namespace tongbao::render {

// As it stands in `body`, the JSON that it was read from (""; as the writer has it); of the public
// edition the public projection, as the writer has it, unless nothing was taken away.
[[nodiscard]] std::string attached_record(const record::Record& record, record::Edition edition,
                                          std::string_view body);

}  // namespace tongbao::render
