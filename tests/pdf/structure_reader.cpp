#include "pdf/structure_reader.h"

namespace tongbao::pdf::testing {

namespace {

class TreeReader {
 public:
  explicit TreeReader(const Subject& subject) : subject_(subject) {
    const std::string root = subject.catalog().at("/StructTreeRoot");
    read_element(subject.resolve(root).at("/K").get<std::string>(), root);
  }
  Structure take() { return std::move(structure_); }

 private:
  Node& node(std::size_t place) { return structure_.nodes[place]; }

  void read_element(const std::string& reference, const std::string& parent) {
    const json element = subject_.resolve(reference);
    EXPECT_EQ(element.at("/P"), parent);
    const std::size_t place = structure_.nodes.size();
    EXPECT_TRUE(structure_.places.emplace(reference, place).second) << "met twice: " << reference;
    structure_.nodes.push_back({.reference = reference,
                                .type = element.at("/S"),
                                .parent = parent,
                                .dictionary = element,
                                .kids = {}});
    if (!element.contains("/K")) return;
    for (const json& kid : element.at("/K")) read_kid(place, element, kid);
  }

  void read_kid(std::size_t place, const json& element, const json& kid) {
    const std::string reference = node(place).reference;
    if (kid.is_string()) {
      node(place).kids.push_back(kid);
      return read_element(kid, reference);
    }
    const json page = kid.contains("/Pg") ? kid.at("/Pg") : element.at("/Pg");
    if (kid.is_number()) return own(place, page, kid);
    if (kid.at("/Type") == "/MCR") return own(place, page, kid.at("/MCID"));
    EXPECT_EQ(kid.at("/Type"), "/OBJR");
    ++node(place).annotations;
    EXPECT_TRUE(structure_.annotation_owner.emplace(kid.at("/Obj"), reference).second);
  }

  void own(std::size_t place, const std::string& page, int mcid) {
    ++node(place).contents;
    const std::string& reference = node(place).reference;
    EXPECT_TRUE(structure_.content_owner.emplace(std::pair(page, mcid), reference).second);
  }

  const Subject& subject_;
  Structure structure_;
};

}  // namespace

std::vector<const Node*> Structure::of_type(const std::string& type) const {
  std::vector<const Node*> found;
  for (const Node& node : nodes) {
    if (node.type == type) found.push_back(&node);
  }
  return found;
}

json Structure::attribute(const Node& node, const char* owner, const char* key) {
  if (!node.dictionary.contains("/A")) return {};
  const json& attributes = node.dictionary.at("/A");
  if (attributes.at("/O") != owner || !attributes.contains(key)) return {};
  return attributes.at(key);
}

Structure structure_of(const Subject& subject) {
  return TreeReader(subject).take();
}

}  // namespace tongbao::pdf::testing
