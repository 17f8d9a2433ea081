// Template XML → a tree that knows where everything stood. The parser is expat; a DOCTYPE is
// refused, so there are no entities but XML's own five and character references.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "template/source.h"

namespace tongbao::tmpl {

struct Attribute {
  std::string name;
  std::size_t offset = 0;  // of the name
  SourceString value;
};

struct XmlNode;

struct Element {
  std::string name;
  std::size_t offset = 0;  // of its "<"
  std::vector<Attribute> attributes;
  std::vector<XmlNode> children;

  [[nodiscard]] const Attribute* find(std::string_view attribute) const;  // null: absent
};

struct XmlNode {
  std::variant<Element, SourceString> value;
};

inline constexpr std::size_t largest_template = std::size_t{1} << 20;  // bytes
inline constexpr int deepest_element = 64;

// The root element. Errors: template.notXml, template.doctype, template.tooDeep. `source` holds at
// most largest_template bytes.
[[nodiscard]] std::optional<Element> parse_xml(const SourceText& source, Report& report);

}  // namespace tongbao::tmpl
