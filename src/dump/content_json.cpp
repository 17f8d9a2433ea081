#include <variant>

#include "dump/dump.h"
#include "dump/json_lines.h"

namespace tongbao::dump {

namespace {

using content::Align;
using content::NoticeContent;
using content::Paragraph;
using content::SignatureBlock;
using content::Span;
using content::Style;

const char* name_of(Align align) {
  switch (align) {
    case Align::start:
      return "start";
    case Align::centre:
      return "centre";
    case Align::end:
      return "end";
    case Align::justify:
      return "justify";
  }
  return "";
}

Json page_number_json(const content::PageNumberStyle& style) {
  Json json;
  json["shown"] = style.shown;
  json["role"] = style.role;
  json["size"] = number(style.size);
  json["below"] = number(style.below);
  json["edgeIndent"] = number(style.edge_indent);
  json["before"] = style.before;
  json["after"] = style.after;
  return json;
}

Json page_json(const content::PageSetup& page) {
  Json json;
  json["width"] = number(page.width);
  json["height"] = number(page.height);
  json["top"] = number(page.top);
  json["left"] = number(page.left);
  json["right"] = number(page.right);
  json["bottom"] = number(page.bottom);
  json["columns"] = page.columns;
  json["lines"] = page.lines;
  json["number"] = page_number_json(page.number);
  return json;
}

Json style_json(const Style& style) {
  Json json;
  json["name"] = style.name;
  json["role"] = style.role;
  json["size"] = number(style.size);
  json["align"] = name_of(style.align);
  const auto put = [&json](const char* name, double value) {
    if (value != 0) json[name] = number(value);
  };
  put("firstLineIndent", style.first_line_indent);
  put("startIndent", style.start_indent);
  put("endIndent", style.end_indent);
  put("linesBefore", style.lines_before);
  put("linesAfter", style.lines_after);
  put("keepWithNextLines", style.keep_with_next_lines);
  if (style.balance) json["balance"] = true;
  if (style.colour != content::Colour{}) json["colour"] = colour_json(style.colour);
  return json;
}

class BlockDump {
 public:
  explicit BlockDump(const NoticeContent& notice) : notice_(notice) {}

  Json operator()(const Paragraph& paragraph) const {
    Json json;
    json["block"] = paragraph.is_title ? "title" : "paragraph";
    json["style"] = style_name(paragraph.style);
    if (paragraph.heading_level > 0) {
      json["headingLevel"] = paragraph.heading_level;
      json["headingSpans"] = paragraph.heading_spans;
    }
    json["spans"] = spans_json(paragraph.spans, paragraph.style);
    return json;
  }

  Json operator()(const SignatureBlock& signature) const {
    Json json;
    json["block"] = "signature";
    json["style"] = style_name(signature.style);
    json["names"] = Json::array();
    for (const content::Signer& signer : signature.signers) {
      json["names"].push_back(span_json(signer.name, signature.style));
    }
    if (signature.date) json["date"] = span_json(*signature.date, signature.style);
    return json;
  }

  template <class Block>
  Json operator()(const Block& /*block*/) const {
    return Json::object();
  }

 private:
  [[nodiscard]] const std::string& style_name(std::uint16_t style) const {
    return notice_.styles.at(style).name;
  }

  // The style is named only where it is not the block's.
  [[nodiscard]] Json span_json(const Span& span, std::uint16_t block_style) const {
    Json json;
    json["text"] = span.text;
    if (span.style != block_style) json["style"] = style_name(span.style);
    if (!span.source.empty()) json["source"] = span.source;
    if (!span.link.empty()) json["link"] = span.link;
    return json;
  }

  [[nodiscard]] Json spans_json(const std::vector<Span>& spans, std::uint16_t block_style) const {
    Json json = Json::array();
    for (const Span& span : spans) json.push_back(span_json(span, block_style));
    return json;
  }

  const NoticeContent& notice_;
};

}  // namespace

std::string content_json(const NoticeContent& notice) {
  std::vector<std::string> styles, blocks;
  for (const Style& style : notice.styles) styles.push_back(compact(style_json(style)));
  for (const content::Block& block : notice.blocks) {
    blocks.push_back(compact(std::visit(BlockDump(notice), block)));
  }
  return "{\n\"metadata\": " + compact(metadata_json(notice.metadata)) +
         ",\n\"page\": " + compact(page_json(notice.pages.front())) + ",\n" +
         list_text("styles", styles) + ",\n" + list_text("blocks", blocks) + "\n}\n";
}

}  // namespace tongbao::dump
