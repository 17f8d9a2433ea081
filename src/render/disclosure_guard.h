// What a public notice must not print, seen on the finished content. Internal to the room.
#pragma once
#include "base/diagnostic.h"
#include "content/notice_content.h"
#include "record/record.h"

namespace tongbao::render {

// render.personalData for every identity-card number, personal mobile number, bank account and name
// marked internal (proof/personal_data.h, proof/internal_names.h) that `notice` prints, with its
// place in `record`. The text itself is not repeated. A number that the record gives as its contact
// is meant for the public.
[[nodiscard]] Diagnostics find_personal_data(const content::NoticeContent& notice,
                                             const record::Record& record);

}  // namespace tongbao::render
