#include "pdf/page_graphics.h"

#include <initializer_list>

#include "pdf/page_frame.h"
#include "pdf/syntax.h"

namespace tongbao::pdf {

namespace {

constexpr std::uint32_t decimals = 3;

void append_operation(std::string& out, std::initializer_list<double> operands,
                      std::string_view name) {
  for (const double operand : operands) {
    append_number(out, operand, decimals);
    out += ' ';
  }
  out += name;
  out += '\n';
}

// The unit square becomes the picture's place: its lower edge from the place's first corner to the
// second, its left edge from there to the third (8.9.5).
void append_picture(std::string& out, const content::Picture& picture, const PageFrame& frame) {
  const Pt bottom = picture.y + picture.height;
  const Point origin = frame.point(picture.x, bottom);
  const Point right = frame.point(picture.x + picture.width, bottom);
  const Point top = frame.point(picture.x, picture.y);
  out += "q\n";
  append_operation(out,
                   {right.x - origin.x, right.y - origin.y, top.x - origin.x, top.y - origin.y,
                    origin.x, origin.y},
                   "cm");
  out += '/';
  out += image_name(picture.image);
  out += " Do\nQ\n";
}

// Rectangles of one colour are one path.
void append_rules(std::string& out, const std::vector<content::Rule>& rules,
                  const PageFrame& frame) {
  content::Colour colour;
  bool open = false;
  for (const content::Rule& rule : rules) {
    if (rule.colour != colour) {
      if (open) out += "f\n";
      colour = rule.colour;
      append_fill_colour(out, colour);
    }
    const Rectangle box = frame.rectangle(rule.x, rule.y, rule.width, rule.height);
    append_operation(out, {box.left, box.bottom, box.right - box.left, box.top - box.bottom}, "re");
    open = true;
  }
  if (open) out += "f\n";
}

std::string_view properties_of(Artifact artifact) {
  switch (artifact) {
    case Artifact::pagination:
      return "<</Type/Pagination>>";
    case Artifact::footer:
      return "<</Type/Pagination/Subtype/Footer>>";
    case Artifact::layout:
      break;
  }
  return "<</Type/Layout>>";
}

}  // namespace

std::string image_name(std::uint32_t image) {
  std::string name = "I";
  append_integer(name, image);
  return name;
}

void append_mark(std::string& out, const StructurePlan& structure, const MarkedContent& content) {
  out += '/';
  if (content.element == no_index) {
    out += "Artifact";
    out += properties_of(content.artifact);
  } else {
    out += structure.elements[content.element].type;
    out += "<</MCID ";
    append_integer(out, content.mcid);
    out += ">>";
  }
  out += "BDC\n";
}

void append_fill_colour(std::string& out, const content::Colour& colour) {
  const bool grey = colour.red == colour.green && colour.green == colour.blue;
  append_number(out, colour.red);
  if (!grey) {
    out += ' ';
    append_number(out, colour.green);
    out += ' ';
    append_number(out, colour.blue);
  }
  out += grey ? " g\n" : " rg\n";
}

void append_graphics(std::string& out, const content::PagedDocument& document,
                     const StructurePlan& structure, std::size_t page) {
  const content::Page& content = document.pages[page];
  const PageFrame frame(content);
  std::uint32_t mark = structure.pages[page].marks.begin;
  for (const content::Picture& picture : content.pictures) {
    append_mark(out, structure, structure.marks[mark++]);
    append_picture(out, picture, frame);
    out += "EMC\n";
  }
  if (content.rules.empty()) return;
  append_mark(out, structure, {.artifact = Artifact::layout});
  out += "q\n";
  append_rules(out, content.rules, frame);
  out += "Q\nEMC\n";
}

}  // namespace tongbao::pdf
