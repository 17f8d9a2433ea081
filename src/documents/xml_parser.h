// XML in blocks → events. No DOCTYPE, so no entities but XML's own five; nesting and the length of
// a single tag are bounded.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/diagnostic.h"

namespace tongbao::documents {

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
  virtual void end() = 0;  // of the element that was opened last
  virtual void text(std::string_view text) = 0;
  // Where the handler gives up, why; asked after every block.
  [[nodiscard]] virtual std::optional<Diagnostic> error() const { return std::nullopt; }
};

class XmlParser {
 public:
  // `handler` must outlive the parser; `part` is the name for errors.
  XmlParser(XmlHandler& handler, std::string part);
  ~XmlParser();
  XmlParser(const XmlParser&) = delete;
  XmlParser& operator=(const XmlParser&) = delete;

  // False where error() is set.
  [[nodiscard]] bool feed(std::string_view block);
  [[nodiscard]] bool finish();
  // import.badXml, import.tooLarge, or the handler's.
  [[nodiscard]] const std::optional<Diagnostic>& error() const { return error_; }

 private:
  struct Events;
  [[nodiscard]] bool parse(std::string_view block, bool last);
  std::unique_ptr<Events> events_;
  std::string part_;
  long fed_ = 0;
  std::optional<Diagnostic> error_;
};

}  // namespace tongbao::documents
