#include "xlsx/writing.h"

#include <algorithm>

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
  const bool is_known = std::any_of(errors.begin(), errors.end(), [&](const Diagnostic& known) {
    return known.code == code && known.where.pointer == where.pointer &&
           known.where.line == where.line && known.message.en == message.en;
  });
  if (is_known) return;
  errors.push_back({.code = code,
                    .where = std::move(where),
                    .message = std::move(message),
                    .hint = std::move(hint)});
}

}  // namespace tongbao::xlsx
