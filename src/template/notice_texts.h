// Texts of a notice's template → spans.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "content/notice_content.h"
#include "template/binder.h"

namespace tongbao::tmpl {

struct BoundText {
  std::vector<content::Span> spans;
  std::size_t label_spans = 0;  // the first ones, up to the end of a label
};

// What `nodes` print in `style`; e-mail addresses become links.
[[nodiscard]] BoundText bind_text(const Nodes& nodes, std::uint16_t style, Binder& binder);

// The same as one span, whose source is that of its first value; nothing where it has no text.
[[nodiscard]] std::optional<content::Span> bind_span(const Nodes& nodes, std::uint16_t style,
                                                     Binder& binder);

// Calls `visit` with each node of `nodes` that is neither a loop nor a choice: those are followed.
template <class Visit>
void each_part(const Nodes& nodes, Binder& binder, const Visit& visit) {
  for (const Node& node : nodes) {
    if (!binder.go_on()) return;
    if (const auto* each = std::get_if<ForNode>(&node.value)) {
      binder.loop(each->each, [&] { each_part(each->body, binder, visit); });
    } else if (const auto* choice = std::get_if<IfNode>(&node.value)) {
      if (const Nodes* taken = binder.branch(*choice)) each_part(*taken, binder, visit);
    } else {
      visit(node);
    }
  }
}

}  // namespace tongbao::tmpl
