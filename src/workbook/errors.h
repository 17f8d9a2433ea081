// What the reader refuses a file for. Internal to the room.
#pragma once
#include <string_view>

#include "base/result.h"

namespace tongbao::workbook {

[[nodiscard]] inline tl::unexpected<Diagnostics> refuse(std::string_view code, Bilingual message,
                                                        Bilingual hint = {}) {
  return failure(Diagnostic{.code = std::string(code),
                            .where = {},
                            .message = std::move(message),
                            .hint = std::move(hint)});
}

[[nodiscard]] inline tl::unexpected<Diagnostics> too_large(Bilingual message) {
  return refuse("workbook.tooLarge", std::move(message));
}

[[nodiscard]] inline tl::unexpected<Diagnostics> damaged(std::string_view part) {
  return refuse(
      "workbook.damaged",
      say("工作簿已损坏：{}缺失或无法读取", "the workbook is damaged: {} is missing or unreadable",
          part),
      say("用电子表格软件打开后另存为XLSX", "open it in a spreadsheet and save it as XLSX again"));
}

}  // namespace tongbao::workbook
