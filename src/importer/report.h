// What the importer has to say, collected by the steps. Not for use by several threads at once.
#pragma once
#include <cstddef>
#include <map>
#include <string>
#include <string_view>

#include "base/diagnostic.h"

namespace tongbao::importer {

class Report {
 public:
  // `line` of the source, from 1.
  void note(std::string_view code, int line, Bilingual message, Bilingual hint = {});
  void warn(std::string_view code, int line, Bilingual message, Bilingual hint = {});
  // One with a place of its own.
  void add(Diagnostic diagnostic);
  // All of it in the order of the lines. Of each code at most 1,000 are kept; import.more then says
  // how many there were, so that a hostile text cannot fill the memory with notes.
  [[nodiscard]] Diagnostics take();

 private:
  void add(std::string_view code, Severity severity, int line, Bilingual message, Bilingual hint);
  Diagnostics diagnostics_;
  std::map<std::string, std::size_t, std::less<>> counts_;
};

}  // namespace tongbao::importer
