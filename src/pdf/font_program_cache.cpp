#include "pdf/font_program_cache.h"

#include <algorithm>
#include <functional>
#include <list>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "pdf/font_program.h"

namespace tongbao::pdf {

namespace {

struct Key {
  font::FaceId face = 0;
  std::span<const std::uint32_t> glyphs;

  bool operator==(const Key& other) const {
    return face == other.face && std::ranges::equal(glyphs, other.glyphs);
  }
};

struct KeyHash {
  std::size_t operator()(const Key& key) const {
    const auto bytes = std::as_bytes(key.glyphs);
    const std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    return std::hash<std::string_view>()(text) + key.face;
  }
};

struct Entry {
  font::FaceId face = 0;
  std::vector<std::uint32_t> glyphs;
  std::shared_ptr<const FontProgram> program;
  std::size_t size = 0;

  [[nodiscard]] Key key() const { return {face, glyphs}; }
};

std::size_t size_of(const Key& key, const FontProgram& program) {
  constexpr std::size_t of_the_nodes = 128;
  return sizeof(Entry) + sizeof(FontProgram) + of_the_nodes + key.glyphs.size_bytes() +
         key.glyphs.size() * (sizeof(program.codes[0]) + sizeof(program.widths[0])) +
         program.deflated.size();
}

using Entries = std::list<Entry>;

// Opened when it is first asked for.
struct LazySubsetter {
  std::once_flag opened;
  std::optional<FaceSubsetter> subsetter;
};

}  // namespace

struct FontProgramCache::Data {
  const font::FontSet& fonts;
  const std::size_t capacity;
  std::vector<LazySubsetter> faces = std::vector<LazySubsetter>(fonts.face_count());
  mutable std::mutex mutex = {};
  // Under the mutex:
  Entries entries = {};                                            // the last used first
  std::unordered_map<Key, Entries::iterator, KeyHash> index = {};  // keys refer into entries
  std::size_t size = 0;
  Use use = {};

  const FaceSubsetter& subsetter(font::FaceId face) {
    LazySubsetter& lazy = faces.at(face);
    std::call_once(lazy.opened, [&] { lazy.subsetter.emplace(fonts, face); });
    return *lazy.subsetter;
  }

  std::shared_ptr<const FontProgram> find(const Key& key) {
    const std::lock_guard lock(mutex);
    const auto found = index.find(key);
    if (found == index.end()) {
      ++use.misses;
      return nullptr;
    }
    ++use.hits;
    entries.splice(entries.begin(), entries, found->second);
    return found->second->program;
  }

  void keep(const Key& key, const std::shared_ptr<const FontProgram>& program) {
    const std::size_t added = size_of(key, *program);
    if (added > capacity) return;
    Entries fresh;
    fresh.push_back({key.face, {key.glyphs.begin(), key.glyphs.end()}, program, added});
    Entries given_up;  // freed outside the lock
    const std::lock_guard lock(mutex);
    if (!index.emplace(fresh.front().key(), fresh.begin()).second) return;  // another was faster
    entries.splice(entries.begin(), fresh);
    for (size += added; size > capacity; size -= given_up.front().size) {
      index.erase(entries.back().key());
      given_up.splice(given_up.begin(), entries, std::prev(entries.end()));
    }
  }
};

FontProgramCache::FontProgramCache(const font::FontSet& fonts, std::size_t capacity)
    : data_(new Data{.fonts = fonts, .capacity = capacity}) {}
FontProgramCache::~FontProgramCache() = default;

const font::FontSet& FontProgramCache::fonts() const {
  return data_->fonts;
}

std::shared_ptr<const FontProgram> FontProgramCache::program(font::FaceId face,
                                                             std::span<const std::uint32_t> glyphs,
                                                             Compressor& compressor) {
  const FaceSubsetter& subsetter = data_->subsetter(face);
  const Key key{face, glyphs};
  if (subsetter.cut_by_harfbuzz()) {
    if (auto kept = data_->find(key)) return kept;
  }
  auto made = std::make_shared<const FontProgram>(subsetter.subset(glyphs, compressor));
  if (subsetter.cut_by_harfbuzz()) data_->keep(key, made);
  return made;
}

void FontProgramCache::prepare() {
  const font::FontSet& fonts = data_->fonts;
  for (const std::string& role : fonts.roles()) {
    const font::FaceId face = fonts.faces_of(*fonts.find_role(role)).front();
    if (data_->subsetter(face).cut_by_harfbuzz()) fonts.prepare(face);
  }
}

std::size_t FontProgramCache::size() const {
  const std::lock_guard lock(data_->mutex);
  return data_->size;
}

FontProgramCache::Use FontProgramCache::use() const {
  const std::lock_guard lock(data_->mutex);
  return data_->use;
}

}  // namespace tongbao::pdf
