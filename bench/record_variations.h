// Records that differ in all their texts, so that nothing kept of one helps with another, and in a
// few rare characters: each asks for glyph sets that no other asked for.
#pragma once
#include <cstddef>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "font/font_set.h"

namespace tongbao::bench {

class RecordVariations {
 public:
  // `json` is one record. Its own characters are not among those that vary.
  RecordVariations(const std::string& json, const font::FontSet& fonts);

  // The record with every paragraph turned by one more character (its end before its beginning),
  // and the next two rare characters in its title, preamble and headings, so that the four faces of
  // these have new glyph sets (that of the page numbers has its digits). Some million times without
  // repetition.
  [[nodiscard]] std::string next();

 private:
  nlohmann::json record_;
  std::vector<std::string> rare_;
  std::size_t count_ = 0;
};

}  // namespace tongbao::bench
