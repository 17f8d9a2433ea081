#include "xlsx/writing.h"

namespace tongbao::xlsx {

const LineBreaker& LineBreakers::of(const std::string& role) {
  const auto found = breakers_.find(role);
  if (found != breakers_.end()) return found->second;
  return breakers_.try_emplace(role, fonts_, *fonts_.find_role(role)).first->second;
}

void Writing::add_error(const char* code, const content::Row* row, Bilingual message,
                        Bilingual hint) {
  Place where;
  if (row != nullptr) {
    where.pointer = row->pointer;
    where.line = row->line;
  }
  errors.push_back({.code = code,
                    .where = std::move(where),
                    .message = std::move(message),
                    .hint = std::move(hint)});
}

}  // namespace tongbao::xlsx
