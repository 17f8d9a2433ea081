#include "pdf/cff_subset.h"

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <string_view>
#include <vector>

#include "pdf/cff_structure.h"
#include "pdf/charstring.h"

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

// An INDEX (5176 section 5).
template <class Text>
void append_index(std::string& out, const std::vector<Text>& items) {
  append_number(out, items.size(), 2);
  if (items.empty()) return;
  std::size_t end = 1;
  for (const std::string_view item : items) end += item.size();
  std::size_t width = 1;
  while (end >> (8 * width) != 0) ++width;
  out.reserve(out.size() + (items.size() + 1) * width + end);
  append_number(out, width, 1);
  append_number(out, end = 1, width);
  for (const std::string_view item : items) append_number(out, end += item.size(), width);
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

// The outlines of a font without hints, each made when it is first asked for.
class Outlines {
 public:
  explicit Outlines(cff::Index char_strings)
      : char_strings_(char_strings), unhinted_(char_strings.count) {}
  ~Outlines() {
    for (const auto& slot : unhinted_) delete slot.load(std::memory_order_relaxed);
  }
  Outlines(const Outlines&) = delete;
  Outlines& operator=(const Outlines&) = delete;

  [[nodiscard]] std::size_t count() const { return unhinted_.size(); }

  [[nodiscard]] std::string_view of(std::uint32_t glyph) {
    if (glyph >= unhinted_.size()) cff::malformed();
    std::atomic<const std::string*>& slot = unhinted_[glyph];
    const std::string* kept = slot.load(std::memory_order_acquire);
    if (kept != nullptr) return *kept;
    std::string outline;
    append_unhinted(char_strings_.item(glyph), outline);
    auto made = std::make_unique<const std::string>(outline);  // no larger than it must be
    // Where another thread was faster, `kept` becomes its outline: the same.
    if (slot.compare_exchange_strong(kept, made.get(), std::memory_order_acq_rel)) {
      return *made.release();
    }
    return *kept;
  }

 private:
  cff::Index char_strings_;
  std::vector<std::atomic<const std::string*>> unhinted_;
};

// Writes one subset.
class Copier {
 public:
  Copier(const cff::Table& table, const CffNames& names, Outlines& outlines,
         std::span<const std::uint32_t> glyphs)
      : table_(table),
        names_(names),
        font_dicts_(cff::read_index(table.bytes, table.top.fd_array)),
        glyph_count_(outlines.count()) {
    glyphs_.push_back(0);
    glyphs_.insert(glyphs_.end(), glyphs.begin(), glyphs.end());
    for (const std::uint32_t glyph : glyphs_) outlines_.push_back(outlines.of(glyph));
    read_font_dicts();
  }

  std::string copy() {
    // Once to learn where each part stands, once more with the offsets.
    static_cast<void>(all_but_outlines());
    std::string table = all_but_outlines();
    append_index(table, outlines_);
    return table;
  }

 private:
  // A string of the source among those of the subset, by its number there.
  std::size_t string_id(std::int32_t source) {
    strings_.push_back(cff::read_string(table_.strings, source));
    return static_cast<std::size_t>(cff::first_own_string) + strings_.size() - 1;
  }

  void read_font_dicts() {
    const auto [registry, ordering, supplement] = *table_.top.ros;
    registry_ = string_id(registry);
    ordering_ = string_id(ordering);
    supplement_ = static_cast<std::size_t>(std::max(supplement, 0));
    for (std::size_t i = 0; i < font_dicts_.count; ++i) {
      const Bytes bytes = font_dicts_.item(i);
      const auto entries = cff::read_dict(bytes);
      std::string& dict = dict_heads_.emplace_back(copied_entries(entries, {cff::op_font_matrix}));
      for (const DictEntry& entry : entries) {
        if (entry.op != cff::op_font_name || entry.operands.empty()) continue;
        append_entry(dict, entry.op, {string_id(entry.operands[0])});
      }
      const auto privates = cff::read_font_dict(bytes).privates;
      privates_.emplace_back(privates ? text_of(cff::private_bytes(table_.bytes, *privates))
                                      : std::string_view{});
    }
  }

  std::string all_but_outlines() {
    std::string out = {1, 0, 4, 4};  // version 1.0, size of the header, size of offsets
    append_index(out, std::vector{text_of(table_.name)});
    append_index(out, std::vector{top_dict()});
    append_index(out, strings_);
    append_index(out, std::vector<std::string>{});  // no subroutines
    charset_at_ = out.size();
    append_charset(out);
    fd_select_at_ = out.size();
    append_fd_select(out);
    fd_array_at_ = out.size();
    append_index(out, font_dicts());
    privates_at_ = out.size();
    for (const std::string_view dict : privates_) out += dict;
    char_strings_at_ = out.size();
    return out;
  }

  [[nodiscard]] std::string top_dict() const {
    std::string dict;
    append_entry(dict, cff::op_ros, {registry_, ordering_, supplement_});  // must be first
    dict += copied_entries(cff::read_dict(table_.top_bytes),
                           {cff::op_font_box, cff::op_paint_type, cff::op_font_matrix,
                            cff::op_stroke_width, cff::op_cid_count});
    append_entry(dict, cff::op_charset, {charset_at_});
    append_entry(dict, cff::op_fd_select, {fd_select_at_});
    append_entry(dict, cff::op_char_strings, {char_strings_at_});
    append_entry(dict, cff::op_fd_array, {fd_array_at_});
    return dict;
  }

  void append_charset(std::string& out) const {
    append_number(out, 0, 1);  // format
    for (const std::uint32_t glyph : glyphs_) {
      if (glyph != 0) append_number(out, names_.cids.at(glyph), 2);
    }
  }

  void append_fd_select(std::string& out) const {
    FontDictSelect source(table_, glyph_count_);
    std::string ranges;
    std::size_t count = 0;
    std::uint32_t last = UINT32_MAX;
    for (std::size_t i = 0; i < glyphs_.size(); ++i) {
      const std::uint32_t dict = source.of(glyphs_[i]);
      if (dict >= font_dicts_.count) cff::malformed();
      if (dict == last) continue;
      last = dict;
      append_number(ranges, i, 2);
      append_number(ranges, dict, 1);
      ++count;
    }
    append_number(out, 3, 1);  // format
    append_number(out, count, 2);
    out += ranges;
    append_number(out, glyphs_.size(), 2);
  }

  [[nodiscard]] std::vector<std::string> font_dicts() const {
    std::vector<std::string> dicts = dict_heads_;
    std::size_t offset = privates_at_;
    for (std::size_t i = 0; i < dicts.size(); ++i) {
      append_entry(dicts[i], cff::op_private, {privates_[i].size(), offset});
      offset += privates_[i].size();
    }
    return dicts;
  }

  const cff::Table& table_;
  const CffNames& names_;
  cff::Index font_dicts_;
  std::size_t glyph_count_;
  std::vector<std::uint32_t> glyphs_;  // of the source, by glyph of the subset

  std::vector<std::string_view> outlines_;
  std::vector<std::string> strings_;
  std::vector<std::string> dict_heads_;  // Font DICTs without their Private
  std::vector<std::string_view> privates_;
  std::size_t registry_ = 0, ordering_ = 0, supplement_ = 0;
  std::size_t charset_at_ = 0, fd_select_at_ = 0, char_strings_at_ = 0;
  std::size_t fd_array_at_ = 0, privates_at_ = 0;
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
        outlines(cff::read_index(of.bytes, of.top.char_strings)) {}

  cff::Table table;
  CffNames names;
  Outlines outlines;
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

std::string CopyableFont::subset(std::span<const std::uint32_t> glyphs) const {
  return Copier(data_->table, data_->names, data_->outlines, glyphs).copy();
}

}  // namespace tongbao::pdf
