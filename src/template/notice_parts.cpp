#include "template/notice_parts.h"

#include <iterator>
#include <utility>

#include "template/filters.h"
#include "template/notice_texts.h"

namespace tongbao::tmpl {

namespace {

using content::Block;
using content::Signer;
using content::Span;

void append(std::vector<Span>& spans, std::vector<Span> more) {
  spans.insert(spans.end(), std::make_move_iterator(more.begin()),
               std::make_move_iterator(more.end()));
}

std::optional<Block> bind_mark(const PartsNode& node, Binder& binder) {
  content::MarkBlock mark;
  mark.style = node.style;
  each_part(node.parts, binder, [&](const Node& child) {
    const auto& part = std::get<PartNode>(child.value);
    auto span = bind_span(part.text, node.style, binder);
    if (part.kind == PartNode::Kind::beside) {
      mark.beside = std::move(span);
    } else if (span) {
      mark.names.push_back(*std::move(span));
    }
  });
  if (mark.names.empty()) return std::nullopt;
  return mark;
}

std::optional<Block> bind_signers(const PartsNode& node, Binder& binder) {
  content::SignersBlock signers;
  signers.style = node.style;
  signers.label.style = node.style;
  each_part(node.parts, binder, [&](const Node& child) {
    if (const auto* label = std::get_if<SpanNode>(&child.value)) {
      auto span = bind_span(label->text, label->style.value_or(node.style), binder);
      if (span) signers.label = *std::move(span);
      return;
    }
    const auto& part = std::get<PartNode>(child.value);
    if (part.kind == PartNode::Kind::start) {
      append(signers.number, bind_text(part.text, node.style, binder).spans);
    } else if (auto span = bind_span(part.text, part.style.value_or(node.style), binder)) {
      signers.names.push_back(*std::move(span));
    }
  });
  if (signers.number.empty() && signers.names.empty()) return std::nullopt;
  return signers;
}

class SignatureBinder {
 public:
  SignatureBinder(const PartsNode& node, Binder& binder, Pictures& pictures)
      : node_(node), binder_(binder), pictures_(pictures) {}

  std::optional<Block> bind() {
    made_.style = node_.style;
    made_.seal_size = node_.seal_size;
    made_.stamp_height = node_.stamp_height;
    each_part(node_.parts, binder_,
              [&](const Node& child) { add(std::get<PartNode>(child.value), child.position); });
    if (made_.signers.empty() && !made_.date) return std::nullopt;
    return std::move(made_);
  }

 private:
  void add(const PartNode& part, const Position& position) {
    auto span = bind_span(part.text, node_.style, binder_);
    if (!span) return;
    if (part.kind == PartNode::Kind::date) {
      made_.date = std::move(span);
    } else if (part.kind == PartNode::Kind::post) {
      if (!made_.signers.empty()) made_.signers.back().post = std::move(span);
    } else {
      Signer signer;
      signer.name = *std::move(span);
      if (part.seal) signer.seal = picture(*part.seal, "印章：" + signer.name.text, position);
      if (part.stamp) signer.stamp = picture(*part.stamp, "签名章：" + signer.name.text, position);
      made_.signers.push_back(std::move(signer));
    }
  }

  std::optional<std::uint32_t> picture(const Path& path, const std::string& alternative,
                                       const Position& position) {
    const Value value = binder_.value_of(path);
    if (!present(value)) return std::nullopt;
    std::string base64;
    if (!append_text(base64, value, nullptr)) {
      binder_.error("bind.badValue", position, binder_.pointer_to(path),
                    say("值不是图片", "the value is no picture"));
      return std::nullopt;
    }
    const auto place = pictures_.add(base64, in_one_line(alternative));
    if (place) return *place;
    for (const Diagnostic& error : place.error()) {
      binder_.error(error.code, position, binder_.pointer_to(path), error.message, error.hint);
    }
    return std::nullopt;
  }

  const PartsNode& node_;
  Binder& binder_;
  Pictures& pictures_;
  content::SignatureBlock made_;
};

}  // namespace

std::optional<content::SidesBlock> bind_sides(const PartsNode& node, Binder& binder) {
  content::SidesBlock sides;
  sides.style = node.style;
  each_part(node.parts, binder, [&](const Node& child) {
    const auto& part = std::get<PartNode>(child.value);
    const bool at_start = part.kind == PartNode::Kind::start;
    append(at_start ? sides.left : sides.right, bind_text(part.text, node.style, binder).spans);
  });
  if (sides.left.empty() && sides.right.empty()) return std::nullopt;
  return sides;
}

std::optional<Block> bind_parts(const PartsNode& node, Binder& binder, Pictures& pictures) {
  switch (node.kind) {
    case PartsNode::Kind::mark:
      return bind_mark(node, binder);
    case PartsNode::Kind::sides:
      return bind_sides(node, binder);
    case PartsNode::Kind::signers:
      return bind_signers(node, binder);
    case PartsNode::Kind::signature:
      break;
  }
  return SignatureBinder(node, binder, pictures).bind();
}

}  // namespace tongbao::tmpl
