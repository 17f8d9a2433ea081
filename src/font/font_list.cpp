#include "font/font_list.h"

#include <algorithm>
#include <set>
#include <utility>

#include <nlohmann/json.hpp>

#include "base/json_pointer.h"
#include "base/utf8.h"

namespace tongbao::font {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t most_roles = 64;
constexpr std::size_t most_faces_in_a_list = 64;

std::string_view type_name(const Json& value, Language language) {
  const bool zh = language == Language::zh;
  switch (value.type()) {
    case Json::value_t::object:
      return zh ? "对象" : "an object";
    case Json::value_t::array:
      return zh ? "数组" : "an array";
    case Json::value_t::string:
      return zh ? "字符串" : "a string";
    case Json::value_t::boolean:
      return zh ? "布尔值" : "a boolean";
    case Json::value_t::null:
      return "null";
    default:
      return zh ? "数字" : "a number";
  }
}

class ListReader {
 public:
  ListReader(const std::string& file, Diagnostics& errors) : file_(file), errors_(errors) {}

  FontList read(const Json& root) {
    FontList list;
    const Pointer here;
    if (!expect_object(root, here, {"roles", "fallback"})) return list;
    if (const auto roles = root.find("roles"); roles == root.end()) {
      missing(here, "roles");
    } else {
      read_roles(*roles, here / "roles", list.roles);
    }
    if (const auto fallback = root.find("fallback"); fallback != root.end()) {
      list.fallback = read_faces(*fallback, here / "fallback");
    }
    return list;
  }

  void add(const Pointer& where, Bilingual message, Bilingual hint = {}) {
    errors_.push_back({.code = "font.listInvalid",
                       .where = {.pointer = where.text(), .file = file_},
                       .message = std::move(message),
                       .hint = std::move(hint)});
  }

 private:
  void wrong_type(const Json& value, const Pointer& where, const char* zh, const char* en) {
    add(where, {fmt::format("应为{}，而这里是{}", zh, type_name(value, Language::zh)),
                fmt::format("must be {}, but is {}", en, type_name(value, Language::en))});
  }

  void missing(const Pointer& where, std::string_view key) {
    add(where, say("缺少“{}”", "lacks \"{}\"", key));
  }

  bool expect_object(const Json& value, const Pointer& where,
                     const std::vector<std::string_view>& known) {
    if (!value.is_object()) {
      wrong_type(value, where, "对象", "an object");
      return false;
    }
    for (const auto& item : value.items()) {
      if (std::find(known.begin(), known.end(), item.key()) != known.end()) continue;
      const std::string nearest = nearest_name(item.key(), known);
      const std::string names = fmt::format("{}", fmt::join(known, ", "));
      Bilingual hint = nearest.empty() ? say("可用：{}", "known: {}", names)
                                       : say("是否指“{}”？", "did you mean \"{}\"?", nearest);
      add(where / item.key(), say("没有“{}”这一项", "unknown key \"{}\"", item.key()),
          std::move(hint));
    }
    return true;
  }

  void read_roles(const Json& value, const Pointer& where, std::vector<RoleEntry>& roles) {
    if (!value.is_object()) return wrong_type(value, where, "对象", "an object");
    if (value.empty()) return add(where, say("至少要有一个字体角色", "needs at least one role"));
    if (value.size() > most_roles) {
      return add(where, say("最多{}个字体角色", "may hold at most {} roles", most_roles));
    }
    for (const auto& item : value.items()) {
      roles.push_back(read_role(item.key(), item.value(), where / item.key()));
    }
  }

  RoleEntry read_role(const std::string& role, const Json& value, const Pointer& where) {
    RoleEntry entry;
    entry.role = role;
    entry.pointer = where.text();
    entry.label = role;
    if (role.empty()) add(where, say("角色名不能为空", "a role needs a name"));
    if (!expect_object(value, where, {"name", "faces", "fallback", "latin"})) return entry;
    if (const auto name = value.find("name"); name != value.end()) {
      if (name->is_string()) {
        entry.label = name->get<std::string>();
      } else {
        wrong_type(*name, where / "name", "字符串", "a string");
      }
    }
    if (const auto faces = value.find("faces"); faces == value.end()) {
      missing(where, "faces");
    } else {
      const std::size_t errors_before = errors_.size();
      entry.faces = read_faces(*faces, where / "faces");
      if (entry.faces.empty() && errors_.size() == errors_before) {
        add(where / "faces", say("至少要有一个字体文件", "needs at least one face"));
      }
    }
    if (const auto fallback = value.find("fallback"); fallback != value.end()) {
      entry.fallback = read_faces(*fallback, where / "fallback");
    }
    if (const auto latin = value.find("latin"); latin != value.end()) {
      entry.latin = read_face(*latin, where / "latin");
    }
    return entry;
  }

  std::vector<FaceEntry> read_faces(const Json& value, const Pointer& where) {
    std::vector<FaceEntry> faces;
    if (!value.is_array()) {
      wrong_type(value, where, "数组", "an array");
      return faces;
    }
    if (value.size() > most_faces_in_a_list) {
      add(where, say("最多{}个字体文件", "may hold at most {} faces", most_faces_in_a_list));
      return faces;
    }
    for (std::size_t i = 0; i < value.size(); ++i) {
      if (auto face = read_face(value[i], where / i)) faces.push_back(std::move(*face));
    }
    return faces;
  }

  std::optional<FaceEntry> read_face(const Json& value, const Pointer& where) {
    if (!expect_object(value, where, {"file", "index", "optional"})) return std::nullopt;
    FaceEntry face;
    face.pointer = where.text();
    const auto file = value.find("file");
    if (file == value.end()) {
      missing(where, "file");
      return std::nullopt;
    }
    if (!file->is_string()) {
      wrong_type(*file, where / "file", "字符串", "a string");
      return std::nullopt;
    }
    face.file = file->get<std::string>();
    if (face.file.empty() || face.file.find('\0') != std::string::npos) {
      add(where / "file", say("文件名不能为空", "is no file name"));
      return std::nullopt;
    }
    if (const auto index = value.find("index"); index != value.end()) {
      constexpr unsigned largest = 0xFFFF;
      if (!index->is_number_unsigned() || index->get<std::uint64_t>() > largest) {
        add(where / "index",
            say("应为0至{}的整数", "must be a whole number from 0 to {}", largest));
        return std::nullopt;
      }
      face.index = index->get<unsigned>();
    }
    if (const auto optional = value.find("optional"); optional != value.end()) {
      if (!optional->is_boolean()) {
        wrong_type(*optional, where / "optional", "布尔值", "a boolean");
        return std::nullopt;
      }
      face.optional = optional->get<bool>();
    }
    return face;
  }

  const std::string& file_;
  Diagnostics& errors_;
};

// Line and column, both from 1, of the byte at `offset`; the column counts characters.
Place place_of(std::string_view text, std::size_t offset, const std::string& file) {
  const std::string_view before = text.substr(0, std::min(offset, text.size()));
  const auto line = 1 + std::count(before.begin(), before.end(), '\n');
  const std::size_t line_start = before.rfind('\n') + 1;  // npos + 1 is 0
  const auto continuation = [](char byte) { return (static_cast<unsigned char>(byte) >> 6) == 2; };
  const std::string_view on_line = before.substr(line_start);
  const auto characters =
      std::count_if(on_line.begin(), on_line.end(), [&](char byte) { return !continuation(byte); });
  return Place::at_line(static_cast<int>(line), static_cast<int>(characters) + 1, file);
}

// Parses, and names keys that an object has twice (the parser would keep the last in silence).
Json parse(std::string_view text, std::vector<std::string>& doubled) {
  std::vector<std::set<std::string>> open;
  return Json::parse(text, [&](int, Json::parse_event_t event, Json& parsed) {
    if (event == Json::parse_event_t::object_start) open.emplace_back();
    if (event == Json::parse_event_t::object_end) open.pop_back();
    if (event == Json::parse_event_t::key) {
      auto key = parsed.get<std::string>();
      if (!open.back().insert(key).second) doubled.push_back(std::move(key));
    }
    return true;
  });
}

}  // namespace

FontList read_font_list(std::string_view text, const std::string& file, Diagnostics& errors) {
  ListReader reader(file, errors);
  try {
    std::vector<std::string> doubled;
    const Json root = parse(text, doubled);
    for (const std::string& key : doubled) {
      reader.add(Pointer(), say("“{}”出现了两次", "\"{}\" stands twice in one object", key));
    }
    return reader.read(root);
  } catch (const Json::parse_error& error) {
    errors.push_back({.code = "font.listInvalid",
                      .where = place_of(text, error.byte > 0 ? error.byte - 1 : 0, file),
                      .message = say("不是有效的JSON", "is not valid JSON"),
                      .hint = {}});
  } catch (const Json::out_of_range&) {  // a number like 1e999
    reader.add(Pointer(), say("数值超出范围", "holds a number that is out of range"));
  }
  return {};
}

}  // namespace tongbao::font
