// The forms in which a notice may name its issuer (发文机关). Pure. Internal to the room.
#pragma once
#include <string>
#include <vector>

#include "proof/characters_of_text.h"
#include "proof/word_lists.h"
#include "record/record.h"

namespace tongbao::proof {

struct IssuerNames {
  std::u32string full;                  // as the record has it
  std::u32string expanded;              // with its abbreviation written out; "" where there is none
  std::vector<std::u32string> offices;  // as `forms`, where the issuer is a 党组 of an office
  std::vector<std::u32string> forms;  // longest first: without 中共, shortened, from a 市 or 县 on
};

[[nodiscard]] IssuerNames issuer_names(const record::Record& record, const WordLists& lists);

// The longest of the forms that stands at `index`; "" where none does.
[[nodiscard]] std::u32string form_at(const IssuerNames& names, Text text, std::size_t index);
// The same, or one of the office's.
[[nodiscard]] std::u32string office_form_at(const IssuerNames& names, Text text, std::size_t index);

}  // namespace tongbao::proof
