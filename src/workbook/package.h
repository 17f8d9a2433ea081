// A workbook's parts as streams of XML events; what is wrong with them as the room's errors.
// Internal to the room.
#pragma once
#include <string>
#include <string_view>
#include <utility>

#include "archive/xml_parser.h"
#include "archive/zip_archive.h"
#include "base/result.h"
#include "workbook/read_workbook.h"

namespace tongbao::workbook {

class PartHandler : public archive::XmlHandler {
 public:
  // Ends the reading with this error.
  void stop(Diagnostics errors) {
    if (errors_.empty()) errors_ = std::move(errors);
  }
  [[nodiscard]] bool stopped() const final { return !errors_.empty(); }
  [[nodiscard]] const Diagnostics& errors() const { return errors_; }

 private:
  Diagnostics errors_;
};

class Package {
 public:
  // `bytes` must outlive the package. Errors: workbook.notXlsx, workbook.tooLarge.
  [[nodiscard]] static Result<Package> open(std::string_view bytes, const ReadLimits& limits);

  [[nodiscard]] bool has(const std::string& part) const { return archive_.has(part); }

  // Errors: workbook.damaged, workbook.doctype, workbook.tooLarge, and those that stopped
  // `handler`.
  [[nodiscard]] Result<void> read(const std::string& part, PartHandler& handler);

 private:
  Package(archive::ZipArchive archive, const ReadLimits& limits)
      : archive_(std::move(archive)), limits_(limits) {}

  archive::ZipArchive archive_;
  ReadLimits limits_;
};

}  // namespace tongbao::workbook
