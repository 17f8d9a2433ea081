// The lists that the rules go by, as an office keeps them: files of JSON in one folder (proof/),
// read in the order of their names and put together; proof/README.md says what they hold.
#pragma once
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"

namespace tongbao::proof {

struct Phrase {
  std::u32string wrong;
  std::optional<std::u32string> right;
  std::vector<std::u32string> unless_before;  // harmless right after one of these
  std::vector<std::u32string> unless_after;   // harmless where one of these follows
  Severity severity = Severity::warning;
  bool certain = false;
};

struct Abbreviation {
  std::u32string brief;
  std::u32string full;
};

// Immutable once loaded; safe on any thread.
struct WordLists {
  std::unordered_map<char32_t, std::vector<Phrase>> phrases;  // by their first character
  std::vector<Abbreviation> abbreviations;
  std::vector<std::vector<std::u32string>> variants;      // names of one thing; one is to be used
  std::vector<std::u32string> person;                     // names that want a title after them
  std::vector<std::u32string> person_titles;              // what may follow such a name
  std::set<std::string, std::less<>> latin_words;         // that may stand in Chinese text
  std::set<std::string, std::less<>> personal_mailboxes;  // domains
  std::map<std::string, std::optional<Severity>, std::less<>> severities;  // by code; none: off

  // Errors: proof.unreadableFolder, file.unreadable, file.tooLarge, proof.badList (file, what is
  // wrong).
  [[nodiscard]] static Result<WordLists> load(const std::filesystem::path& folder);
  // Adds one file's lists.
  [[nodiscard]] Result<void> add(std::string_view json, const std::string& file);
};

}  // namespace tongbao::proof
