// The child elements of an element, by name. Internal to the compiler.
#pragma once
#include <string_view>
#include <variant>

#include "template/xml.h"

namespace tongbao::tmpl {

// The first; null: none.
[[nodiscard]] inline const Element* child_of(const Element& element, std::string_view name) {
  for (const XmlNode& node : element.children) {
    const auto* child = std::get_if<Element>(&node.value);
    if (child != nullptr && child->name == name) return child;
  }
  return nullptr;
}

template <class Action>
void each_child(const Element& element, std::string_view name, const Action& action) {
  for (const XmlNode& node : element.children) {
    const auto* child = std::get_if<Element>(&node.value);
    if (child != nullptr && child->name == name) action(*child);
  }
}

}  // namespace tongbao::tmpl
