#include "template/notice_texts.h"

#include <utility>

#include "template/email_links.h"

namespace tongbao::tmpl {

namespace {

using content::Span;

// The parts of a piece, its e-mail addresses apart.
void append_spans(const Piece& piece, std::uint16_t style, std::vector<Span>& spans) {
  const auto append = [&](std::size_t begin, std::size_t end, bool link) {
    if (begin == end) return;
    std::string text = piece.text.substr(begin, end - begin);
    std::string uri = link ? "mailto:" + text : std::string();
    spans.push_back({std::move(text), piece.style.value_or(style), piece.source, std::move(uri)});
  };
  std::size_t at = 0;
  for (const EmailAddress& address : find_email_addresses(piece.text)) {
    append(at, address.begin, false);
    append(address.begin, address.end, true);
    at = address.end;
  }
  append(at, piece.text.size(), false);
}

}  // namespace

BoundText bind_text(const Nodes& nodes, std::uint16_t style, Binder& binder) {
  std::vector<Piece> pieces;
  binder.write(nodes, true, pieces);
  BoundText made;
  for (const Piece& piece : pieces) {
    append_spans(piece, style, made.spans);
    if (piece.in_label) made.label_spans = made.spans.size();
  }
  return made;
}

std::optional<Span> bind_span(const Nodes& nodes, std::uint16_t style, Binder& binder) {
  std::vector<Piece> pieces;
  binder.write(nodes, true, pieces);
  Span span{.text = {}, .style = style, .source = {}, .link = {}};
  for (const Piece& piece : pieces) {
    span.text += piece.text;
    if (span.source.empty()) span.source = piece.source;
  }
  return span.text.empty() ? std::nullopt : std::optional(std::move(span));
}

}  // namespace tongbao::tmpl
