#include "record/field_reader.h"

#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "record/text_rules.h"
#include "record/wording.h"

namespace tongbao::record {

namespace {

Bilingual word_for(Kind kind) {
  switch (kind) {
    case Kind::boolean:
      return {"true 或 false", "true or false"};
    case Kind::number:
      return {"数字", "a number"};
    case Kind::date:
      return {"日期文本", "a date, as text"};
    case Kind::paragraph:
      return {"文本或 {\"runs\": […]}", "a text or {\"runs\": […]}"};
    case Kind::object:
    case Kind::any:
      return {"对象", "an object"};
    case Kind::list:
      return {"数组", "an array"};
    default:
      return {"文本", "a text"};
  }
}

Bilingual word_for(JsonType type) {
  switch (type) {
    case JsonType::null:
      return {"null", "null"};
    case JsonType::boolean:
      return {"true 或 false", "true or false"};
    case JsonType::number:
      return {"数字", "a number"};
    case JsonType::array:
      return {"数组", "an array"};
    case JsonType::object:
      return {"对象", "an object"};
    default:
      return {"文本", "a text"};
  }
}

std::string joined(std::span<const std::string_view> names) {
  std::string text;
  for (const std::string_view name : names) {
    if (!text.empty()) text += ", ";
    text += name;
  }
  return text;
}

// Few names have both length and first letter in common: most are told apart without a call.
bool is_named(const Field& field, std::string_view name) {
  return field.name.size() == name.size() && field.name.front() == name.front() &&
         field.name == name;
}

// Searches on from `next`, which moves behind what is found: members mostly come in the order of
// the table.
const Field* find_field(std::span<const Field> fields, std::string_view name, std::size_t& next) {
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (next == fields.size()) next = 0;
    const Field& field = fields[next++];
    if (is_named(field, name)) return &field;
  }
  return nullptr;
}

Bilingual hint_for_date(std::string_view text) {
  if (text.size() > 10 && Date::parse(text.substr(0, 10))) {
    return say("只写日期：{}", "the date alone: {}", text.substr(0, 10));
  }
  return say("写作 2025-04-01；只知月份时写作 2021-07",
             "write 2025-04-01, or 2021-07 where only the month is known");
}

}  // namespace

void FieldReader::refuse_type(Kind wanted, JsonCursor json, const Pointer& at) {
  const Bilingual want = word_for(wanted);
  const Bilingual found = word_for(json.type());
  Bilingual hint;
  if (json.type() == JsonType::null) hint = say("没有内容就不写这一项", "leave out what is absent");
  if (wanted == Kind::list && json.type() == JsonType::text) {
    hint = say("写作 [\"…\"]", "write [\"…\"]");
  }
  errors_.add("record.wrongType", at,
              {"应为" + want.zh + "，却是" + found.zh, "must be " + want.en + ", is " + found.en},
              std::move(hint));
}

void FieldReader::refuse_unknown(std::string_view name, const std::vector<std::string_view>& known,
                                 const Pointer& parent) {
  errors_.add("record.unknownField", parent / name,
              say("不认识的字段“{}”", "unknown field \"{}\"", shown(name)),
              did_you_mean(name, known));
}

void FieldReader::refuse_missing(std::string_view name, std::string_view meaning_zh,
                                 std::string_view meaning_en, const Pointer& parent) {
  errors_.add("record.missingField", parent,
              {fmt::format("缺少“{}”（{}）", name, meaning_zh),
               fmt::format("\"{}\" is missing ({})", name, meaning_en)});
}

bool FieldReader::accept(JsonType wanted, Kind kind, JsonCursor json, const Pointer& at) {
  if (json.type() == wanted) return true;
  refuse_type(kind, json, at);
  return false;
}

void FieldReader::read(const Type& type, void* member, JsonCursor json, const Pointer& at) {
  if (errors_.full()) return;
  if (type.kind == Kind::any) return read_any(member, json);
  void* value = type.put(member);
  switch (type.kind) {
    case Kind::text:
    case Kind::label:
      return read_text(type.form, *static_cast<std::string*>(value), json, at);
    case Kind::boolean:
      if (accept(JsonType::boolean, type.kind, json, at)) {
        *static_cast<bool*>(value) = json.boolean();
      }
      return;
    case Kind::number:
      return read_number(*static_cast<double*>(value), json, at);
    case Kind::date:
      return read_date(*static_cast<Date*>(value), json, at);
    case Kind::choice:
      return read_choice(type, value, json, at);
    case Kind::paragraph:
      return read_paragraph(*static_cast<Paragraph*>(value), json, at);
    case Kind::object:
      return read_object(*type.object(), value, json, at);
    case Kind::list:
      return read_list(type, value, json, at);
    case Kind::any:
      return;
  }
}

void FieldReader::read_any(void* member, JsonCursor json) {
  *static_cast<std::shared_ptr<const nlohmann::json>*>(member) =
      std::make_shared<const nlohmann::json>(json.copy());
}

void FieldReader::read_object(const ObjectType& type, void* object, JsonCursor json,
                              const Pointer& at, std::span<const std::string_view> foreign) {
  if (!accept(JsonType::object, Kind::object, json, at)) return;
  std::uint64_t seen = 0;
  std::size_t next = 0;
  for (auto member = json.first(); !member.is_end_of(json); member = member.next()) {
    if (errors_.full()) return;
    if (const Field* field = find_field(type.fields, member.name(), next)) {
      seen |= std::uint64_t{1} << (field - type.fields.data());
      read_member(type, *field, object, member.value(), at / field->name);
    } else if (std::find(foreign.begin(), foreign.end(), member.name()) == foreign.end()) {
      std::vector<std::string_view> known(foreign.begin(), foreign.end());
      for (const Field& field_of_type : type.fields) known.push_back(field_of_type.name);
      refuse_unknown(member.name(), known, at);
    }
  }
  check_required(type, seen, at);
}

void FieldReader::read_member(const ObjectType& type, const Field& field, void* object,
                              JsonCursor json, const Pointer& at) {
  read(field.type, field.writable_member(object), json, at);
  const bool must_say_something =
      field.required && field.type.kind == Kind::text && field.type.form != TextForm::heading;
  const bool is_empty_text = must_say_something && json.type() == JsonType::text &&
                             static_cast<const std::string*>(field.member(object))->empty() &&
                             !errors_.within(at);
  if (is_empty_text) {
    errors_.add("record.badValue", at,
                {fmt::format("{}的“{}”不能为空", type.meaning_zh, field.meaning_zh),
                 fmt::format("\"{}\" of a {} must not be empty", field.name, type.name)});
  }
}

void FieldReader::check_required(const ObjectType& type, std::uint64_t seen, const Pointer& at) {
  for (std::size_t i = 0; i < type.fields.size(); ++i) {
    const Field& field = type.fields[i];
    if (!field.required || (seen >> i & 1u) != 0) continue;
    refuse_missing(field.name, field.meaning_zh, field.meaning_en, at);
  }
}

void FieldReader::read_text(TextForm form, std::string& text, JsonCursor json, const Pointer& at) {
  if (!accept(JsonType::text, Kind::text, json, at)) return;
  text = json.text();
  if (json.is_free_of_controls() && is_good_without_controls(text, form)) return;
  if (auto fault = find_fault(text, form)) {
    errors_.add(fault->code, at, std::move(fault->message), std::move(fault->hint));
  }
}

void FieldReader::read_number(double& number, JsonCursor json, const Pointer& at) {
  if (!accept(JsonType::number, Kind::number, json, at)) return;
  number = json.number();
  if (number >= -largest_number && number <= largest_number) return;
  errors_.add("record.badValue", at,
              say("数字太大，不能准确表示", "the number is too large to be exact"));
}

void FieldReader::read_date(Date& date, JsonCursor json, const Pointer& at) {
  if (!accept(JsonType::text, Kind::date, json, at)) return;
  if (const auto parsed = Date::parse(json.text())) {
    date = *parsed;
    return;
  }
  errors_.add("record.badDate", at, say("没有“{}”这个日期", "no date: \"{}\"", shown(json.text())),
              hint_for_date(json.text()));
}

void FieldReader::read_choice(const Type& type, void* value, JsonCursor json, const Pointer& at) {
  if (!accept(JsonType::text, Kind::choice, json, at)) return;
  const auto names = type.choice->names;
  const auto found = std::find(names.begin(), names.end(), json.text());
  if (found != names.end()) {
    type.set_choice(value, static_cast<int>(found - names.begin()));
    return;
  }
  const std::string all = joined(names);
  const std::string nearest = nearest_name(json.text(), {names.begin(), names.end()});
  errors_.add(
      "record.badChoice", at,
      say("“{}”不在可用的值之内", "\"{}\" is not one of the known values", shown(json.text())),
      nearest.empty()
          ? say("可用：{}", "known: {}", all)
          : say("是不是“{}”？可用：{}", "did you mean \"{}\"? known: {}", nearest, all));
}

void FieldReader::read_list(const Type& type, void* list, JsonCursor json, const Pointer& at) {
  if (!accept(JsonType::array, Kind::list, json, at)) return;
  type.reserve(list, json.count());
  std::size_t index = 0;
  for (auto element = json.first(); !element.is_end_of(json); element = element.next()) {
    if (errors_.full()) return;
    read(*type.element, type.append(list), element, at / index++);
  }
}

void FieldReader::read_paragraph(Paragraph& paragraph, JsonCursor json, const Pointer& at) {
  if (json.type() == JsonType::text) {
    auto& text = std::get<std::string>(paragraph.runs.emplace_back(std::string()));
    return read_text(TextForm::line, text, json, at);
  }
  if (!accept(JsonType::object, Kind::paragraph, json, at)) return;
  paragraph.plain = false;
  bool has_runs = false;
  for (auto member = json.first(); !member.is_end_of(json); member = member.next()) {
    if (errors_.full()) return;
    if (member.name() == "runs") {
      has_runs = true;
      read_runs(paragraph, member.value(), at / "runs");
    } else {
      refuse_unknown(member.name(), {"runs"}, at);
    }
  }
  if (!has_runs) refuse_missing("runs", "段内的各部分", "the parts of the paragraph", at);
}

void FieldReader::read_runs(Paragraph& paragraph, JsonCursor json, const Pointer& at) {
  if (!accept(JsonType::array, Kind::list, json, at)) return;
  paragraph.runs.reserve(json.count());
  std::size_t index = 0;
  for (auto run = json.first(); !run.is_end_of(json); run = run.next()) {
    if (errors_.full()) return;
    read_run(paragraph, run, at / index++);
  }
}

void FieldReader::read_run(Paragraph& paragraph, JsonCursor json, const Pointer& at) {
  if (json.type() == JsonType::text) {
    auto& text = std::get<std::string>(paragraph.runs.emplace_back(std::string()));
    return read_text(TextForm::line, text, json, at);
  }
  if (json.type() != JsonType::object) {
    errors_.add("record.wrongType", at,
                say("应为文本或 {{\"measure\": id}}，却是{}",
                    "must be a text or {{\"measure\": id}}", word_for(json.type()).zh));
    return;
  }
  auto& reference = std::get<MeasureReference>(paragraph.runs.emplace_back(MeasureReference{}));
  bool has_measure = false;
  for (auto member = json.first(); !member.is_end_of(json); member = member.next()) {
    if (errors_.full()) return;
    if (member.name() == "measure") {
      has_measure = true;
      read_text(TextForm::identifier, reference.measure, member.value(), at / "measure");
    } else {
      refuse_unknown(member.name(), {"measure"}, at);
    }
  }
  if (!has_measure) refuse_missing("measure", "措施的标识", "the measure's id", at);
}

}  // namespace tongbao::record
