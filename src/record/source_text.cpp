#include "record/source_text.h"

#include <algorithm>
#include <string>

#include <nlohmann/json.hpp>

namespace tongbao::record {

namespace {

constexpr std::string_view white_space = " \t\r\n";

// Walks over JSON that is known to be sound, so only strings and brackets need be told apart.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : rest_(text) {}

  // Passes white space and one `sign`, if that is what comes next.
  bool pass(char sign) {
    skip_space();
    if (!rest_.starts_with(sign)) return false;
    rest_.remove_prefix(1);
    return true;
  }

  std::string_view take_value() {
    skip_space();
    const std::string_view from_here = rest_;
    if (rest_.starts_with('"')) {
      pass_string();
    } else if (rest_.starts_with('{') || rest_.starts_with('[')) {
      pass_brackets();
    } else {
      rest_.remove_prefix(std::min(rest_.find_first_of(",]} \t\r\n"), rest_.size()));
    }
    return from_here.substr(0, from_here.size() - rest_.size());
  }

 private:
  void skip_space() {
    rest_.remove_prefix(std::min(rest_.find_first_not_of(white_space), rest_.size()));
  }

  void pass_string() {
    std::size_t end = 1;
    while (end < rest_.size() && rest_[end] != '"') end += rest_[end] == '\\' ? 2U : 1U;
    rest_.remove_prefix(std::min(end + 1, rest_.size()));
  }

  void pass_brackets() {
    std::size_t depth = 0;
    do {
      const std::size_t next = std::min(rest_.find_first_of("\"{}[]"), rest_.size());
      rest_.remove_prefix(next);
      if (rest_.empty()) return;
      if (rest_.front() == '"') {
        pass_string();
        continue;
      }
      const bool opens = rest_.front() == '{' || rest_.front() == '[';
      depth = opens ? depth + 1 : depth - 1;
      rest_.remove_prefix(1);
    } while (depth > 0);
  }

  std::string_view rest_;
};

}  // namespace

std::string_view record_text(std::string_view body) {
  Scanner scanner(body.substr(std::min(body.find('{'), body.size())));
  if (!scanner.pass('{') || scanner.pass('}')) return body;
  do {
    const auto name = nlohmann::json::parse(scanner.take_value());
    scanner.pass(':');
    const std::string_view value = scanner.take_value();
    if (name == "record") return value;
    if (name == "records") {
      Scanner records(value);
      records.pass('[');
      return records.take_value();
    }
  } while (scanner.pass(','));
  return body;
}

}  // namespace tongbao::record
