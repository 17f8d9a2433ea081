#include <algorithm>
#include <cmath>
#include <unordered_map>
#include <utility>

#include "template/bind_metadata.h"
#include "template/binder.h"
#include "template/email_links.h"
#include "template/program.h"
#include "template/template.h"

namespace tongbao::tmpl {

namespace {

using content::Paragraph;
using content::Span;

void note_depths(const std::vector<record::Section>& sections, int depth,
                 std::unordered_map<const void*, int>& depths) {
  for (const record::Section& section : sections) {
    depths.emplace(&section, depth);
    note_depths(section.sections, depth + 1, depths);
  }
}

// The parts of a piece, its e-mail addresses apart.
void append_spans(const Piece& piece, std::uint16_t style, std::vector<Span>& spans) {
  const auto append = [&](std::size_t begin, std::size_t end, bool link) {
    if (begin == end) return;
    std::string text = piece.text.substr(begin, end - begin);
    std::string uri = link ? "mailto:" + text : std::string();
    spans.push_back({std::move(text), style, piece.source, std::move(uri)});
  };
  std::size_t at = 0;
  for (const EmailAddress& address : find_email_addresses(piece.text)) {
    append(at, address.begin, false);
    append(address.begin, address.end, true);
    at = address.end;
  }
  append(at, piece.text.size(), false);
}

class NoticeBinder {
 public:
  NoticeBinder(const NoticeProgram& program, Binder& binder) : program_(program), binder_(binder) {}

  content::NoticeContent bind() {
    made_.metadata = bind_metadata(program_.metadata, binder_);
    made_.pages = {program_.page};
    made_.styles = program_.styles;
    blocks(program_.body);
    flush();
    return std::move(made_);
  }

 private:
  void blocks(const Nodes& nodes) {
    for (const Node& node : nodes) {
      if (!binder_.go_on()) return;
      block(node);
    }
  }

  void block(const Node& node) {
    if (const auto* paragraph = std::get_if<ParagraphNode>(&node.value)) {
      add(*paragraph);
    } else if (const auto* each = std::get_if<ForNode>(&node.value)) {
      binder_.loop(*each, [&] { blocks(each->body); });
    } else if (const auto* choice = std::get_if<IfNode>(&node.value)) {
      if (const Nodes* taken = binder_.branch(*choice)) blocks(*taken);
    } else if (const auto* use = std::get_if<UseNode>(&node.value)) {
      if (auto frame = binder_.frame_at(use->with)) {
        binder_.within(*std::move(frame), node.position,
                       [&] { blocks(program_.definitions[use->definition]); });
      }
    } else if (const auto* signature = std::get_if<SignatureNode>(&node.value)) {
      add(*signature);
    }
  }

  std::vector<Span> spans(const Nodes& nodes, std::uint16_t style) {
    std::vector<Piece> pieces;
    binder_.write(nodes, true, pieces);
    std::vector<Span> made;
    for (const Piece& piece : pieces) append_spans(piece, style, made);
    return made;
  }

  int level_of(const ParagraphNode& node) {
    const auto* path = std::get_if<Path>(&node.level);
    if (path == nullptr) return std::get<int>(node.level);
    const double level = number_of(binder_.value_of(*path)).value_or(1);
    return static_cast<int>(std::clamp(level, 1.0, 6.0));
  }

  void add(const ParagraphNode& node) {
    Paragraph paragraph;
    const bool is_heading = node.kind == ParagraphNode::Kind::heading;
    const int level = is_heading ? level_of(node) : 0;
    const auto last = node.styles.size() - 1;
    const auto place = static_cast<std::size_t>(std::max(level, 1) - 1);
    paragraph.style = node.styles[std::min(place, last)];
    paragraph.spans = spans(node.text, paragraph.style);
    if (paragraph.spans.empty()) return;
    paragraph.heading_level = level;
    paragraph.heading_spans = is_heading ? paragraph.spans.size() : 0;
    paragraph.is_title = node.kind == ParagraphNode::Kind::title;
    if (node.kind == ParagraphNode::Kind::lead ||
        (is_heading && node.run_in && binder_.holds(*node.run_in))) {
      flush();
      pending_ = std::move(paragraph);
    } else if (node.kind == ParagraphNode::Kind::paragraph) {
      add_after_pending(std::move(paragraph));
    } else {
      flush();
      made_.blocks.emplace_back(std::move(paragraph));
    }
  }

  // A run-in heading, or a lead, becomes the first spans of the paragraph that follows it.
  void add_after_pending(Paragraph paragraph) {
    if (pending_) {
      paragraph.heading_level = pending_->heading_level;
      paragraph.heading_spans = pending_->heading_spans;
      paragraph.spans.insert(paragraph.spans.begin(),
                             std::make_move_iterator(pending_->spans.begin()),
                             std::make_move_iterator(pending_->spans.end()));
      pending_.reset();
    }
    made_.blocks.emplace_back(std::move(paragraph));
  }

  // What waited for a paragraph and met none stands by itself.
  void flush() {
    if (!pending_) return;
    made_.blocks.emplace_back(*std::move(pending_));
    pending_.reset();
  }

  void add(const SignatureNode& node) {
    content::SignatureBlock signature;
    signature.style = node.style;
    parts(node.parts, signature);
    flush();
    if (signature.signers.empty() && !signature.date) return;
    made_.blocks.emplace_back(std::move(signature));
  }

  void parts(const Nodes& nodes, content::SignatureBlock& signature) {
    for (const Node& node : nodes) {
      if (!binder_.go_on()) return;
      if (const auto* name = std::get_if<NameNode>(&node.value)) {
        if (auto span = one_span(name->text, signature.style)) {
          signature.signers.push_back({*std::move(span), {}, {}, {}});
        }
      } else if (const auto* date = std::get_if<DateNode>(&node.value)) {
        if (auto span = one_span(date->text, signature.style)) signature.date = std::move(span);
      } else if (const auto* each = std::get_if<ForNode>(&node.value)) {
        binder_.loop(*each, [&] { parts(each->body, signature); });
      } else if (const auto* choice = std::get_if<IfNode>(&node.value)) {
        if (const Nodes* taken = binder_.branch(*choice)) parts(*taken, signature);
      }
    }
  }

  // A name or date is one span; its source is that of its first value.
  std::optional<Span> one_span(const Nodes& nodes, std::uint16_t style) {
    std::vector<Piece> pieces;
    binder_.write(nodes, true, pieces);
    Span span{.text = {}, .style = style, .source = {}, .link = {}};
    for (const Piece& piece : pieces) {
      span.text += piece.text;
      if (span.source.empty()) span.source = piece.source;
    }
    return span.text.empty() ? std::nullopt : std::optional(std::move(span));
  }

  const NoticeProgram& program_;
  Binder& binder_;
  content::NoticeContent made_;
  std::optional<Paragraph> pending_;
};

}  // namespace

Result<content::NoticeContent> bind_notice(const Template& tmpl, const record::Envelope& envelope) {
  const record::Record& record = envelope.records.at(0);
  const record::Numbering numbering(record);
  std::unordered_map<const void*, int> depths;
  note_depths(record.sections, 1, depths);
  Evaluation evaluation;
  evaluation.record = &record;
  evaluation.envelope_as_of = envelope.as_of;
  evaluation.numbering = &numbering;
  evaluation.depths = &depths;
  Frame frame;
  frame.view = record::View::of(record);
  Binder binder(tmpl.program(), evaluation, std::move(frame));
  content::NoticeContent content =
      NoticeBinder(std::get<NoticeProgram>(tmpl.program().body), binder).bind();
  if (binder.failed()) return failure(binder.take_errors());
  return content;
}

}  // namespace tongbao::tmpl
