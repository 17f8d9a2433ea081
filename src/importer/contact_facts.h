// The end of a notice: the invitation to supervise, contact data, the period of disclosure.
#pragma once
#include <optional>

#include "importer/characters.h"
#include "record/record.h"

namespace tongbao::importer {

// A line or paragraph that begins with contact data, or with a period of disclosure.
[[nodiscard]] bool starts_contact_data(Text text);
// A paragraph that begins what follows the last part: 欢迎…监督, 特此通报, 公开期限….
[[nodiscard]] bool starts_closing(Text text);

// Phone, address, postcode and e-mail in `text`, in any order; nothing where there is none.
[[nodiscard]] std::optional<record::Contact> find_contact(Text text);
// Scope and dates of disclosure in `text`.
[[nodiscard]] std::optional<record::Disclosure> find_disclosure(Text text);

}  // namespace tongbao::importer
