#include "record/read_errors.h"

#include <algorithm>
#include <utility>

namespace tongbao::record {

void ReadErrors::add(std::string_view code, const Pointer& at, Bilingual message, Bilingual hint) {
  if (full()) return;
  if (errors_.size() == limit_) {
    code = "record.tooManyErrors";
    message = say("还有其他错误：列出 {} 个后不再检查", "and more: checking ended after {} errors",
                  limit_);
    hint = {};
  }
  errors_.push_back({.code = std::string(code),
                     .where = Place::at_pointer(at.text()),
                     .message = std::move(message),
                     .hint = std::move(hint)});
}

bool ReadErrors::within(const Pointer& at) const {
  if (errors_.empty()) return false;
  const std::string prefix = at.text();
  return std::any_of(errors_.begin(), errors_.end(), [&prefix](const Diagnostic& error) {
    const std::string& pointer = *error.where.pointer;
    return pointer.starts_with(prefix) &&
           (pointer.size() == prefix.size() || pointer[prefix.size()] == '/');
  });
}

Diagnostics ReadErrors::take(const JsonDocument& document) {
  for (Diagnostic& error : errors_) document.locate(error.where);
  return std::exchange(errors_, {});
}

}  // namespace tongbao::record
