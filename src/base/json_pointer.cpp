#include "base/json_pointer.h"

namespace tongbao {

void append_pointer(std::string& pointer, std::string_view name) {
  pointer += '/';
  for (const char c : name) {
    if (c == '~') {
      pointer += "~0";
    } else if (c == '/') {
      pointer += "~1";
    } else {
      pointer += c;
    }
  }
}

std::string Pointer::text() const {
  if (parent_ == nullptr) return {};
  std::string text = parent_->text();
  if (name_.data() == nullptr) {
    text += '/';
    text += std::to_string(index_);
  } else {
    append_pointer(text, name_);
  }
  return text;
}

}  // namespace tongbao
