// Collects what is wrong with a record while it is read. Internal to the room.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

#include "base/diagnostic.h"
#include "base/json_pointer.h"
#include "record/json_document.h"

namespace tongbao::record {

class ReadErrors {
 public:
  explicit ReadErrors(std::size_t limit) : limit_(limit) {}

  // At most `limit` errors and a last one that says so are kept.
  void add(std::string_view code, const Pointer& at, Bilingual message, Bilingual hint = {});
  [[nodiscard]] bool empty() const { return errors_.empty(); }
  // Whoever reads on stops here: bad input must not cost more time or memory than good input.
  [[nodiscard]] bool full() const { return errors_.size() > limit_; }
  // An error at or beneath a pointer is known already: what follows from it is not said again.
  [[nodiscard]] bool within(const Pointer& at) const;
  [[nodiscard]] std::size_t size() const { return errors_.size(); }

  // All, with line and column in `document`.
  [[nodiscard]] Diagnostics take(const JsonDocument& document);

 private:
  std::size_t limit_;
  Diagnostics errors_;
};

}  // namespace tongbao::record
