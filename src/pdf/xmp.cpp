#include "pdf/xmp.h"

#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "pdf/info.h"

namespace tongbao::pdf {

namespace {

// No attributes `bytes` and `encoding` (ISO 19005-2 6.6.2.1).
constexpr std::string_view prologue =
    "<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
    "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
    "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
    "<rdf:Description rdf:about=\"\""
    " xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
    " xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\""
    " xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\""
    " xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\">\n"
    "<pdfaid:conformance>A</pdfaid:conformance>\n"
    "<dc:format>application/pdf</dc:format>\n";

// PDF/A knows no pdfuaid: a schema that is not its own must be described (ISO 19005-2 6.6.2.3).
constexpr std::string_view pdfua_claim =
    "<rdf:Description rdf:about=\"\""
    " xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\""
    " xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\""
    " xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\""
    " xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">\n"
    "<pdfuaid:part>1</pdfuaid:part>\n"
    "<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">\n"
    "<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>\n"
    "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\n"
    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\n"
    "<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">\n"
    "<pdfaProperty:name>part</pdfaProperty:name>\n"
    "<pdfaProperty:valueType>Integer</pdfaProperty:valueType>\n"
    "<pdfaProperty:category>internal</pdfaProperty:category>\n"
    "<pdfaProperty:description>Part of ISO 14289 to which the document conforms"
    "</pdfaProperty:description>\n"
    "</rdf:li></rdf:Seq></pdfaSchema:property>\n"
    "</rdf:li></rdf:Bag></pdfaExtension:schemas>\n"
    "</rdf:Description>\n";

// Read-only: without room to edit in place.
constexpr std::string_view epilogue = "</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>";

// Line ends as references: an XML reader makes line feeds of them else.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\r':
        out += "&#13;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

class Packet {
 public:
  // Nothing where `text` is empty, like Info.
  void add(std::string_view name, std::string_view text) { add(name, "", text, ""); }
  void add_alternatives(std::string_view name, std::string_view text) {
    add(name, "<rdf:Alt><rdf:li xml:lang=\"x-default\">", text, "</rdf:li></rdf:Alt>");
  }
  void add_ordered(std::string_view name, std::string_view text) {
    add(name, "<rdf:Seq><rdf:li>", text, "</rdf:li></rdf:Seq>");
  }
  void add_unordered(std::string_view name, std::string_view text) {
    add(name, "<rdf:Bag><rdf:li>", text, "</rdf:li></rdf:Bag>");
  }
  void add_raw(std::string_view xml) { xml_ += xml; }
  [[nodiscard]] std::string take() && { return std::move(xml_); }

 private:
  void add(std::string_view name, std::string_view open, std::string_view text,
           std::string_view close) {
    if (text.empty()) return;
    xml_ += fmt::format("<{0}>{1}{2}{3}</{0}>\n", name, open, escaped(text), close);
  }

  std::string xml_;
};

}  // namespace

std::string xmp_date(const Date& date) {
  if (!date.has_day()) return fmt::format("{:04}-{:02}", date.year, date.month);
  return fmt::format("{:04}-{:02}-{:02}T00:00:00+08:00", date.year, date.month, date.day);
}

std::string xmp_packet(const content::Metadata& metadata, ArchivePart part) {
  Packet packet;
  packet.add_raw(prologue);
  packet.add("pdfaid:part", part == ArchivePart::a3 ? "3" : "2");
  packet.add_alternatives("dc:title", metadata.title);
  packet.add_ordered("dc:creator", metadata.author);
  packet.add_alternatives("dc:description", metadata.subject);
  packet.add_unordered("dc:language", metadata.language);
  packet.add("pdf:Keywords", metadata.keywords);
  packet.add("pdf:Producer", producer());
  packet.add("xmp:CreatorTool", creator_tool);
  if (metadata.date) {
    packet.add("xmp:CreateDate", xmp_date(*metadata.date));
    packet.add("xmp:ModifyDate", xmp_date(*metadata.date));
  }
  packet.add_raw("</rdf:Description>\n");
  if (!metadata.title.empty()) packet.add_raw(pdfua_claim);
  packet.add_raw(epilogue);
  return std::move(packet).take();
}

ObjectId add_xmp(const content::Metadata& metadata, ArchivePart part, ObjectFile& file) {
  Dictionary dictionary;
  dictionary.add_name("Type", "Metadata").add_name("Subtype", "XML");
  return file.add_stream(std::move(dictionary), xmp_packet(metadata, part), Filter::none);
}

}  // namespace tongbao::pdf
