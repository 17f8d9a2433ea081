#include "font/sfnt.h"

#include <array>
#include <optional>
#include <string_view>

namespace tongbao::font {

namespace {

using Bytes = std::span<const std::uint8_t>;

constexpr std::uint32_t tag(std::string_view name) {
  std::uint32_t value = 0;
  for (const char letter : name) value = value << 8 | static_cast<unsigned char>(letter);
  return value;
}

// Big-endian numbers; the caller has checked the bounds.
unsigned u16(Bytes bytes, std::size_t at) {
  return static_cast<unsigned>(bytes[at]) << 8 | bytes[at + 1];
}
int i16(Bytes bytes, std::size_t at) {
  return static_cast<std::int16_t>(u16(bytes, at));
}
std::uint32_t u32(Bytes bytes, std::size_t at) {
  return u16(bytes, at) << 16 | u16(bytes, at + 2);
}

Bilingual cut_off() {
  return say("文件不完整", "the file is cut off");
}

// Where the face's table directory starts.
std::optional<std::size_t> directory_of(Bytes file, unsigned index, Bilingual& problem) {
  if (file.size() < 12) return problem = cut_off(), std::nullopt;
  if (u32(file, 0) != tag("ttcf")) {
    if (index == 0) return 0;
    problem = say("不是字体集，没有第{}号字体", "is no collection: there is no face {}", index);
    return std::nullopt;
  }
  const std::uint32_t count = u32(file, 8);
  if (index >= count) {
    problem =
        say("字体集只有{}个字体（从0编号）", "the collection has {} faces, counted from 0", count);
    return std::nullopt;
  }
  const std::size_t entry = 12 + std::size_t{index} * 4;
  if (file.size() < entry + 4) return problem = cut_off(), std::nullopt;
  return u32(file, entry);
}

struct Tables {
  Bytes head, hhea, hmtx, maxp, os2, cmap, cff, glyf, loca, kern;
};

Bytes* slot_for(Tables& tables, std::uint32_t name) {
  switch (name) {
    case tag("head"):
      return &tables.head;
    case tag("hhea"):
      return &tables.hhea;
    case tag("hmtx"):
      return &tables.hmtx;
    case tag("maxp"):
      return &tables.maxp;
    case tag("OS/2"):
      return &tables.os2;
    case tag("cmap"):
      return &tables.cmap;
    case tag("CFF "):
      return &tables.cff;
    case tag("glyf"):
      return &tables.glyf;
    case tag("loca"):
      return &tables.loca;
    case tag("kern"):
      return &tables.kern;
    default:
      return nullptr;
  }
}

bool known_format(std::uint32_t version) {
  return version == 0x00010000 || version == tag("OTTO") || version == tag("true");
}

Tables find_tables(Bytes file, std::size_t directory, Bilingual& problem) {
  Tables tables;
  if (directory > file.size() || file.size() - directory < 12) return problem = cut_off(), tables;
  if (!known_format(u32(file, directory))) {
    problem = say("不是OpenType或TrueType字体", "is no OpenType or TrueType font");
    return tables;
  }
  const unsigned count = u16(file, directory + 4);
  if (file.size() - directory - 12 < std::size_t{count} * 16) return problem = cut_off(), tables;
  for (unsigned i = 0; i < count; ++i) {
    const std::size_t record = directory + 12 + std::size_t{i} * 16;
    const std::size_t offset = u32(file, record + 8);
    const std::size_t length = u32(file, record + 12);
    if (offset > file.size() || file.size() - offset < length) return problem = cut_off(), tables;
    if (Bytes* slot = slot_for(tables, u32(file, record))) *slot = file.subspan(offset, length);
  }
  return tables;
}

// The first table that a document needs and the face has not whole; "" if none.
std::string_view first_lacking(const Tables& tables) {
  struct Need {
    std::string_view name;
    Bytes table;
    std::size_t least;
  };
  const std::array needs = {Need{"head", tables.head, 54}, Need{"hhea", tables.hhea, 36},
                            Need{"maxp", tables.maxp, 6}, Need{"hmtx", tables.hmtx, 4},
                            Need{"cmap", tables.cmap, 12}};
  for (const Need& need : needs) {
    if (need.table.size() < need.least) return need.name;
  }
  return {};
}

}  // namespace

SfntFacts read_sfnt(std::span<const std::uint8_t> file, unsigned index, Bilingual& problem) {
  SfntFacts facts;
  const auto directory = directory_of(file, index, problem);
  if (!directory) return facts;
  const Tables tables = find_tables(file, *directory, problem);
  if (!problem.empty()) return facts;
  if (const std::string_view lacking = first_lacking(tables); !lacking.empty()) {
    problem = say("没有完整的{}表", "has no complete {} table", lacking);
    return facts;
  }
  facts.cff = !tables.cff.empty();
  if (!facts.cff && (tables.glyf.empty() || tables.loca.empty())) {
    problem = say("没有轮廓（CFF或glyf表）", "has no outlines (a CFF or glyf table)");
    return facts;
  }
  facts.kern_table = !tables.kern.empty();
  facts.units_per_em = u16(tables.head, 18);
  facts.glyph_count = u16(tables.maxp, 4);
  if (facts.units_per_em < 16 || facts.units_per_em > 16384 || facts.glyph_count < 2) {
    problem = say("head或maxp表中的数值不合理", "has unusable values in its head or maxp table");
    return facts;
  }
  for (std::size_t i = 0; i < 4; ++i) facts.box[i] = i16(tables.head, 36 + 2 * i);
  if (tables.os2.size() >= 10) facts.embedding = u16(tables.os2, 8);
  if (tables.os2.size() >= 72) {
    facts.typo_ascent = i16(tables.os2, 68);
    facts.typo_descent = i16(tables.os2, 70);
  }
  return facts;
}

Bilingual embedding_forbidden(unsigned fs_type) {
  // Of several usage bits the least restrictive counts (OS/2 versions 0 to 2).
  constexpr unsigned usage = 0x000F, restricted = 0x0002, no_subset = 0x0100, bitmaps = 0x0200;
  if ((fs_type & usage) == restricted) {
    return say("许可不允许嵌入文档（OS/2 fsType 0x{:04X}）",
               "its licence forbids embedding in documents (OS/2 fsType 0x{:04X})", fs_type);
  }
  if ((fs_type & no_subset) != 0) {
    return say("许可不允许只嵌入部分字形（OS/2 fsType 0x{:04X}）",
               "its licence forbids embedding a subset (OS/2 fsType 0x{:04X})", fs_type);
  }
  if ((fs_type & bitmaps) != 0) {
    return say("许可只允许嵌入点阵（OS/2 fsType 0x{:04X}）",
               "its licence allows embedding of bitmaps only (OS/2 fsType 0x{:04X})", fs_type);
  }
  return {};
}

}  // namespace tongbao::font
