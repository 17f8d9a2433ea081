// libxlsxwriter, wrapped once: it gives styles their numbers and writes all parts of the workbook
// but the rows, which are ours (sheet_data.h) and take their place in the container. Every return
// is checked: a call that it refuses is a bug of ours and throws std::logic_error; what the system
// refuses goes to the disk. Used by one thread.
#pragma once
#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "content/ledger_content.h"
#include "xlsx/cell_xml.h"
#include "xlsx/sheet_names.h"
#include "xlsx/sheet_part.h"
#include "xlsx/zip_package.h"

struct lxw_format;
struct lxw_workbook;

namespace tongbao::xlsx {

class Workbook {
 public:
  // Container and temporary files go into the disk's folder, an existing private one. All three
  // must outlive the workbook.
  Workbook(Disk& disk, DeflateWorkers& workers, const content::Metadata& metadata);
  ~Workbook();
  Workbook(const Workbook&) = delete;
  Workbook& operator=(const Workbook&) = delete;

  // The number of a style, in the order in which they are first asked for.
  [[nodiscard]] StyleIndex style(const content::CellStyle& style, bool underlined = false);
  // A sheet to fill; it becomes one of the workbook's when it is given to close().
  [[nodiscard]] std::unique_ptr<SheetPart> make_sheet(std::string name);

  // Writes the container with these sheets, at least one. False where it is not whole: the disk
  // then says why. Once only.
  [[nodiscard]] bool close(std::vector<std::unique_ptr<SheetPart>> sheets, SheetNames& names);

  [[nodiscard]] const std::filesystem::path& file() const { return file_; }

 private:
  struct Format {
    content::CellStyle style;
    bool underlined = false;
    StyleIndex index = 0;
  };

  Disk& disk_;
  DeflateWorkers& workers_;
  std::filesystem::path file_;
  ZipPackage package_;
  lxw_workbook* workbook_ = nullptr;
  std::vector<Format> formats_;
  std::size_t files_ = 0;
};

}  // namespace tongbao::xlsx
