#include "fuzz/readers.h"

#include <cstdio>
#include <sstream>
#include <string>

#include "base/utf8.h"
#include "documents/page_lines.h"
#include "documents/read_document.h"
#include "fuzz/output_readers.h"
#include "fuzz/require.h"
#include "fuzz/service_readers.h"
#include "image/png.h"
#include "importer/import_ledger.h"
#include "importer/import_text.h"
#include "pdf/attached_record.h"
#include "proof/check.h"
#include "record/problem_source.h"
#include "record/reader.h"
#include "record/writer.h"
#include "template/template.h"

namespace tongbao::fuzz {

namespace {

// What the importer says to be missing is the clerk's to fill in.
void require_record(record::Record record) {
  if (record.title.empty()) record.title = "通报";
  if (record.organization.name.empty()) record.organization.name = "甲局";
  const auto read = record::read_record(record::write_record(record));
  if (!read) std::fprintf(stderr, "%s\n", to_line(read.error().front(), Language::en).c_str());
  require(read.has_value(), "what a reader gives can be written and read");
}

void read_record(std::string_view json) {
  const auto envelope = record::read_envelope(json);
  if (!envelope) return;
  static const proof::WordLists lists = proof::WordLists::load(TONGBAO_SOURCE "/proof").value();
  static_cast<void>(proof::check(*envelope, lists));
  for (const record::Record& record : envelope->records) require_record(record);
}

void read_stream(std::string_view ndjson) {
  std::istringstream input{std::string(ndjson)};
  const auto stream = record::ProblemStream::open(input);
  if (!stream) return;
  for (auto next = (*stream)->next(); next && *next != nullptr; next = (*stream)->next()) {
    require(!(*next)->sections.empty(), "a problem stands in a section");
  }
}

void read_template(std::string_view xml) {
  const auto parsed = tmpl::Template::parse(xml, "fuzz.xml");
  if (!parsed || parsed->kind() != tmpl::Kind::notice) return;
  record::Envelope envelope;
  envelope.records.emplace_back();
  envelope.records.front().title = "通报";
  envelope.records.front().sections.emplace_back();
  envelope.records.front().sections.front().heading = "整改";
  static_cast<void>(tmpl::bind_notice(*parsed, envelope));
}

void import_text(std::string_view text) {
  const auto imported = importer::import_text(text);
  if (imported) require_record(imported->value);
}

void import_as(documents::DocumentType type, std::string_view bytes) {
  const auto read = documents::read_document(bytes, {.type = type, .charset = {}});
  if (!read) return;
  // Of text the importer says where it is no UTF-8.
  const bool is_sound = type == documents::DocumentType::text || !find_invalid_utf8(read->value);
  require(is_sound, "the text of a document is UTF-8");
  import_text(read->value);
}

void import_docx(std::string_view bytes) {
  import_as(documents::DocumentType::docx, bytes);
}

void import_html(std::string_view bytes) {
  import_as(documents::DocumentType::html, bytes);
}

void import_encoded(std::string_view bytes) {
  import_as(documents::DocumentType::text, bytes);
}

void import_ledger(std::string_view xlsx) {
  const auto imported = importer::import_ledger(xlsx, std::nullopt);
  if (imported) require_record(imported->value);
}

void decode_png(std::string_view bytes) {
  const auto image = image::decode_png(bytes, {.pixels = std::size_t{1} << 20});
  if (!image) return;
  const auto pixels =
      static_cast<std::size_t>(image->width) * static_cast<std::size_t>(image->height);
  require(image->rgb.size() == pixels * 3, "a picture has all its pixels");
}

void extract(std::string_view pdf) {
  static_cast<void>(pdf::read_attachment(
      pdf, {.file_bytes = std::size_t{1} << 20U, .decoded_bytes = std::size_t{16} << 20U}));
}

// Five bytes a word; a word of no width begins a page.
void join_lines(std::string_view bytes) {
  std::vector<documents::WordPage> pages(1);
  for (; bytes.size() >= 5; bytes.remove_prefix(5)) {
    const auto byte = [bytes](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
    const auto number = [byte](std::size_t i) { return static_cast<double>(byte(i)); };
    if (byte(3) == 0) pages.emplace_back();
    std::string text;
    append_utf8(text, U'一' + char32_t{byte(0)});
    pages.back().push_back({text, number(1) * 2, number(2) * 3, number(3), number(4) / 8});
  }
  std::size_t numbers = 0;
  static_cast<void>(documents::join_page_lines(pages, numbers));
}

constexpr Reader all[] = {
    {"record", read_record},     {"stream", read_stream},
    {"template", read_template}, {"text", import_text},
    {"encoded", import_encoded}, {"docx", import_docx},
    {"html", import_html},       {"ledger", import_ledger},
    {"png", decode_png},         {"extract", extract},
    {"pages", join_lines},       {"head", read_head},
    {"chunked", read_chunked},   {"submission", read_submission},
    {"settings", read_settings}, {"audit", read_audit_line},
    {"notice", make_notice},     {"workbook", make_ledger},
    {"face", open_face},         {"cff", copy_glyphs},
};

}  // namespace

std::span<const Reader> readers() {
  return all;
}

}  // namespace tongbao::fuzz
