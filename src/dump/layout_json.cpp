#include <algorithm>
#include <optional>

#include "dump/dump.h"
#include "dump/json_lines.h"

namespace tongbao::dump {

namespace {

using content::Line;
using content::LineRole;
using content::Page;
using content::PagedDocument;
using content::Run;

const char* name_of(LineRole role) {
  switch (role) {
    case LineRole::title:
      return "title";
    case LineRole::heading:
      return "heading";
    case LineRole::body:
      return "body";
    case LineRole::signature:
      return "signature";
    case LineRole::date:
      return "date";
    case LineRole::page_number:
      return "pageNumber";
    case LineRole::mark:
      return "mark";
    case LineRole::head:
      return "head";
    case LineRole::table:
      return "table";
    case LineRole::table_again:
      return "tableAgain";
    case LineRole::imprint:
      return "imprint";
  }
  return "";
}

Pt width_of(const PagedDocument& document, const Run& run) {
  Pt width;
  for (const content::Glyph& glyph : document.glyphs_of(run)) width += glyph.advance;
  return width;
}

class LayoutDump {
 public:
  LayoutDump(const PagedDocument& document, const font::FontSet& fonts)
      : document_(document), fonts_(fonts) {}

  [[nodiscard]] std::string text() const {
    std::vector<std::string> pages, outline;
    for (const Page& page : document_.pages) pages.push_back(page_text(page));
    for (const auto& entry : document_.outline) outline.push_back(compact(outline_json(entry)));
    return "{\n" + list_text("pages", pages) + ",\n" + list_text("outline", outline) +
           ",\n\"metadata\": " + compact(metadata_json(document_.metadata)) + "\n}\n";
  }

 private:
  [[nodiscard]] std::string page_text(const Page& page) const {
    std::vector<std::string> lines, links, rules, pictures;
    for (const Line& line : document_.lines_of(page)) lines.push_back(compact(line_json(line)));
    for (const content::Link& link : page.links) links.push_back(compact(link_json(link)));
    for (const content::Rule& rule : page.rules) rules.push_back(compact(rule_json(rule)));
    for (const content::Picture& picture : page.pictures) {
      pictures.push_back(compact(picture_json(picture)));
    }
    std::string text = "{\"width\": " + compact(number(page.width)) +
                       ", \"height\": " + compact(number(page.height)) + ", ";
    if (page.turned) text += "\"turned\": true, ";
    text += list_text("lines", lines) + ", " + list_text("links", links);
    if (!rules.empty()) text += ", " + list_text("rules", rules);
    if (!pictures.empty()) text += ", " + list_text("pictures", pictures);
    return text + "}";
  }

  [[nodiscard]] Json line_json(const Line& line) const {
    const auto runs = document_.runs_of(line);
    Json json;
    json["text"] = text_of(runs);
    if (!runs.empty()) {
      json["face"] = face_of(runs.front());
      json["size"] = number(runs.front().size);
    }
    json["x"] = number(line.x);
    json["baseline"] = number(line.baseline);
    json["width"] = number(line.width);
    json["role"] = name_of(line.role);
    if (line.upright) json["upright"] = true;
    if (!runs.empty() && runs.front().colour != content::Colour{}) {
      json["colour"] = colour_json(runs.front().colour);
    }
    json["pointer"] = pointer_of(runs);
    const bool one_face = std::all_of(
        runs.begin(), runs.end(), [&](const Run& run) { return run.face == runs.front().face; });
    if (!one_face) {
      for (const Run& run : runs) json["runs"].push_back(run_json(run));
    }
    return json;
  }

  [[nodiscard]] Json run_json(const Run& run) const {
    Json json;
    json["text"] = document_.text_of(run.text);
    json["face"] = face_of(run);
    json["size"] = number(run.size);
    json["x"] = number(run.x);
    json["width"] = number(width_of(document_, run));
    json["pointer"] = document_.sources.at(run.span);
    return json;
  }

  template <class Box>
  [[nodiscard]] static Json box_json(const Box& box) {
    Json json;
    json["x"] = number(box.x);
    json["y"] = number(box.y);
    json["width"] = number(box.width);
    json["height"] = number(box.height);
    return json;
  }

  [[nodiscard]] static Json link_json(const content::Link& link) {
    Json json = box_json(link);
    json["uri"] = link.uri;
    return json;
  }

  [[nodiscard]] static Json rule_json(const content::Rule& rule) {
    Json json = box_json(rule);
    if (rule.colour != content::Colour{}) json["colour"] = colour_json(rule.colour);
    return json;
  }

  [[nodiscard]] Json picture_json(const content::Picture& picture) const {
    Json json = box_json(picture);
    json["alternative"] = document_.images.at(picture.image).alternative;
    return json;
  }

  [[nodiscard]] static Json outline_json(const content::OutlineEntry& entry) {
    Json json;
    json["title"] = entry.title;
    json["level"] = entry.level;
    json["page"] = entry.page;
    json["top"] = number(entry.top);
    return json;
  }

  [[nodiscard]] std::string text_of(std::span<const Run> runs) const {
    std::string text;
    for (const Run& run : runs) text += document_.text_of(run.text);
    return text;
  }

  // Of the first run that shows the record's words; "" where the line is the template's own.
  [[nodiscard]] std::string pointer_of(std::span<const Run> runs) const {
    for (const Run& run : runs) {
      if (const std::string& pointer = document_.sources.at(run.span); !pointer.empty()) {
        return pointer;
      }
    }
    return {};
  }

  [[nodiscard]] const std::string& face_of(const Run& run) const {
    return fonts_.info(run.face).postscript_name;
  }

  const PagedDocument& document_;
  const font::FontSet& fonts_;
};

}  // namespace

std::string layout_json(const PagedDocument& document, const font::FontSet& fonts) {
  return LayoutDump(document, fonts).text();
}

}  // namespace tongbao::dump
