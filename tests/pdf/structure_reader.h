// The structure tree of a file as a reader finds it, from its root.
#pragma once
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "pdf/subject.h"

namespace tongbao::pdf::testing {

struct Node {
  std::string reference;
  std::string type;  // with its slash
  std::string parent;
  json dictionary;
  std::vector<std::string> kids;  // elements
  int contents = 0;
  int annotations = 0;
};

// Reading it fails the test where an element is met twice or names another parent.
struct Structure {
  std::vector<Node> nodes;  // in reading order
  std::map<std::string, std::size_t> places;
  std::map<std::pair<std::string, int>, std::string> content_owner;  // (page, MCID) → element
  std::map<std::string, std::string> annotation_owner;

  [[nodiscard]] const Node& at(const std::string& reference) const {
    return nodes.at(places.at(reference));
  }
  [[nodiscard]] std::vector<const Node*> of_type(const std::string& type) const;
  // An attribute (ISO 32000-1 14.7.5) of `owner`; null where there is none.
  [[nodiscard]] static json attribute(const Node& node, const char* owner, const char* key);
};

[[nodiscard]] Structure structure_of(const Subject& subject);

}  // namespace tongbao::pdf::testing
