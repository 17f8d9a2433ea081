// The stages in order: record → template → layout → PDF, or → XLSX. Knows the catalogue of
// templates and the faces; no clock, no network.
#pragma once
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <istream>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/document_bytes.h"
#include "base/result.h"
#include "font/font_set.h"
#include "record/problem_source.h"
#include "record/record.h"
#include "render/catalogue.h"
#include "template/template.h"

namespace tongbao::pdf {
class FontProgramCache;
}

namespace tongbao::render {

enum class Format { pdf, xlsx, layout, content };

[[nodiscard]] std::string_view name_of(Format format);        // "pdf"
[[nodiscard]] std::string_view media_type_of(Format format);  // "application/pdf"
[[nodiscard]] std::optional<Format> format_named(std::string_view name);
[[nodiscard]] std::optional<Format> format_of_media_type(std::string_view media_type);

struct Document {
  DocumentBytes bytes = {};  // of a workbook: a file
  Format format = Format::pdf;
  unsigned template_version = 0;
  std::string file_name;  // 标题.pdf; no path separators, no controls
  // As the template has them, and the file's own metadata say.
  std::string title;  // one line
  std::string unit;   // 单位: the issuing office
  std::string date;   // 2025-04-01, 2021-07; "": none
  record::Edition edition = record::Edition::public_;
  bool classified = false;                // a record of it carries a 密级
  std::optional<std::size_t> pages = {};  // of a notice
  std::optional<std::size_t> rows = {};   // of a ledger: problems
  std::string report = {};                // JSON, where it was asked for (docs/conformance.md)
  Diagnostics warnings = {};
};

// Asked before each problem of a ledger, with how many have passed: an error ends the work with
// that error. One call at a time, on a thread of the work's. This is how a caller sees progress,
// stops the work, or looks after the disk.
using Checkpoint = std::function<Result<void>(std::size_t problems)>;

// `as_of`, `edition` and `previous` are what the caller says beside the envelope; they win over it.
struct Request {
  std::string template_id;
  std::optional<Format> format;  // none: the template's own
  std::optional<Date> as_of = std::nullopt;
  std::optional<record::Edition> edition = std::nullopt;
  std::vector<record::Record> previous = {};
  bool report = false;  // also measure the pages of a notice
  // A notice as PDF carries its record, as record.json (PDF/A-3a): in the internal edition as it
  // stands in `body`; in the public one its public projection, as it stands there where that is
  // all of it.
  bool attach_record = false;
  // A public notice may print personal data; each place is then a warning.
  bool allow_personal_data = false;
  // The JSON that the envelope was read from, for as long as the call takes; "": not at hand, the
  // record is then carried as the writer has it.
  std::string_view body = {};
  Checkpoint checkpoint = {};
  // Where a workbook is made and stays until it is saved; "": the system's temporary folder.
  std::filesystem::path folder = {};
  std::optional<unsigned> template_version = std::nullopt;  // none: the latest
};

// What this installation allows.
struct Policy {
  bool allow_classified = false;     // records that carry a 密级
  std::size_t max_rows = 2'000'000;  // problems of one ledger
  unsigned workbook_threads = 1;     // that one ledger may keep busy
};

// Font programs asked for since the start, by whether they were kept.
struct FontCacheUse {
  std::uint64_t hits = 0;
  std::uint64_t misses = 0;
};

// Safe on any thread; each call is independent, but for font programs, which are kept for the next
// one (32 MiB of them).
class Renderer {
 public:
  Renderer(std::shared_ptr<const Catalogue> catalogue, std::shared_ptr<const font::FontSet> fonts,
           Policy policy = {});

  // Errors: render.unknownTemplate, render.unknownVersion, render.formatUnavailable (with those
  // there are), render.attachUnavailable, render.oneRecordOnly, render.classified,
  // render.tooManyRows, render.noReport (of a ledger), render.personalData (in the public edition),
  // those of the stages, and the checkpoint's.
  [[nodiscard]] Result<Document> render(const Request& request,
                                        const record::Envelope& envelope) const;
  // A ledger from an NDJSON stream. Errors: also render.noStream for any other template.
  [[nodiscard]] Result<Document> render_stream(const Request& request, std::istream& ndjson) const;

  // Makes later calls of render() faster, with faces for which that takes work beforehand (up to
  // 0.2 s and 100 MB each). Blocks; call it from a thread of its own.
  void prepare() const;

  [[nodiscard]] const Catalogue& catalogue() const { return *catalogue_; }
  [[nodiscard]] const font::FontSet& fonts() const { return *fonts_; }
  [[nodiscard]] FontCacheUse font_cache() const;

 private:
  std::shared_ptr<const Catalogue> catalogue_;
  std::shared_ptr<const font::FontSet> fonts_;
  std::shared_ptr<pdf::FontProgramCache> font_programs_;  // of fonts_
  Policy policy_;
};

// Formats that a template can be rendered to, its own first.
[[nodiscard]] std::vector<Format> formats_of(tmpl::Kind kind);

}  // namespace tongbao::render
