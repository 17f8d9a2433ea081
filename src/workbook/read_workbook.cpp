#include "workbook/read_workbook.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "workbook/errors.h"
#include "workbook/package.h"
#include "workbook/sheet_reader.h"

namespace tongbao::workbook {

namespace {

constexpr std::size_t most_relationships = 10'000;

struct Relationship {
  std::string id;
  std::string kind;  // the last step of its type: worksheet
  std::string target;
};

// "xl/worksheets/../a.xml" and the like, from the folder of the part that says it.
std::string resolved(const std::string& folder, std::string_view target) {
  std::string path = target.substr(0, 1) == "/" ? std::string() : folder;
  while (!target.empty()) {
    const std::size_t slash = target.find('/');
    const std::string_view step = target.substr(0, slash);
    target = slash == std::string_view::npos ? "" : target.substr(slash + 1);
    if (step.empty() || step == ".") continue;
    if (step == "..") {
      const std::size_t end = path.rfind('/');
      path.erase(end == std::string::npos ? 0 : end);
      continue;
    }
    if (!path.empty()) path += '/';
    path += step;
  }
  return path;
}

class Relationships : public PartHandler {
 public:
  explicit Relationships(std::string folder) : folder_(std::move(folder)) {}
  void start(const archive::XmlElement& element) override {
    if (element.name != "Relationship" || element.find("TargetMode").value_or("") == "External")
      return;
    if (list.size() >= most_relationships) return;
    const std::string_view type = element.find("Type").value_or("");
    list.push_back({std::string(element.find("Id").value_or("")),
                    std::string(type.substr(type.rfind('/') + 1)),
                    resolved(folder_, element.find("Target").value_or(""))});
  }
  [[nodiscard]] const Relationship* of_kind(std::string_view kind) const {
    const auto found = std::find_if(list.begin(), list.end(),
                                    [kind](const Relationship& each) { return each.kind == kind; });
    return found == list.end() ? nullptr : &*found;
  }
  std::vector<Relationship> list;

 private:
  std::string folder_;
};

class Frame : public PartHandler {
 public:
  explicit Frame(const ReadLimits& limits) : limits_(limits) {}
  void start(const archive::XmlElement& element) override {
    if (element.name == "workbookPr") {
      const auto value = element.find("date1904").value_or("");
      counts_from_1904 = value == "1" || value == "true";
    }
    if (element.name != "sheet") return;
    if (sheets.size() >= limits_.sheets) {
      stop(too_large(
               say("工作簿超过{}个工作表", "the workbook has more than {} sheets", limits_.sheets))
               .value());
      return;
    }
    sheets.emplace_back(element.find("id").value_or(""), element.find("name").value_or(""));
  }
  std::vector<std::pair<std::string, std::string>> sheets;  // relationship, name
  bool counts_from_1904 = false;

 private:
  const ReadLimits& limits_;
};

std::string relationships_part(const std::string& part) {
  const std::size_t slash = part.rfind('/');
  const std::string folder = slash == std::string::npos ? "" : part.substr(0, slash + 1);
  return folder + "_rels/" + part.substr(folder.size()) + ".rels";
}

std::string folder_of(const std::string& part) {
  const std::size_t slash = part.rfind('/');
  return slash == std::string::npos ? "" : part.substr(0, slash);
}

Result<std::string> find_workbook_part(Package& package) {
  Relationships roots("");
  if (auto read = package.read("_rels/.rels", roots); !read) {
    if (package.has("_rels/.rels")) return failure(std::move(read.error()));
    return refuse("workbook.notXlsx", say("这不是XLSX工作簿", "this is no XLSX workbook"),
                  say("在电子表格软件中另存为XLSX", "save it as XLSX in a spreadsheet"));
  }
  const Relationship* const main = roots.of_kind("officeDocument");
  if (main == nullptr) return damaged("_rels/.rels");
  return main->target;
}

Result<void> read_sheets(Package& package, const Frame& frame, const Relationships& parts,
                         const ReadLimits& limits, Workbook& workbook) {
  TextStore texts(workbook, limits);
  if (const Relationship* const shared = parts.of_kind("sharedStrings")) {
    if (auto read = read_shared_texts(package, shared->target, texts); !read) return read;
  }
  const auto shared = static_cast<std::uint32_t>(workbook.texts.size());
  Counts counts;
  for (const auto& [id, name] : frame.sheets) {
    const auto part = std::find_if(parts.list.begin(), parts.list.end(),
                                   [&id = id](const Relationship& each) { return each.id == id; });
    if (part == parts.list.end()) return damaged(name);
    if (part->kind != "worksheet") continue;  // a sheet that is one chart
    Sheet& sheet = workbook.sheets.emplace_back();
    sheet.name = name;
    if (auto read = read_sheet(package, part->target, shared, limits, texts, counts, sheet);
        !read) {
      return read;
    }
  }
  return {};
}

}  // namespace

Result<Workbook> read_workbook(std::string_view bytes, const ReadLimits& limits) {
  auto package = Package::open(bytes, limits);
  if (!package) return failure(std::move(package.error()));
  const auto part = find_workbook_part(*package);
  if (!part) return failure(part.error());
  Frame frame(limits);
  if (auto read = package->read(*part, frame); !read) return failure(std::move(read.error()));
  if (frame.sheets.empty()) {
    return refuse("workbook.notXlsx", say("文件中没有工作表", "there is no sheet in the file"));
  }
  Relationships parts(folder_of(*part));
  if (auto read = package->read(relationships_part(*part), parts); !read) {
    return failure(std::move(read.error()));
  }
  Workbook workbook;
  workbook.counts_from_1904 = frame.counts_from_1904;
  if (auto read = read_sheets(*package, frame, parts, limits, workbook); !read) {
    return failure(std::move(read.error()));
  }
  return workbook;
}

}  // namespace tongbao::workbook
