#include "base/digest.h"
#include "dump/content_blocks_json.h"
#include "dump/dump.h"
#include "dump/json_lines.h"

namespace tongbao::dump {

namespace {

using content::Align;
using content::NoticeContent;
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
  if (!style.on_first) json["onFirst"] = false;
  if (style.centred) json["centred"] = true;
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
  if (page.turned) json["turned"] = true;
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
  put_length(json, "lineHeight", style.line_height);
  put_length(json, "spaceBefore", style.space_before);
  if (style.paper_top) json["paperTop"] = number(*style.paper_top);
  if (style.balance) json["balance"] = true;
  if (style.colour != content::Colour{}) json["colour"] = colour_json(style.colour);
  return json;
}

// Its pixels as a digest.
Json image_json(const content::Image& image) {
  Json json;
  json["width"] = image.width;
  json["height"] = image.height;
  json["alternative"] = image.alternative;
  json["pixels"] = hex(sha256(image.rgb + image.alpha));
  return json;
}

}  // namespace

std::string content_json(const NoticeContent& notice) {
  std::vector<std::string> pages, styles, images, blocks;
  for (const content::PageSetup& page : notice.pages) pages.push_back(compact(page_json(page)));
  for (const Style& style : notice.styles) styles.push_back(compact(style_json(style)));
  for (const content::Image& image : notice.images) images.push_back(compact(image_json(image)));
  for (const content::Block& block : notice.blocks) {
    blocks.push_back(compact(block_json(block, notice)));
  }
  return "{\n\"metadata\": " + compact(metadata_json(notice.metadata)) + ",\n" +
         list_text("pages", pages) + ",\n" + list_text("styles", styles) + ",\n" +
         (images.empty() ? "" : list_text("images", images) + ",\n") + list_text("blocks", blocks) +
         "\n}\n";
}

}  // namespace tongbao::dump
