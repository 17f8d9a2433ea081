#include "importer/markup.h"

#include <algorithm>
#include <array>

namespace tongbao::importer {

namespace {

constexpr std::array<Text, 13> tag_names = {U"p",  U"br", U"b",  U"strong", U"span", U"div", U"em",
                                            U"h1", U"h2", U"h3", U"font",   U"u",    U"i"};
constexpr std::array<Text, 4> blank_entities = {U"&nbsp;", U"&emsp;", U"&ensp;", U"&#160;"};
constexpr std::size_t longest_tag = 120;

// Length of the tag at the start of `text`; 0 where there is none.
std::size_t tag_length(Text text) {
  const std::size_t end = text.substr(0, longest_tag).find(U'>');
  if (end == Text::npos) return 0;
  Text inside = text.substr(1, end - 1);
  if (inside.starts_with(U'/')) inside.remove_prefix(1);
  Text name = inside.substr(0, std::min(inside.find(U' '), inside.find(U'/')));
  return std::find(tag_names.begin(), tag_names.end(), name) == tag_names.end() ? 0 : end + 1;
}

// Length of the Markdown heading mark that leads `line`; 0 where there is none.
std::size_t heading_mark_length(Text line) {
  std::size_t end = 0;
  while (end < line.size() && line[end] == U'#') ++end;
  return end <= 6 ? end : 0;
}

std::size_t mark_length(Text rest) {
  if (rest.front() == U'<') return tag_length(rest);
  if (rest.starts_with(U"**")) return 2;
  // Markdown's escape of a number's full stop: 1\.
  if (rest.starts_with(U"\\.") || rest.starts_with(U"\\*")) return 1;
  return is_invisible(rest.front()) && rest.front() != U'\t' ? 1 : 0;
}

std::size_t entity_length(Text rest) {
  for (const Text entity : blank_entities) {
    if (rest.starts_with(entity)) return entity.size();
  }
  return 0;
}

}  // namespace

std::u32string drop_markup(Text line, std::size_t& dropped) {
  std::u32string out;
  out.reserve(line.size());
  std::size_t i = heading_mark_length(line);
  dropped = i > 0 ? 1 : 0;
  while (i < line.size()) {
    const Text rest = line.substr(i);
    if (const std::size_t mark = mark_length(rest); mark > 0) {
      ++dropped;
      i += mark;
    } else if (const std::size_t entity = rest.front() == U'&' ? entity_length(rest) : 0;
               entity > 0) {
      ++dropped;
      out.push_back(U' ');
      i += entity;
    } else {
      out.push_back(rest.front());
      ++i;
    }
  }
  return out;
}

}  // namespace tongbao::importer
