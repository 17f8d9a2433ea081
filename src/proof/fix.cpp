#include "proof/fix.h"

#include <algorithm>
#include <map>
#include <utility>

#include <nlohmann/json.hpp>

#include "base/utf8.h"
#include "record/derive.h"
#include "record/reader.h"
#include "record/writer.h"

namespace tongbao::proof {

namespace {

using Json = nlohmann::ordered_json;
constexpr int most_passes = 8;  // a correction seldom gives rise to more than one other

// The certain findings of each field, none of which overlap, the last one first.
using Corrections = std::map<std::string, std::vector<const Finding*>>;

Corrections corrections_of(const std::vector<Finding>& findings) {
  Corrections fields;
  for (const Finding& finding : findings) {
    if (finding.certain) fields[finding.pointer].push_back(&finding);
  }
  for (auto& [pointer, found] : fields) {
    std::stable_sort(found.begin(), found.end(),
                     [](const Finding* a, const Finding* b) { return a->offset > b->offset; });
    std::size_t begin = std::string::npos;
    std::erase_if(found, [&](const Finding* each) {
      if (each->offset + count_code_points(each->text) > begin) return true;
      begin = each->offset;
      return false;
    });
  }
  return fields;
}

// False where the field is no text that holds the finding: nothing was done.
bool apply(const Finding& finding, Json& root) {
  const Json::json_pointer pointer(finding.pointer);
  if (!root.contains(pointer) || !root[pointer].is_string()) return false;
  std::u32string text = to_utf32(root[pointer].get<std::string>());
  const std::u32string wrong = to_utf32(finding.text);
  if (text.compare(std::min(finding.offset, text.size()), wrong.size(), wrong) != 0) return false;
  text.replace(finding.offset, wrong.size(), to_utf32(*finding.suggestion));
  root[pointer] = to_utf8(text);
  return true;
}

void move_findings(std::vector<Finding>& from, const std::string& at, std::vector<Finding>& to) {
  for (Finding& finding : from) {
    finding.pointer.insert(0, at);
    to.push_back(std::move(finding));
  }
}

}  // namespace

Result<Fixed> fix(const record::Record& record, const WordLists& lists, const Without& without,
                  std::optional<Date> as_of) {
  Fixed fixed{.record = record, .applied = {}, .left = check(record, lists, without, as_of)};
  for (int pass = 0; pass < most_passes; ++pass) {
    Json root = Json::parse(record::write_record(fixed.record));
    bool changed = false;
    for (const auto& [pointer, found] : corrections_of(fixed.left)) {
      for (const Finding* finding : found) {
        if (!apply(*finding, root)) continue;
        fixed.applied.push_back(*finding);
        changed = true;
      }
    }
    if (!changed) break;
    auto corrected = record::read_record(root.dump());
    if (!corrected) return failure(std::move(corrected.error()));
    fixed.record = std::move(*corrected);
    fixed.left = check(fixed.record, lists, without, as_of);
  }
  return fixed;
}

Result<FixedBody> fix(std::string_view body, const record::Envelope& envelope,
                      const WordLists& lists, const Without& without) {
  FixedBody fixed;
  Json root = Json::parse(body);
  for (std::size_t i = 0; i < envelope.records.size(); ++i) {
    auto one = fix(envelope.records[i], lists, without, envelope.as_of);
    if (!one) return failure(std::move(one.error()));
    const std::string at = record::record_pointer(envelope, i);
    move_findings(one->applied, at, fixed.applied);
    move_findings(one->left, at, fixed.left);
    fixed.json = record::write_record(one->record);
    if (!at.empty()) root[Json::json_pointer(at)] = Json::parse(fixed.json);
  }
  if (envelope.form != record::BodyForm::bare) fixed.json = root.dump(1) + '\n';
  return fixed;
}

}  // namespace tongbao::proof
