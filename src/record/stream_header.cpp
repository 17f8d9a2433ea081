#include "record/stream_header.h"

#include "record/derive.h"
#include "record/wording.h"

namespace tongbao::record {

namespace {

template <class Map>
std::vector<std::string_view> names_of(const Map& map) {
  std::vector<std::string_view> names;
  names.reserve(map.size());
  for (const auto& entry : map) names.push_back(entry.first);
  return names;
}

Diagnostic header_error(std::string_view code, Bilingual message, Bilingual hint) {
  return {.code = std::string(code),
          .where = {},
          .message = std::move(message),
          .hint = std::move(hint)};
}

}  // namespace

Diagnostics check_stream_header(const Envelope& envelope) {
  Diagnostics errors;
  for (const Record& record : envelope.records) {
    if (count_problems(record) > 0) {
      errors.push_back(
          header_error("record.problemsInHeader",
                       say("首行的记录不能带问题", "the record of line 1 holds problems"),
                       say("每个问题另起一行，写明“section”",
                           "each problem stands on a line of its own with \"section\"")));
    }
    if (envelope.records.size() > 1 && record.record_id.empty()) {
      errors.push_back(header_error(
          "record.missingField",
          say("有多个记录时，各记录须有“recordId”", "several records need a \"recordId\" each"),
          {}));
    }
  }
  return errors;
}

StreamHeader::StreamHeader(Envelope envelope) : envelope_(std::move(envelope)) {
  const std::size_t count = envelope_.records.size();
  sections_.resize(count);
  problem_places_.resize(count);
  for (std::size_t i = 0; i < count; ++i) {
    record_indices_.emplace(envelope_.records[i].record_id, i);
    std::vector<const Section*> path;
    collect(i, envelope_.records[i].sections, path);
  }
}

void StreamHeader::collect(std::size_t record_index, const std::vector<Section>& sections,
                           std::vector<const Section*>& path) {
  for (const Section& section : sections) {
    path.push_back(&section);
    if (!section.id.empty()) {
      sections_[record_index].emplace(section.id, HeaderSection{&envelope_.records[record_index],
                                                                record_index, &section, path});
    }
    collect(record_index, section.sections, path);
    path.pop_back();
  }
}

StreamHeader::Sections* StreamHeader::find_record(std::string_view record_id, ReadErrors& errors) {
  const Pointer root;
  if (record_id.empty() && sections_.size() == 1) return &sections_.front();
  if (record_id.empty()) {
    errors.add("record.missingField", root,
               say("缺少“record”：有多个记录", "\"record\" is missing: there are several records"));
    return nullptr;
  }
  const auto found = record_indices_.find(record_id);
  if (found != record_indices_.end()) return &sections_[found->second];
  errors.add("record.unknownRecord", root / "record",
             say("首行没有记录“{}”", "line 1 has no record \"{}\"", shown(record_id)),
             did_you_mean(record_id, names_of(record_indices_)));
  return nullptr;
}

HeaderSection* StreamHeader::find(std::string_view record_id, std::string_view section_id,
                                  ReadErrors& errors) {
  Sections* sections = find_record(record_id, errors);
  if (sections == nullptr) return nullptr;
  const Pointer root;
  if (section_id.empty()) {
    errors.add("record.missingField", root,
               say("缺少“section”（问题所在部分的标识）",
                   "\"section\" is missing (the id of the section)"));
    return nullptr;
  }
  const auto found = sections->find(section_id);
  if (found == sections->end()) {
    errors.add("record.unknownSection", root / "section",
               say("首行没有“id”为“{}”的部分", "line 1 has no section with the id \"{}\"",
                   shown(section_id)),
               did_you_mean(section_id, names_of(*sections)));
    return nullptr;
  }
  if (found->second.section->sections.empty()) return &found->second;
  errors.add(
      "record.sectionsAndProblems", root / "section",
      say("“{}”下有分部分，不能列问题", "\"{}\" holds sections, so no problems", section_id));
  return nullptr;
}

}  // namespace tongbao::record
