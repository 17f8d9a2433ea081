#include "documents/docx_reader.h"

#include <utility>

#include "archive/xml_parser.h"
#include "archive/zip_archive.h"
#include "documents/docx_body.h"
#include "documents/docx_numbering.h"
#include "documents/errors.h"

namespace tongbao::documents {

namespace {

using archive::ZipArchive;

constexpr std::uint64_t largest_body = std::uint64_t{64} << 20;
constexpr std::uint64_t largest_part = std::uint64_t{8} << 20;
constexpr int deepest_element = 256;
constexpr archive::ZipLimits limits{.entries = 4096,
                                    .inflated = std::uint64_t{96} << 20,
                                    .ratio = 200,
                                    .free_of_ratio = std::uint64_t{1} << 20};

// The target of the first relationship whose type ends in `type`.
class RelationshipReader : public archive::XmlHandler {
 public:
  explicit RelationshipReader(std::string_view type) : type_(type) {}
  void start(const archive::XmlElement& element) override {
    const bool fits = element.name == "Relationship" &&
                      element.find("Type").value_or("").ends_with(type_) &&
                      element.find("TargetMode") != "External";
    if (fits && target.empty()) target = element.find("Target").value_or("");
  }
  std::string target;

 private:
  std::string_view type_;
};

Bilingual save_again() {
  return say("请用Word或WPS重新保存", "save it again with Word or WPS");
}

Diagnostic zip_error(const archive::ZipFailure& failed, const std::string& part) {
  switch (failed.fault) {
    case archive::ZipFault::encrypted:
      return import_error("import.encrypted", say("文件已加密", "the file is encrypted"),
                          say("请先解除密码", "remove the password first"));
    case archive::ZipFault::too_many_entries:
      return too_large(
          say("ZIP条目超过{}个", "the ZIP file has more than {} entries", limits.entries));
    case archive::ZipFault::inflates_too_much:
      return too_large(say("{}解压后过大（最多{}字节，压缩比最多{}）",
                           "{} inflates to too much (at most {} bytes, at most {} to one)", part,
                           largest_body, limits.ratio));
    case archive::ZipFault::damaged:
      break;
  }
  return import_error("import.badZip",
                      say("ZIP结构损坏：{}", "the ZIP file is damaged: {}", failed.reason),
                      save_again());
}

Diagnostic xml_error(const archive::XmlParser& parser, const std::string& part) {
  if (parser.fault() == archive::XmlFault::too_deep) {
    return too_large(say("{}的元素嵌套超过{}层", "the elements of {} nest deeper than {}", part,
                         deepest_element));
  }
  Bilingual reason = parser.reason();
  if (parser.fault() == archive::XmlFault::doctype) reason = say("不应有DOCTYPE", "a DOCTYPE");
  if (parser.fault() == archive::XmlFault::overlong_tag) reason = say("标签过长", "overlong tag");
  return import_error(
      "import.badXml",
      {part + "不是合格的XML：" + reason.zh, part + " is not well-formed XML: " + reason.en},
      save_again());
}

// What stopped the handler is the caller's to ask for.
Result<void> parse_part(ZipArchive& archive, const std::string& name, std::uint64_t largest,
                        archive::XmlHandler& handler) {
  archive::XmlParser parser(handler, deepest_element);
  const auto read =
      archive.read(name, largest, [&](std::string_view block) { return parser.feed(block); });
  if (!read) return failure(zip_error(read.error(), name));
  if (!parser.fault() && parser.finish()) return {};
  if (parser.fault() == archive::XmlFault::stopped) return {};
  return failure(xml_error(parser, name));
}

// The same where the part may be absent.
Result<void> parse_optional_part(ZipArchive& archive, const std::string& name,
                                 archive::XmlHandler& handler) {
  if (!archive.has(name)) return {};
  return parse_part(archive, name, largest_part, handler);
}

// "word/document.xml" → "word/"
std::string folder_of(const std::string& name) {
  return name.substr(0, name.rfind('/') + 1);
}

// The part that a relationship of `source` with that type names, or `usual` beside it.
Result<std::string> related_part(ZipArchive& archive, const std::string& source,
                                 std::string_view type, const std::string& usual) {
  const std::string folder = folder_of(source);
  const std::string relationships = folder + "_rels/" + source.substr(folder.size()) + ".rels";
  RelationshipReader reader(type);
  if (auto parsed = parse_optional_part(archive, relationships, reader); !parsed) {
    return failure(std::move(parsed.error()));
  }
  if (reader.target.empty()) return folder + usual;
  return reader.target.starts_with('/') ? reader.target.substr(1) : folder + reader.target;
}

}  // namespace

Result<Warned<std::string>> read_docx(std::string_view bytes) {
  auto archive = ZipArchive::open(bytes, limits);
  if (!archive) return failure(zip_error(archive.error(), ""));
  const auto body = related_part(*archive, "", "/officeDocument", "word/document.xml");
  if (!body) return failure(body.error());
  if (!archive->has(*body) || !body->ends_with(".xml") || body->starts_with("xl/")) {
    return failure(wrong_type(DocumentType::docx));
  }
  NumberingReader numbering;
  StylesReader styles;
  const auto numbering_part = related_part(*archive, *body, "/numbering", "numbering.xml");
  if (!numbering_part) return failure(numbering_part.error());
  const auto styles_part = related_part(*archive, *body, "/styles", "styles.xml");
  if (!styles_part) return failure(styles_part.error());
  if (auto parsed = parse_optional_part(*archive, *numbering_part, numbering); !parsed) {
    return failure(std::move(parsed.error()));
  }
  if (auto parsed = parse_optional_part(*archive, *styles_part, styles); !parsed) {
    return failure(std::move(parsed.error()));
  }
  DocxBody reader(NumberingCounter(std::move(numbering.lists), std::move(styles.styles)));
  if (auto parsed = parse_part(*archive, *body, largest_body, reader); !parsed) {
    return failure(std::move(parsed.error()));
  }
  if (reader.error()) return failure(*reader.error());
  return reader.take();
}

}  // namespace tongbao::documents
