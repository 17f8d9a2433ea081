#include "fuzz/output_readers.h"

#include <filesystem>
#include <fstream>
#include <memory>
#include <numeric>
#include <stdexcept>
#include <vector>

#include <zlib.h>

#include "base/document_bytes.h"
#include "base/file.h"
#include "font/face.h"
#include "fuzz/require.h"
#include "pdf/cff.h"
#include "pdf/cff_subset.h"
#include "record/reader.h"
#include "render/renderer.h"

namespace tongbao::fuzz {

namespace {

const render::Renderer& renderer() {
  static const render::Renderer made(render::Catalogue::load(TONGBAO_SOURCE "/templates").value(),
                                     font::FontSet::load(TONGBAO_SOURCE "/fonts").value());
  return made;
}

// Of the same bytes, the same bytes.
void make(const char* template_id, std::string_view json) {
  const auto envelope = record::read_envelope(json);
  if (!envelope) return;
  const render::Request request{.template_id = template_id, .body = json};
  const auto document = renderer().render(request, *envelope);
  if (!document) return require(!document.error().empty(), "a refusal says why");
  require(document->bytes.size() > 0, "a document has bytes");
  require(document->bytes.sha256() == renderer().render(request, *envelope)->bytes.sha256(),
          "a document is made the same twice");
}

}  // namespace

void make_notice(std::string_view json) {
  make("notice", json);
}

void make_ledger(std::string_view json) {
  make("ledger", json);
}

void open_face(std::string_view font) {
  static const TemporaryFolder folder(std::filesystem::temp_directory_path());
  const std::filesystem::path file = folder.path() / "font.otf";
  std::ofstream(file, std::ios::binary) << font;
  Diagnostic error;
  const auto face = font::Face::open(file, 0, error);
  if (face == nullptr) return require(!error.code.empty(), "what is refused says why");
  for (char32_t c = U' '; c < 0x80; ++c) {
    const std::uint32_t glyph = face->glyph(c);
    static_cast<void>(face->advance(glyph));
    static_cast<void>(face->full_width_glyph(c, glyph));
    static_cast<void>(face->variation_glyph(c, 0xE0100));
  }
}

namespace {

std::string inflated(const pdf::DeflatedTable& table) {
  std::string out(table.size, '\0');
  uLongf size = out.size();
  const int status =
      uncompress(reinterpret_cast<Bytef*>(out.data()), &size,
                 reinterpret_cast<const Bytef*>(table.deflated.data()), table.deflated.size());
  require(status == Z_OK && size == table.size, "a copy is a whole zlib stream");
  return out;
}

}  // namespace

void copy_glyphs(std::string_view cff) {
  const std::span table(reinterpret_cast<const std::uint8_t*>(cff.data()), cff.size());
  try {
    static_cast<void>(pdf::has_subroutines(table));
    const auto font = pdf::CopyableFont::open(table);
    if (font == nullptr) return;
    const auto& names = font->names();
    constexpr std::size_t most_glyphs = 16;
    std::vector<std::uint32_t> glyphs(std::min(names.cids.size(), most_glyphs));
    std::iota(glyphs.begin(), glyphs.end(), 0U);
    if (!glyphs.empty()) glyphs.erase(glyphs.begin());  // glyph 0 is always there
    const std::string copy = inflated(font->subset(glyphs));
    const auto again =
        pdf::read_cff_names({reinterpret_cast<const std::uint8_t*>(copy.data()), copy.size()});
    require(again.cids.size() == glyphs.size() + 1, "a copy has the glyphs that were asked for");
  } catch (const std::runtime_error&) {
    return;  // refused
  }
}

}  // namespace tongbao::fuzz
