// A part of an office file (ECMA-376 part 2), XML in blocks → events. No DOCTYPE, so no entities
// but XML's own five; nesting and the length of a single tag are bounded. Not for use by several
// threads at once.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/diagnostic.h"

namespace tongbao::archive {

// A start tag, while its event lasts.
class XmlElement {
 public:
  XmlElement(std::string_view qualified, const char** attributes);
  std::string_view space;  // the namespace's URI
  std::string_view name;   // without a prefix
  // The attribute of that local name, in any namespace.
  [[nodiscard]] std::optional<std::string_view> find(std::string_view local) const;

 private:
  const char** attributes_;
};

class XmlHandler {
 public:
  virtual ~XmlHandler() = default;
  virtual void start(const XmlElement& element) = 0;
  virtual void end(std::string_view /*name*/) {}  // of the element that was opened last
  virtual void text(std::string_view /*text*/) {}
  // Asked after every event: the handler wants no more.
  [[nodiscard]] virtual bool stopped() const { return false; }
};

enum class XmlFault { malformed, doctype, too_deep, overlong_tag, stopped };

class XmlParser {
 public:
  // `handler` must outlive the parser; elements may nest as deep as `deepest`.
  XmlParser(XmlHandler& handler, int deepest);
  ~XmlParser();
  XmlParser(const XmlParser&) = delete;
  XmlParser& operator=(const XmlParser&) = delete;

  // False where there is a fault; nothing may be fed after one. What a handler throws comes
  // through.
  [[nodiscard]] bool feed(std::string_view block);
  [[nodiscard]] bool finish();
  [[nodiscard]] std::optional<XmlFault> fault() const { return fault_; }
  [[nodiscard]] Bilingual reason() const;  // of malformed

 private:
  struct Events;
  [[nodiscard]] bool parse(std::string_view block, bool last);
  std::unique_ptr<Events> events_;
  long fed_ = 0;
  std::optional<XmlFault> fault_;
};

}  // namespace tongbao::archive
