#include "dump/content_blocks_json.h"

#include <algorithm>
#include <variant>

namespace tongbao::dump {

namespace {

using content::ImprintBlock;
using content::MarkBlock;
using content::NoticeContent;
using content::PageBreak;
using content::Paragraph;
using content::RuleBlock;
using content::SidesBlock;
using content::SignatureBlock;
using content::Signer;
using content::SignersBlock;
using content::Span;
using content::TableBlock;
using content::TableCell;

// A span's style is named only where it is not its block's.
class BlockDump {
 public:
  explicit BlockDump(const NoticeContent& notice) : notice_(notice) {}

  Json operator()(const Paragraph& paragraph) const {
    Json json = begin(paragraph.is_title ? "title" : "paragraph", paragraph.style);
    if (paragraph.heading_level > 0) {
      json["headingLevel"] = paragraph.heading_level;
      json["headingSpans"] = paragraph.heading_spans;
    }
    if (paragraph.label_spans > 0) json["labelSpans"] = paragraph.label_spans;
    json["spans"] = spans_json(paragraph.spans, paragraph.style);
    return json;
  }

  Json operator()(const MarkBlock& mark) const {
    Json json = begin("mark", mark.style);
    json["names"] = spans_json(mark.names, mark.style);
    if (mark.beside) json["beside"] = span_json(*mark.beside, mark.style);
    return json;
  }

  Json operator()(const SidesBlock& sides) const {
    Json json = begin("sides", sides.style);
    json["left"] = spans_json(sides.left, sides.style);
    json["right"] = spans_json(sides.right, sides.style);
    return json;
  }

  Json operator()(const SignersBlock& signers) const {
    Json json = begin("signers", signers.style);
    json["number"] = spans_json(signers.number, signers.style);
    json["label"] = span_json(signers.label, signers.style);
    json["names"] = spans_json(signers.names, signers.style);
    return json;
  }

  Json operator()(const RuleBlock& rule) const {
    Json json;
    json["block"] = "rule";
    json["width"] = number(rule.width);
    json["thickness"] = number(rule.thickness);
    put_length(json, "second", rule.second);
    put_length(json, "gap", rule.gap);
    if (rule.colour != content::Colour{}) json["colour"] = colour_json(rule.colour);
    put_length(json, "spaceBefore", rule.space_before);
    if (rule.paper_bottom) json["paperBottom"] = number(*rule.paper_bottom);
    return json;
  }

  Json operator()(const PageBreak& page_break) const {
    Json json;
    json["block"] = "newPage";
    json["page"] = page_break.page;
    return json;
  }

  Json operator()(const SignatureBlock& signature) const {
    Json json = begin("signature", signature.style);
    json["names"] = Json::array();
    for (const Signer& signer : signature.signers) {
      json["names"].push_back(signer_json(signer, signature.style));
    }
    if (signature.date) json["date"] = span_json(*signature.date, signature.style);
    const auto& signers = signature.signers;
    if (std::any_of(signers.begin(), signers.end(), [](const Signer& s) { return s.seal; })) {
      json["sealSize"] = number(signature.seal_size);
    }
    if (std::any_of(signers.begin(), signers.end(), [](const Signer& s) { return s.stamp; })) {
      json["stampHeight"] = number(signature.stamp_height);
    }
    return json;
  }

  Json operator()(const TableBlock& table) const {
    Json json;
    json["block"] = "table";
    json["columns"] = Json::array();
    for (const double width : table.columns) json["columns"].push_back(number(width));
    if (table.header_rows > 0) json["headerRows"] = table.header_rows;
    json["border"] = number(table.border);
    json["padding"] = number(table.padding);
    if (!table.alternative.empty()) json["alternative"] = table.alternative;
    json["rows"] = Json::array();
    for (const content::TableRow& row : table.rows) {
      Json cells = Json::array();
      for (const TableCell& cell : row.cells) cells.push_back(cell_json(cell));
      json["rows"].push_back(std::move(cells));
    }
    return json;
  }

  Json operator()(const ImprintBlock& imprint) const {
    Json json;
    json["block"] = "imprint";
    put_length(json, "outerRule", imprint.outer_rule);
    put_length(json, "innerRule", imprint.inner_rule);
    put_length(json, "padding", imprint.padding);
    json["evenPage"] = imprint.even_page;
    json["entries"] = Json::array();
    for (const auto& entry : imprint.entries) json["entries"].push_back(std::visit(*this, entry));
    return json;
  }

 private:
  [[nodiscard]] Json begin(const char* block, std::uint16_t style) const {
    Json json;
    json["block"] = block;
    json["style"] = style_name(style);
    return json;
  }

  [[nodiscard]] const std::string& style_name(std::uint16_t style) const {
    return notice_.styles.at(style).name;
  }

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

  [[nodiscard]] Json signer_json(const Signer& signer, std::uint16_t block_style) const {
    Json json = span_json(signer.name, block_style);
    if (signer.seal) json["seal"] = *signer.seal;
    if (signer.stamp) json["stamp"] = *signer.stamp;
    if (signer.post) json["post"] = span_json(*signer.post, block_style);
    return json;
  }

  [[nodiscard]] Json cell_json(const TableCell& cell) const {
    Json json;
    if (cell.columns != 1) json["columns"] = cell.columns;
    if (cell.rows != 1) json["rows"] = cell.rows;
    if (cell.header) json["header"] = true;
    if (cell.vertical == content::VerticalAlign::top) json["vertical"] = "top";
    json["text"] = Json::array();
    for (const Paragraph& paragraph : cell.text) {
      Json text = (*this)(paragraph);
      text.erase("block");
      json["text"].push_back(std::move(text));
    }
    return json;
  }

  const NoticeContent& notice_;
};

}  // namespace

void put_length(Json& json, const char* name, Pt length) {
  if (length.value != 0) json[name] = number(length);
}

Json block_json(const content::Block& block, const NoticeContent& notice) {
  return std::visit(BlockDump(notice), block);
}

}  // namespace tongbao::dump
