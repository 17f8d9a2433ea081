#include "workbook/package.h"

#include "workbook/errors.h"

namespace tongbao::workbook {

namespace {

constexpr std::string_view local_header{"PK\x03\x04", 4};
constexpr std::string_view compound_file{"\xD0\xCF\x11\xE0", 4};
constexpr int deepest_element = 100;

tl::unexpected<Diagnostics> not_xlsx(Bilingual what) {
  return refuse("workbook.notXlsx", std::move(what),
                say("在电子表格软件中另存为不加密的XLSX",
                    "save it as XLSX, without a password, in a spreadsheet"));
}

tl::unexpected<Diagnostics> inflates_too_much(const std::string& part, const ReadLimits& limits) {
  return too_large(
      say("工作簿解压后过大（{}）：最多{}字节，压缩比最多{}",
          "the workbook inflates to too much ({}): at most {} bytes, at most {} to one", part,
          limits.inflated, limits.ratio));
}

tl::unexpected<Diagnostics> xml_error(archive::XmlFault fault, const std::string& part) {
  if (fault == archive::XmlFault::doctype) {
    return refuse("workbook.doctype",
                  say("{}中有DOCTYPE，不予读取", "{} has a DOCTYPE and is not read", part));
  }
  if (fault == archive::XmlFault::overlong_tag) {
    return too_large(say("{}中有过长的标记", "{} holds a tag that is too long", part));
  }
  return damaged(part);
}

}  // namespace

Result<Package> Package::open(std::string_view bytes, const ReadLimits& limits) {
  if (bytes.substr(0, compound_file.size()) == compound_file) {
    return not_xlsx(
        say("这是XLS文件，或加密的工作簿", "this is an XLS file, or an encrypted workbook"));
  }
  if (bytes.substr(0, local_header.size()) != local_header) {
    return not_xlsx(say("这不是XLSX工作簿", "this is no XLSX workbook"));
  }
  auto archive = archive::ZipArchive::open(bytes, {.entries = limits.entries,
                                                   .inflated = limits.inflated,
                                                   .ratio = limits.ratio,
                                                   .free_of_ratio = limits.free_of_ratio});
  if (archive) return Package(*std::move(archive), limits);
  if (archive.error().fault == archive::ZipFault::too_many_entries) {
    return too_large(say("工作簿的压缩包多于{}个文件",
                         "the archive holds or claims more than {} entries", limits.entries));
  }
  return not_xlsx(say("工作簿不完整，无法打开", "the workbook is cut off or damaged"));
}

Result<void> Package::read(const std::string& part, PartHandler& handler) {
  archive::XmlParser parser(handler, deepest_element);
  const auto read = archive_.read(part, limits_.inflated,
                                  [&](std::string_view block) { return parser.feed(block); });
  if (!read && read.error().fault == archive::ZipFault::inflates_too_much) {
    return inflates_too_much(part, limits_);
  }
  if (!read) return damaged(part);
  if (!parser.fault() && parser.finish()) return {};
  if (handler.stopped()) return failure(handler.errors());
  return xml_error(*parser.fault(), part);
}

}  // namespace tongbao::workbook
