#include "jobs/submission.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/json_pointer.h"
#include "record/json_document.h"

namespace tongbao::jobs {
namespace {

using record::JsonCursor;
using record::JsonDocument;
using record::JsonType;

constexpr std::array<std::string_view, 6> envelope_members = {"record", "records", "previous",
                                                              "asOf",   "edition", "options"};
const std::vector<std::string_view> entry_members = {"template", "record",  "records", "previous",
                                                     "asOf",     "edition", "options", "format",
                                                     "version",  "name",    "attach",  "allow"};

bool is_optional(std::string_view name) {
  constexpr std::array<std::string_view, 5> members = {"format", "version", "name", "attach",
                                                       "allow"};
  return std::find(members.begin(), members.end(), name) != members.end();
}

bool belongs_to_envelope(std::string_view name) {
  return std::find(envelope_members.begin(), envelope_members.end(), name) !=
         envelope_members.end();
}

std::string child(std::string pointer, std::string_view name) {
  append_pointer(pointer, name);
  return pointer;
}

// Names of devices, which Windows takes for no file whatever their extension.
bool is_device(std::string_view name) {
  std::string stem(name.substr(0, name.find('.')));
  std::transform(stem.begin(), stem.end(), stem.begin(), [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  });
  if (stem == "CON" || stem == "PRN" || stem == "AUX" || stem == "NUL") return true;
  const bool numbered = stem.starts_with("COM") || stem.starts_with("LPT");
  return numbered && stem.size() == 4 && stem[3] >= '0' && stem[3] <= '9';
}

// Characters that are not seen, or that turn the order of others round.
bool has_hidden_characters(std::string_view name) {
  for (std::size_t i = 0; i + 2 < name.size(); ++i) {
    const std::string_view three = name.substr(i, 3);  // in UTF-8, as all between U+0800 and U+FFFF
    if (three >= "\u200B" && three <= "\u200F") return true;
    if (three >= "\u202A" && three <= "\u202E") return true;
    if (three >= "\u2066" && three <= "\u2069") return true;
    if (three == "\uFEFF") return true;
  }
  return false;
}

// A name that every system takes for a file, and shows as it is.
bool is_sound_name(std::string_view name) {
  constexpr std::string_view reserved = "/\\<>:\"|?*";
  if (name.empty()) return true;
  const bool plain = std::none_of(name.begin(), name.end(), [&](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 || byte == 0x7F || reserved.find(c) != std::string_view::npos;
  });
  const bool trimmed =
      name.front() != ' ' && name.front() != '.' && name.back() != ' ' && name.back() != '.';
  return plain && trimmed && name.size() <= longest_name && !is_device(name) &&
         !has_hidden_characters(name);
}

class Reader {
 public:
  explicit Reader(const JsonDocument& document) : document_(document) {}

  Submission read();
  [[nodiscard]] Diagnostics& errors() { return errors_; }

 private:
  void read_documents(const JsonCursor& list, Submission& submission);
  Wanted read_entry(const JsonCursor& entry, const std::string& pointer);
  void read_member(const JsonCursor& member, const std::string& pointer, Wanted& wanted);
  void read_webhook(const JsonCursor& webhook, Submission& submission);
  std::string read_text(const JsonCursor& value, const std::string& pointer);
  bool read_choice(const JsonCursor& value, const std::string& pointer, std::string_view choice);
  void read_version(const JsonCursor& value, const std::string& pointer, Wanted& wanted);
  bool require(const JsonCursor& value, JsonType type, const std::string& pointer);
  void unknown(std::string_view name, const std::string& pointer,
               const std::vector<std::string_view>& known);
  void missing(std::string_view name, const std::string& pointer);
  void report(const char* code, const std::string& pointer, Bilingual message, Bilingual hint = {});

  const JsonDocument& document_;
  Diagnostics errors_;
};

void Reader::report(const char* code, const std::string& pointer, Bilingual message,
                    Bilingual hint) {
  constexpr std::size_t most_errors = 200;
  if (errors_.size() >= most_errors) return;
  Place where = Place::at_pointer(pointer);
  document_.locate(where);
  errors_.push_back({.code = code,
                     .where = std::move(where),
                     .message = std::move(message),
                     .hint = std::move(hint)});
}

bool Reader::require(const JsonCursor& value, JsonType type, const std::string& pointer) {
  if (value.type() == type) return true;
  const char* const zh = type == JsonType::object  ? "对象"
                         : type == JsonType::array ? "数组"
                                                   : "字符串";
  const char* const en = type == JsonType::object  ? "an object"
                         : type == JsonType::array ? "an array"
                                                   : "a string";
  report("jobs.wrongType", pointer,
         {fmt::format("应为{}", zh), fmt::format("it should be {}", en)});
  return false;
}

void Reader::unknown(std::string_view name, const std::string& pointer,
                     const std::vector<std::string_view>& known) {
  const std::string nearest = nearest_name(std::string(name), known);
  report("jobs.unknownField", pointer, say("未知字段：{}", "unknown field: {}", name),
         nearest.empty() ? Bilingual{} : say("是否为{}？", "did you mean {}?", nearest));
}

void Reader::missing(std::string_view name, const std::string& pointer) {
  report("jobs.missingField", pointer, say("缺少字段{}", "the field {} is missing", name));
}

std::string Reader::read_text(const JsonCursor& value, const std::string& pointer) {
  return require(value, JsonType::text, pointer) ? std::string(value.text()) : std::string();
}

// True where the value is `choice`, the only one there is.
bool Reader::read_choice(const JsonCursor& value, const std::string& pointer,
                         std::string_view choice) {
  if (value.type() == JsonType::text && value.text() == choice) return true;
  report("jobs.badValue", pointer, say("取值无效", "the value is not known"),
         say("应为{}", "it should be {}", choice));
  return false;
}

void Reader::read_version(const JsonCursor& value, const std::string& pointer, Wanted& wanted) {
  constexpr double highest = 1'000'000;
  const bool sound = value.type() == JsonType::number && value.is_whole_number() &&
                     value.number() >= 0 && value.number() <= highest;
  if (sound) {
    wanted.version = static_cast<unsigned>(value.number());
  } else {
    report("jobs.badValue", pointer, say("版本号无效", "no version number"),
           say("应为0、1、2……", "it should be 0, 1, 2, …"));
  }
}

void Reader::read_member(const JsonCursor& member, const std::string& pointer, Wanted& wanted) {
  const std::string_view name = member.name();
  const JsonCursor value = member.value();
  if (value.type() == JsonType::null && is_optional(name)) return;  // as a job's own JSON has it
  if (name == "template") {
    wanted.template_id = read_text(value, pointer);
  } else if (name == "format") {
    wanted.format = read_text(value, pointer);
  } else if (name == "version") {
    read_version(value, pointer, wanted);
  } else if (name == "name") {
    wanted.name = read_text(value, pointer);
    if (!is_sound_name(wanted.name)) {
      report(
          "jobs.badValue", pointer, say("不能用作文件名", "it cannot be a file name"),
          say("不得含/\\<>:\"|?*、控制字符和看不见的字符，首尾不得为空格或点，最多{}字节",
              "no /\\<>:\"|?*, controls or hidden characters, no space or dot at its ends, at most "
              "{} bytes",
              longest_name));
    }
  } else if (name == "attach") {
    wanted.task.attach_record = read_choice(value, pointer, "record");
  } else if (name == "allow") {
    wanted.task.allow_personal_data = read_choice(value, pointer, "personal-data");
  } else {
    unknown(name, pointer, entry_members);
  }
}

Wanted Reader::read_entry(const JsonCursor& entry, const std::string& pointer) {
  Wanted wanted;
  bool has_record = false;
  bool has_template = false;
  for (auto member = entry.first(); !member.is_end_of(entry); member = member.next()) {
    const std::string_view name = member.name();
    has_template = has_template || name == "template";
    if (!belongs_to_envelope(name)) {
      read_member(member, child(pointer, name), wanted);
      continue;
    }
    has_record = has_record || name == "record" || name == "records";
    wanted.input += wanted.input.empty() ? "{\"" : ",\"";
    wanted.input.append(name).append("\":").append(member.value().source());
  }
  wanted.input += '}';
  wanted.task.excerpt = true;
  if (!has_template) missing("template", pointer);
  if (!has_record) missing("record", pointer);
  return wanted;
}

void Reader::read_documents(const JsonCursor& list, Submission& submission) {
  if (!require(list, JsonType::array, "/documents")) return;
  if (list.count() == 0) {
    report("jobs.badValue", "/documents", say("至少应有一份文档", "there should be at least one"));
  }
  if (list.count() > most_documents) {
    report("jobs.tooManyDocuments", "/documents",
           say("文档超过{}份", "more than {} documents", most_documents),
           say("请分多次提交", "send them in several jobs"));
    return;
  }
  std::size_t n = 0;
  for (auto entry = list.first(); !entry.is_end_of(list); entry = entry.next()) {
    const std::string pointer = "/documents/" + std::to_string(n++);
    if (!require(entry, JsonType::object, pointer)) continue;
    submission.documents.push_back(read_entry(entry, pointer));
  }
}

void Reader::read_webhook(const JsonCursor& webhook, Submission& submission) {
  if (webhook.type() == JsonType::null) return;
  if (!require(webhook, JsonType::object, "/webhook")) return;
  bool found = false;
  for (auto member = webhook.first(); !member.is_end_of(webhook); member = member.next()) {
    const std::string pointer = child("/webhook", member.name());
    if (member.name() != "url") {
      unknown(member.name(), pointer, {"url"});
      continue;
    }
    submission.webhook = read_text(member.value(), pointer);
    found = true;
  }
  if (!found) missing("url", "/webhook");
}

Submission Reader::read() {
  Submission submission;
  const JsonCursor root = document_.root();
  if (!require(root, JsonType::object, "")) return submission;
  bool found = false;
  for (auto member = root.first(); !member.is_end_of(root); member = member.next()) {
    if (member.name() == "documents") {
      read_documents(member.value(), submission);
      found = true;
    } else if (member.name() == "webhook") {
      read_webhook(member.value(), submission);
    } else {
      unknown(member.name(), child("", member.name()), {"documents", "webhook"});
    }
  }
  if (!found) missing("documents", "");
  return submission;
}

}  // namespace

Result<Submission> read_submission(std::string_view json, const record::ReadLimits& limits) {
  const auto document = JsonDocument::parse(json, limits);
  if (!document) return failure(document.error());
  Reader reader(*document);
  Submission submission = reader.read();
  if (!reader.errors().empty()) return failure(std::move(reader.errors()));
  return submission;
}

}  // namespace tongbao::jobs
