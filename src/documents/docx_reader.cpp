#include "documents/docx_reader.h"

#include <utility>

#include "documents/docx_body.h"
#include "documents/docx_numbering.h"
#include "documents/errors.h"
#include "documents/zip_archive.h"

namespace tongbao::documents {

namespace {

constexpr std::uint64_t largest_body = std::uint64_t{64} << 20;
constexpr std::uint64_t largest_part = std::uint64_t{8} << 20;

// The target of the first relationship whose type ends in `type`.
class RelationshipReader : public XmlHandler {
 public:
  explicit RelationshipReader(std::string_view type) : type_(type) {}
  void start(const XmlElement& element) override {
    const bool fits = element.name == "Relationship" &&
                      element.find("Type").value_or("").ends_with(type_) &&
                      element.find("TargetMode") != "External";
    if (fits && target.empty()) target = element.find("Target").value_or("");
  }
  void end() override {}
  void text(std::string_view /*text*/) override {}
  std::string target;

 private:
  std::string_view type_;
};

Result<void> parse_part(const ZipArchive& archive, const std::string& name, std::uint64_t limit,
                        XmlHandler& handler) {
  XmlParser parser(handler, name);
  auto read = archive.read(name, limit, [&](std::string_view block) { return parser.feed(block); });
  if (!read) return read;
  if (parser.error() || !parser.finish()) return failure(*parser.error());
  return {};
}

// The same where the part may be absent.
Result<void> parse_optional_part(const ZipArchive& archive, const std::string& name,
                                 XmlHandler& handler) {
  if (!archive.has(name)) return {};
  return parse_part(archive, name, largest_part, handler);
}

// "word/document.xml" → "word/"
std::string folder_of(const std::string& name) {
  return name.substr(0, name.rfind('/') + 1);
}

// The part that a relationship of `source` with that type names, or `usual` beside it.
Result<std::string> related_part(const ZipArchive& archive, const std::string& source,
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
  const auto archive = ZipArchive::open(bytes);
  if (!archive) return failure(archive.error());
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
  return reader.take();
}

}  // namespace tongbao::documents
