#include "font/face_opener.h"

#include <algorithm>
#include <system_error>

namespace tongbao::font {

namespace {

namespace fs = std::filesystem;

// Also true of a link that leads nowhere: someone put it there.
bool stands(const fs::path& file) {
  std::error_code ignored;
  return fs::symlink_status(file, ignored).type() != fs::file_type::not_found;
}

bool equal_but_for_case(const std::string& a, const std::string& b) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [&](char x, char y) { return lower(x) == lower(y); });
}

// `file`, or else the file beside it whose name differs in the case of its letters only: faces come
// from systems where that is no difference. Of several the first in byte order.
fs::path find_file(const fs::path& file) {
  if (stands(file)) return file;
  const std::string wanted = file.filename().string();
  fs::path found = file;
  std::error_code error;
  for (auto each = fs::directory_iterator(file.parent_path(), error);
       !error && each != fs::directory_iterator(); each.increment(error)) {
    const fs::path& candidate = each->path();
    if (!equal_but_for_case(candidate.filename().string(), wanted)) continue;
    if (found == file || candidate < found) found = candidate;
  }
  return found;
}

}  // namespace

FaceOpener::FaceOpener(fs::path folder, std::string list,
                       std::vector<std::unique_ptr<const Face>>& faces, Diagnostics& errors)
    : folder_(std::move(folder)), list_(std::move(list)), faces_(faces), errors_(errors) {}

Role FaceOpener::open_role(const RoleEntry& entry, const std::vector<FaceEntry>& common_fallback) {
  Role role;
  role.label = entry.label;
  open_all(entry.faces, role.faces, role.absent);
  role.own_faces = role.faces.size();
  if (!entry.faces.empty() && role.absent.size() == entry.faces.size()) {
    errors_.push_back({.code = "font.missing",
                       .where = {.pointer = entry.pointer, .file = list_},
                       .message = say("角色“{}”列出的字体文件都不在",
                                      "no font file of the role \"{}\" is there", entry.role),
                       .hint = say("至少要有一个不是 optional 的字体",
                                   "name at least one face that is not optional")});
  }
  if (entry.latin) role.latin = open(*entry.latin, role.absent);
  open_all(entry.fallback, role.faces, role.absent);
  std::vector<std::string> absent_everywhere;
  open_all(common_fallback, role.faces, absent_everywhere);
  return role;
}

void FaceOpener::open_all(const std::vector<FaceEntry>& entries, std::vector<FaceId>& into,
                          std::vector<std::string>& absent) {
  for (const FaceEntry& entry : entries) {
    const auto id = open(entry, absent);
    if (id && std::find(into.begin(), into.end(), *id) == into.end()) into.push_back(*id);
  }
}

std::optional<FaceId> FaceOpener::open(const FaceEntry& entry, std::vector<std::string>& absent) {
  const fs::path file = find_file((folder_ / entry.file).lexically_normal());
  if (entry.optional && !stands(file)) {
    absent.push_back(entry.file);
    return std::nullopt;
  }
  const auto [known, is_new] = ids_.try_emplace({file, entry.index}, std::nullopt);
  if (is_new) known->second = open_file(file, entry);
  return known->second;
}

std::optional<FaceId> FaceOpener::open_file(const fs::path& file, const FaceEntry& entry) {
  Diagnostic error;
  auto face = Face::open(file, entry.index, error);
  if (face == nullptr) {
    error.where = {.pointer = entry.pointer, .file = list_};
    errors_.push_back(std::move(error));
    return std::nullopt;
  }
  faces_.push_back(std::move(face));
  return static_cast<FaceId>(faces_.size() - 1);
}

}  // namespace tongbao::font
