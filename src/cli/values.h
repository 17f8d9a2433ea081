// Texts of options → values, every bad one noted with what would be right.
#pragma once
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "access/scope.h"
#include "audit/log.h"
#include "base/date.h"
#include "base/result.h"
#include "cli/settings.h"
#include "documents/read_document.h"
#include "record/record.h"
#include "render/renderer.h"

namespace tongbao::cli {

// `option` is the option's name, for the error cli.badValue, which also says where the value comes
// from. An empty text is an absent value.
class Values {
 public:
  explicit Values(Origins origins = {}) : origins_(std::move(origins)) {}

  std::optional<render::Format> format(const char* option, const std::string& text);
  std::optional<record::Edition> edition(const char* option, const std::string& text);
  std::optional<Date> date(const char* option, const std::string& text);
  Language language(const char* option, const std::string& text);
  // host:port, [::1]:port; port 0: any free one.
  std::string address(const char* option, const std::string& text);
  // A file beside the document's own, `output`.
  std::string report(const char* option, const std::string& text, const std::string& output);
  // text, docx, html, pdf; "": to be seen by content.
  std::optional<documents::DocumentType> document_type(const char* option, const std::string& text);
  // A record to merge into: only a ledger is, and not into itself.
  std::string merged_record(const char* option, const std::string& text, bool is_ledger);
  // A positive number of bytes: 1048576, 32MB, 4GiB (K, M, G are powers of 1024).
  std::uint64_t bytes(const char* option, const std::string& text);
  std::size_t count(const char* option, const std::string& text, std::size_t least);
  std::chrono::milliseconds seconds(const char* option, const std::string& text);
  // 7d, 12h.
  std::chrono::milliseconds period(const char* option, const std::string& text);

  // "render,check".
  access::Scopes scopes(const char* option, const std::string& text);
  // 60 or 60/min; 0: no limit.
  std::uint32_t rate(const char* option, const std::string& text);
  // 1 to 100 characters without controls.
  std::string name(const char* option, const std::string& text);
  // Each NODE=DIGEST.
  audit::Heads heads(const char* option, const std::vector<std::string>& texts);
  // Error: cli.missingArgument, where only one of two is there.
  void require_both(const char* option, const std::string& text, const char* other,
                    const std::string& other_text);

  [[nodiscard]] const Diagnostics& errors() const { return errors_; }

 private:
  void bad(const char* option, const std::string& text, Bilingual hint);
  Origins origins_;
  Diagnostics errors_;
};

}  // namespace tongbao::cli
