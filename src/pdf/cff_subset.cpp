#include "pdf/cff_subset.h"

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <numeric>
#include <string_view>
#include <vector>

#include "pdf/cff_structure.h"
#include "pdf/charstring.h"
#include "pdf/outline_stream.h"

namespace tongbao::pdf {

namespace {

using cff::Bytes;
using cff::DictEntry;

void append_number(std::string& out, std::size_t value, std::size_t width) {
  for (std::size_t i = width; i-- > 0;) out += static_cast<char>(value >> (8 * i) & 0xFF);
}

std::string_view text_of(Bytes bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

// An INDEX (5176 section 5) up to its items; gives the size of those.
std::size_t append_index_head(std::string& out, std::span<const std::size_t> sizes) {
  append_number(out, sizes.size(), 2);
  if (sizes.empty()) return 0;
  const std::size_t total = std::accumulate(sizes.begin(), sizes.end(), std::size_t{0});
  std::size_t width = 1;
  while ((total + 1) >> (8 * width) != 0) ++width;
  append_number(out, width, 1);
  std::size_t offset = 1;
  append_number(out, offset, width);
  for (const std::size_t size : sizes) append_number(out, offset += size, width);
  return total;
}

template <class Text>
void append_index(std::string& out, const std::vector<Text>& items) {
  std::vector<std::size_t> sizes;
  for (const std::string_view item : items) sizes.push_back(item.size());
  append_index_head(out, sizes);
  for (const std::string_view item : items) out += item;
}

// Integers of five bytes whatever their value: a DICT's size is known before what it points to.
void append_entry(std::string& dict, std::uint32_t op,
                  std::initializer_list<std::size_t> operands) {
  constexpr char long_integer = 29;
  for (const std::size_t operand : operands) append_number(dict += long_integer, operand, 4);
  append_number(dict, op, op > 0xFF ? 2 : 1);
}

// The entries among `ops`, as they stand.
std::string copied_entries(const std::vector<DictEntry>& entries,
                           std::initializer_list<std::uint32_t> ops) {
  std::string copied;
  for (const DictEntry& entry : entries) {
    if (std::ranges::find(ops, entry.op) != ops.end()) copied += text_of(entry.bytes);
  }
  return copied;
}

// Which Font DICT a glyph has (5176 section 19).
class FontDictSelect {
 public:
  FontDictSelect(const cff::Table& table, std::size_t glyph_count)
      : bytes_(table.bytes), offset_(table.top.fd_select), glyph_count_(glyph_count) {
    cff::Reader reader(bytes_, offset_);
    format_ = reader.number(1);
    if (format_ == 3) {
      ranges_ = reader.number(2);
    } else if (format_ != 0) {
      cff::malformed();
    }
  }

  // Requires that `glyph` does not go down from call to call.
  std::uint32_t of(std::uint32_t glyph) {
    if (glyph >= glyph_count_) cff::malformed();
    if (format_ == 0) return cff::Reader(bytes_, offset_ + 1 + glyph).number(1);
    constexpr std::size_t size_of_range = 3;
    for (; range_ < ranges_; ++range_) {
      cff::Reader reader(bytes_, offset_ + 3 + range_ * size_of_range);
      const std::uint32_t first = reader.number(2);
      const std::uint32_t dict = reader.number(1);
      if (glyph >= first && glyph < reader.number(2)) return dict;
    }
    cff::malformed();
  }

 private:
  Bytes bytes_;
  std::size_t offset_;
  std::size_t glyph_count_;
  std::uint32_t format_ = 0;
  std::uint32_t ranges_ = 0;
  std::uint32_t range_ = 0;
};

// The outlines of a font without hints and deflated, each made when it is first asked for.
class Outlines {
 public:
  explicit Outlines(cff::Index char_strings)
      : char_strings_(char_strings), kept_(char_strings.count) {}
  ~Outlines() {
    for (const auto& slot : kept_) delete slot.load(std::memory_order_relaxed);
  }
  Outlines(const Outlines&) = delete;
  Outlines& operator=(const Outlines&) = delete;

  [[nodiscard]] std::size_t count() const { return kept_.size(); }

  [[nodiscard]] const DeflatedOutline* of(std::uint32_t glyph) {
    if (glyph >= kept_.size()) cff::malformed();
    std::atomic<const DeflatedOutline*>& slot = kept_[glyph];
    const DeflatedOutline* kept = slot.load(std::memory_order_acquire);
    if (kept != nullptr) return kept;
    std::string outline;
    append_unhinted(char_strings_.item(glyph), outline);
    auto made = std::make_unique<const DeflatedOutline>(deflate_outline(outline));
    // Where another thread was faster, `kept` becomes its outline: the same.
    if (slot.compare_exchange_strong(kept, made.get(), std::memory_order_acq_rel)) {
      return made.release();
    }
    return kept;
  }

 private:
  cff::Index char_strings_;
  std::vector<std::atomic<const DeflatedOutline*>> kept_;
};

// All of a subset but its outlines: what is the same for every subset is made once.
class Frame {
 public:
  Frame(const cff::Table& table, std::size_t glyph_count)
      : table_(table), glyph_count_(glyph_count), head_{1, 0, 4, 4} {
    // Version 1.0, size of the header, size of offsets; then the name.
    append_index(head_, std::vector{text_of(table.name)});

    std::vector<std::string> strings;
    // A string of the source among those of the subset, by its number there.
    const auto string_id = [&](std::int32_t source) {
      strings.push_back(cff::read_string(table.strings, source));
      return static_cast<std::size_t>(cff::first_own_string) + strings.size() - 1;
    };
    const auto [registry, ordering, supplement] = *table.top.ros;
    append_entry(top_dict_, cff::op_ros,  // must be first
                 {string_id(registry), string_id(ordering),
                  static_cast<std::size_t>(std::max(supplement, 0))});
    top_dict_ += copied_entries(cff::read_dict(table.top_bytes),
                                {cff::op_font_box, cff::op_paint_type, cff::op_font_matrix,
                                 cff::op_stroke_width, cff::op_cid_count});
    const cff::Index dicts = cff::read_index(table.bytes, table.top.fd_array);
    for (std::size_t i = 0; i < dicts.count; ++i) add_font_dict(dicts.item(i), string_id);

    append_index(after_top_dict_, strings);
    append_index(after_top_dict_, std::vector<std::string>{});  // no subroutines
  }

  // Requires glyph 0 to be the first of `glyphs`.
  [[nodiscard]] std::string of(std::span<const std::uint32_t> glyphs,
                               const std::vector<std::uint16_t>& cids) const {
    std::string charset(1, '\0');  // its format
    for (const std::uint32_t glyph : glyphs.subspan(1)) append_number(charset, cids.at(glyph), 2);
    const std::string selection = font_dict_ranges(glyphs);

    // The sizes of DICTs do not depend on the offsets in them.
    Places places;
    places.charset = head_.size() + top_dict(places).size() + after_top_dict_.size();
    places.selection = places.charset + charset.size();
    places.font_dicts = places.selection + selection.size();
    places.privates = places.font_dicts + font_dicts(0).size();
    places.char_strings = places.privates + privates_.size();

    std::string out = head_;
    for (const std::string& part : {top_dict(places), after_top_dict_, charset, selection,
                                    font_dicts(places.privates), privates_}) {
      out += part;
    }
    return out;
  }

 private:
  struct Places {  // in the subset
    std::size_t charset = 0, selection = 0, font_dicts = 0, privates = 0, char_strings = 0;
  };
  struct FontDict {
    std::string entries;
    std::size_t private_size = 0;
  };

  template <class StringId>
  void add_font_dict(Bytes bytes, const StringId& string_id) {
    const auto entries = cff::read_dict(bytes);
    FontDict& dict = font_dicts_.emplace_back();
    dict.entries = copied_entries(entries, {cff::op_font_matrix});
    for (const DictEntry& entry : entries) {
      if (entry.op != cff::op_font_name || entry.operands.empty()) continue;
      append_entry(dict.entries, entry.op, {string_id(entry.operands[0])});
    }
    const auto privates = cff::read_font_dict(bytes).privates;
    if (!privates) return;
    const std::string_view copied = text_of(cff::private_bytes(table_.bytes, *privates));
    dict.private_size = copied.size();
    privates_ += copied;
  }

  // As an INDEX of one.
  [[nodiscard]] std::string top_dict(const Places& places) const {
    std::string dict = top_dict_;
    append_entry(dict, cff::op_charset, {places.charset});
    append_entry(dict, cff::op_fd_select, {places.selection});
    append_entry(dict, cff::op_char_strings, {places.char_strings});
    append_entry(dict, cff::op_fd_array, {places.font_dicts});
    std::string index;
    append_index(index, std::vector<std::string_view>{dict});
    return index;
  }

  [[nodiscard]] std::string font_dict_ranges(std::span<const std::uint32_t> glyphs) const {
    FontDictSelect source(table_, glyph_count_);
    std::string ranges;
    std::size_t count = 0;
    std::uint32_t last = UINT32_MAX;
    for (std::size_t i = 0; i < glyphs.size(); ++i) {
      const std::uint32_t dict = source.of(glyphs[i]);
      if (dict >= font_dicts_.size()) cff::malformed();
      if (dict == last) continue;
      last = dict;
      append_number(ranges, i, 2);
      append_number(ranges, dict, 1);
      ++count;
    }
    std::string out;
    append_number(out, 3, 1);  // format
    append_number(out, count, 2);
    out += ranges;
    append_number(out, glyphs.size(), 2);
    return out;
  }

  // As an INDEX.
  [[nodiscard]] std::string font_dicts(std::size_t privates) const {
    std::vector<std::string> dicts;
    for (const FontDict& dict : font_dicts_) {
      append_entry(dicts.emplace_back(dict.entries), cff::op_private,
                   {dict.private_size, privates});
      privates += dict.private_size;
    }
    std::string index;
    append_index(index, dicts);
    return index;
  }

  const cff::Table& table_;
  std::size_t glyph_count_;
  std::string head_, top_dict_, after_top_dict_, privates_;
  std::vector<FontDict> font_dicts_;
};

bool outlines_can_be_copied(const cff::Table& table) {
  if (!table.top.ros || table.top.fd_select == 0 || has_subroutines(table.bytes)) return false;
  return std::ranges::none_of(cff::read_dict(table.top_bytes), [](const DictEntry& entry) {
    return entry.op == cff::op_char_string_type && entry.operands != std::vector<std::int32_t>{2};
  });
}

}  // namespace

struct CopyableFont::Data {
  explicit Data(const cff::Table& of)
      : table(of),
        names(read_cff_names(of.bytes)),
        outlines(cff::read_index(of.bytes, of.top.char_strings)),
        frame(table, outlines.count()) {}

  cff::Table table;
  CffNames names;
  Outlines outlines;
  Frame frame;
};

CopyableFont::CopyableFont() = default;
CopyableFont::~CopyableFont() = default;

std::unique_ptr<const CopyableFont> CopyableFont::open(std::span<const std::uint8_t> table) {
  const cff::Table read = cff::read_table(table);
  if (!outlines_can_be_copied(read)) return nullptr;
  std::unique_ptr<CopyableFont> font(new CopyableFont);
  font->data_ = std::make_unique<Data>(read);
  return font;
}

const CffNames& CopyableFont::names() const {
  return data_->names;
}

DeflatedTable CopyableFont::subset(std::span<const std::uint32_t> glyphs) const {
  std::vector<std::uint32_t> kept = {0};
  kept.insert(kept.end(), glyphs.begin(), glyphs.end());
  std::vector<const DeflatedOutline*> outlines;
  std::vector<std::size_t> sizes;
  outlines.reserve(kept.size());
  sizes.reserve(kept.size());
  for (const std::uint32_t glyph : kept) {
    outlines.push_back(data_->outlines.of(glyph));
    sizes.push_back(outlines.back()->size);
  }
  std::string head = data_->frame.of(kept, data_->names.cids);
  const std::size_t size = append_index_head(head, sizes);
  return {.deflated = join_outlines(head, outlines), .size = head.size() + size};
}

}  // namespace tongbao::pdf
