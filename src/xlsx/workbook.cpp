#include "xlsx/workbook.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <mutex>
#include <new>
#include <string_view>

#include <fmt/format.h>
#include <xlsxwriter.h>

#include "xlsx/choice_lists.h"
#include "xlsx/core_properties.h"
#include "xlsx/library.h"
#include "xlsx/minizip.h"
#include "xlsx/sheet_frame.h"

namespace tongbao::xlsx {

namespace {

// What Windows calls the faces of the usual roles; any other role by its own name.
std::string face_name_of(const content::CellStyle& style) {
  if (!style.face_name.empty()) return style.face_name;
  constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kNames{{
      {"xiaobiaosong", "方正小标宋简体"},
      {"fangsong", "仿宋"},
      {"heiti", "黑体"},
      {"kaiti", "楷体"},
      {"songti", "宋体"},
  }};
  const auto* const found = std::find_if(kNames.begin(), kNames.end(), [&style](const auto& name) {
    return name.first == style.role;
  });
  return found == kNames.end() ? style.role : std::string(found->second);
}

std::uint8_t horizontal(content::Align align) {
  switch (align) {
    case content::Align::start:
      return LXW_ALIGN_LEFT;
    case content::Align::centre:
      return LXW_ALIGN_CENTER;
    case content::Align::end:
      return LXW_ALIGN_RIGHT;
    case content::Align::justify:
      return LXW_ALIGN_JUSTIFY;
  }
  return LXW_ALIGN_LEFT;
}

std::uint8_t vertical(content::VerticalAlign align) {
  return align == content::VerticalAlign::top ? LXW_ALIGN_VERTICAL_TOP : LXW_ALIGN_VERTICAL_CENTER;
}

bool same_style(const content::CellStyle& a, const content::CellStyle& b) {
  return a.role == b.role && a.face_name == b.face_name && a.size == b.size && a.align == b.align &&
         a.vertical == b.vertical && a.wrap == b.wrap && a.border == b.border && a.open == b.open &&
         a.number_format == b.number_format && a.colour == b.colour && a.fill == b.fill;
}

void set_format(lxw_format* format, const content::CellStyle& style, bool underlined) {
  format_set_font_name(format, face_name_of(style).c_str());
  format_set_font_size(format, style.size.value);
  format_set_align(format, horizontal(style.align));
  format_set_align(format, vertical(style.vertical));
  if (style.wrap) format_set_text_wrap(format);
  if (style.border) format_set_border(format, LXW_BORDER_THIN);
  if (style.open) format_set_unlocked(format);
  if (!style.number_format.empty()) format_set_num_format(format, style.number_format.c_str());
  if (style.colour) format_set_font_color(format, colour_number(*style.colour));
  if (style.fill) {
    format_set_pattern(format, LXW_PATTERN_SOLID);
    format_set_fg_color(format, colour_number(*style.fill));
  }
  if (underlined) format_set_underline(format, LXW_UNDERLINE_SINGLE);
}

// Where a table goes on, its ranges take new names, which a template may have given to others.
void drop_taken_names(SheetPart& sheet, std::vector<std::string>& taken) {
  std::erase_if(sheet.names, [&taken](const NamedCells& named) {
    const auto same = [&named](const std::string& name) { return same_name(name, named.name); };
    if (std::any_of(taken.begin(), taken.end(), same)) return true;
    taken.push_back(named.name);
    return false;
  });
}

// The library asks gmtime(), whose answer all threads share.
lxw_error close_alone(lxw_workbook* workbook) {
  static std::mutex closing;
  const std::lock_guard lock(closing);
  return workbook_close(workbook);
}

}  // namespace

Workbook::Workbook(Disk& disk, DeflateWorkers& workers, const content::Metadata& metadata)
    : disk_(disk), workers_(workers), file_(disk.folder() / "ledger.xlsx"), package_(disk, file_) {
  package_.substitute("docProps/core.xml", core_properties(metadata));
  std::string temporary = disk.folder().string();
  lxw_workbook_options options{};
  options.tmpdir = temporary.data();
  workbook_ = workbook_new_opt(container_name(package_).c_str(), &options);
  if (workbook_ == nullptr) throw std::bad_alloc();
}

Workbook::~Workbook() {
  if (workbook_ != nullptr) lxw_workbook_free(workbook_);
}

StyleIndex Workbook::style(const content::CellStyle& style, bool underlined) {
  const auto found =
      std::find_if(formats_.begin(), formats_.end(), [&style, underlined](const Format& known) {
        return known.underlined == underlined && same_style(known.style, style);
      });
  if (found != formats_.end()) return found->index;
  lxw_format* const made = workbook_add_format(workbook_);
  if (made == nullptr) throw std::bad_alloc();
  set_format(made, style, underlined);
  const auto index = static_cast<StyleIndex>(lxw_format_get_xf_index(made));
  formats_.push_back({.style = style, .underlined = underlined, .index = index});
  return index;
}

std::unique_ptr<SheetPart> Workbook::make_sheet(std::string name) {
  return std::make_unique<SheetPart>(std::move(name), workers_, disk_,
                                     disk_.folder() / fmt::format("rows{}", ++files_));
}

bool Workbook::close(std::vector<std::unique_ptr<SheetPart>> sheets, SheetNames& names) {
  ChoiceLists lists(sheets);
  if (!lists.empty()) {
    sheets.push_back(make_sheet(names.unique("选项", "")));
    lists.write(*sheets.back());
  }
  const std::string list_sheet = lists.empty() ? "" : sheets.back()->name;
  std::vector<std::string> range_names;
  for (std::size_t i = 0; i < sheets.size(); ++i) {
    SheetPart& sheet = *sheets[i];
    drop_taken_names(sheet, range_names);
    add_frame(workbook_, sheet);
    const std::string entry = fmt::format("xl/worksheets/sheet{}.xml", i + 1);
    package_.replace_element(entry, "sheetData", sheet.rows.take());
    if (has_merges(sheet)) {
      DeflateStream merges(workers_, disk_, disk_.folder() / fmt::format("merges{}", i + 1));
      write_merges(sheet, merges);
      package_.replace_element(entry, "mergeCells", merges.finish());
    }
    if (!sheet.choices.empty()) {
      DeflateStream choices(workers_, disk_, disk_.folder() / fmt::format("choices{}", i + 1));
      write_choices(sheet, lists, list_sheet, choices);
      package_.replace_element(entry, "dataValidations", choices.finish());
    }
  }
  const lxw_error error = close_alone(std::exchange(workbook_, nullptr));
  if (error != LXW_NO_ERROR) disk_.fail(lxw_strerror(error), EIO);
  return package_.whole();
}

}  // namespace tongbao::xlsx
