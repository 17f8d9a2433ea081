// What the tests of this folder read.
#pragma once
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "proof/check.h"
#include "record/reader.h"

namespace tongbao::proof {

inline const std::filesystem::path source = TONGBAO_SOURCE;

inline std::string read(const std::filesystem::path& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

inline const WordLists& lists() {
  static const WordLists loaded = WordLists::load(source / "proof").value();
  return loaded;
}

inline record::Record record_of(const std::string& json) {
  auto record = record::read_record(json);
  if (!record) throw std::runtime_error(to_line(record.error().front(), Language::en));
  return std::move(*record);
}

// "error characters.halfWidth /title: “…” → “…”", a line each.
inline std::string listed(const std::vector<Finding>& findings) {
  std::string text;
  for (const Finding& f : findings) {
    text += f.code + " " + f.pointer + ": “" + f.text + "” → " + f.suggestion.value_or("(none)") +
            " " + f.message.en + "\n";
  }
  return text;
}

}  // namespace tongbao::proof
