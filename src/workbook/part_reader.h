// A part of the package as a stream of XML events. The parser is expat; a DOCTYPE is refused, so
// there are no entities but XML's own. Internal to the room.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "workbook/package.h"

namespace tongbao::workbook {

// Names and values as pairs; refers into the parser for the time of the call.
class Attributes {
 public:
  explicit Attributes(const char* const* pairs) : pairs_(pairs) {}
  // By name without prefix.
  [[nodiscard]] std::optional<std::string_view> find(std::string_view name) const;

 private:
  const char* const* pairs_;
};

// Told of what a part holds; element names come without prefix.
class PartHandler {
 public:
  virtual ~PartHandler() = default;
  virtual void begin(std::string_view element, const Attributes& attributes) = 0;
  virtual void end(std::string_view /*element*/) {}
  virtual void text(std::string_view /*text*/) {}

  // Ends the reading with this error.
  void stop(Diagnostics errors) {
    if (errors_.empty()) errors_ = std::move(errors);
  }
  [[nodiscard]] const Diagnostics& errors() const { return errors_; }

 private:
  Diagnostics errors_;
};

// Errors: workbook.damaged, workbook.doctype, workbook.tooLarge, and those that stopped `handler`.
[[nodiscard]] Result<void> read_part(Package& package, const std::string& part,
                                     PartHandler& handler);

}  // namespace tongbao::workbook
