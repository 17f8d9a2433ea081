#include "record/reader.h"

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "record/field_reader.h"
#include "record/field_table.h"
#include "record/json_document.h"
#include "record/line_parser.h"
#include "record/line_reader.h"
#include "record/read_errors.h"
#include "record/record_rules.h"

namespace tongbao::record {

namespace {

const std::vector<std::string_view> envelope_names = {"record", "records", "previous",
                                                      "asOf",   "edition", "options"};

class EnvelopeReader {
 public:
  explicit EnvelopeReader(ReadErrors& errors) : errors_(errors), fields_(errors) {}

  Envelope read(JsonCursor json) {
    const Pointer root;
    if (json.type() == JsonType::object && is_envelope(json)) {
      read_members(json, root);
    } else {
      read_record(envelope_.records, json, root);
    }
    check_record_ids();
    return std::move(envelope_);
  }

 private:
  static bool is_envelope(JsonCursor json) {
    for (auto member = json.first(); !member.is_end_of(json); member = member.next()) {
      if (member.name() == "record" || member.name() == "records") return true;
    }
    return false;
  }

  void read_members(JsonCursor json, const Pointer& root) {
    for (auto member = json.first(); !member.is_end_of(json); member = member.next()) {
      read_member(member.name(), member.value(), root);
    }
  }

  void read_member(std::string_view name, JsonCursor json, const Pointer& root) {
    const Pointer at = root / name;
    if (name == "record") {
      check_single();
      envelope_.form = BodyForm::one;
      read_record(envelope_.records, json, at);
    } else if (name == "records") {
      check_single();
      envelope_.form = BodyForm::several;
      read_records(envelope_.records, json, at);
      if (json.type() == JsonType::array && json.count() == 0) {
        errors_.add("record.badValue", at,
                    say("至少要有一个记录", "at least one record is needed"));
      }
    } else if (name == "previous") {
      json.type() == JsonType::array ? read_records(envelope_.previous, json, at)
                                     : read_record(envelope_.previous, json, at);
    } else if (name == "asOf") {
      fields_.read(table::type_of<std::optional<Date>>, &envelope_.as_of, json, at);
    } else if (name == "edition") {
      fields_.read(table::type_of<Edition>, &envelope_.edition, json, at);
    } else if (name == "options") {
      if (json.type() != JsonType::object) return fields_.refuse_type(Kind::any, json, at);
      fields_.read(table::type_of<table::Json>, &envelope_.options, json, at);
    } else {
      fields_.refuse_unknown(name, envelope_names, root);
    }
  }

  void check_single() {
    if (!std::exchange(has_records_, true)) return;
    errors_.add("record.badValue", Pointer(),
                say("“record”与“records”只写一个", R"(either "record" or "records")"));
  }

  void read_records(std::vector<Record>& records, JsonCursor json, const Pointer& at) {
    if (json.type() != JsonType::array) return fields_.refuse_type(Kind::list, json, at);
    std::size_t index = 0;
    for (auto record = json.first(); !record.is_end_of(json); record = record.next()) {
      read_record(records, record, at / index++);
    }
  }

  void read_record(std::vector<Record>& records, JsonCursor json, const Pointer& at) {
    if (errors_.full()) return;
    Record& record = records.emplace_back();
    fields_.read_object(record_type(), &record, json, at);
    check_record(record, at, errors_);
  }

  void check_record_ids() {
    std::set<std::string_view> known;
    const Pointer root;
    const Pointer all = root / "records";
    for (std::size_t i = 0; i < envelope_.records.size(); ++i) {
      const std::string& id = envelope_.records[i].record_id;
      if (id.empty() || known.insert(id).second) continue;
      const Pointer record = all / i;
      refuse_duplicate(id, record / "recordId", errors_);
    }
  }

  ReadErrors& errors_;
  FieldReader fields_;
  Envelope envelope_;
  bool has_records_ = false;
};

// A body without errors, the quick way, which knows no places for them; nothing where it is not
// sure to be one.
std::optional<Envelope> read_sound(std::string_view json, const ReadLimits& limits) {
  constexpr std::size_t longest = std::size_t{1} << 20;
  if (json.size() > longest) return std::nullopt;
  std::string padded;
  padded.reserve(json.size() + LineReader::padding);
  padded.assign(json);
  padded.append(LineReader::padding, '\0');
  LineParser parser(limits, longest);
  const JsonDocument* document = parser.parse({padded.data(), json.size()});
  if (document == nullptr) return std::nullopt;
  ReadErrors errors(1);
  Envelope envelope = EnvelopeReader(errors).read(document->root());
  if (!errors.empty()) return std::nullopt;
  return envelope;
}

}  // namespace

Result<Envelope> read_envelope(std::string_view json, const ReadLimits& limits) {
  if (auto sound = read_sound(json, limits)) return std::move(*sound);
  auto document = JsonDocument::parse(json, limits);
  if (!document) return failure(std::move(document.error()));
  ReadErrors errors(limits.errors);
  Envelope envelope = EnvelopeReader(errors).read(document->root());
  if (!errors.empty()) return failure(errors.take(*document));
  return envelope;
}

Result<Record> read_record(std::string_view json, const ReadLimits& limits) {
  auto document = JsonDocument::parse(json, limits);
  if (!document) return failure(std::move(document.error()));
  ReadErrors errors(limits.errors);
  Record record;
  const Pointer root;
  FieldReader(errors).read_object(record_type(), &record, document->root(), root);
  check_record(record, root, errors);
  if (!errors.empty()) return failure(errors.take(*document));
  return record;
}

}  // namespace tongbao::record
