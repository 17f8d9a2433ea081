#include <algorithm>
#include <cmath>
#include <unordered_map>
#include <utility>

#include "record/summary.h"
#include "template/bind_metadata.h"
#include "template/binder.h"
#include "template/notice_parts.h"
#include "template/notice_table.h"
#include "template/notice_texts.h"
#include "template/pictures.h"
#include "template/program.h"
#include "template/template.h"

namespace tongbao::tmpl {

namespace {

using content::Paragraph;

void note_depths(const std::vector<record::Section>& sections, int depth,
                 std::unordered_map<const void*, int>& depths) {
  for (const record::Section& section : sections) {
    depths.emplace(&section, depth);
    note_depths(section.sections, depth + 1, depths);
  }
}

// The problems that the edition shows, in order.
void note_problems(const std::vector<record::Section>& sections, const std::string& pointer,
                   record::Edition edition, std::vector<PlacedProblem>& problems) {
  for (std::size_t i = 0; i < sections.size(); ++i) {
    const std::string here = pointer + "/" + std::to_string(i);
    note_problems(sections[i].sections, here + "/sections", edition, problems);
    for (std::size_t k = 0; k < sections[i].problems.size(); ++k) {
      const record::Problem& problem = sections[i].problems[k];
      if (!record::is_shown(problem, edition)) continue;
      problems.push_back({&problem, here + "/problems/" + std::to_string(k)});
    }
  }
}

class NoticeBinder {
 public:
  NoticeBinder(const NoticeProgram& program, Binder& binder) : program_(program), binder_(binder) {}

  content::NoticeContent bind() {
    made_.metadata = bind_metadata(program_.metadata, binder_);
    made_.pages = program_.pages;
    made_.styles = program_.styles;
    blocks(program_.body);
    flush();
    made_.images = pictures_.take();
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
      binder_.loop(each->each, [&] { blocks(each->body); });
    } else if (const auto* choice = std::get_if<IfNode>(&node.value)) {
      if (const Nodes* taken = binder_.branch(*choice)) blocks(*taken);
    } else if (const auto* use = std::get_if<UseNode>(&node.value)) {
      follow(*use, node.position);
    } else if (const auto* page = std::get_if<PageNode>(&node.value)) {
      add_block(content::PageBreak{page->page});
    } else if (const auto* rule = std::get_if<RuleNode>(&node.value)) {
      add_block(rule->rule);
    } else if (const auto* parts = std::get_if<PartsNode>(&node.value)) {
      if (auto made = bind_parts(*parts, binder_, pictures_)) add_block(*std::move(made));
    } else if (const auto* table = std::get_if<TableNode>(&node.value)) {
      if (auto made = bind_table(*table, binder_)) add_block(*std::move(made));
    } else if (const auto* imprint = std::get_if<ImprintNode>(&node.value)) {
      add(*imprint);
    }
  }

  void add_block(content::Block block) {
    flush();
    made_.blocks.push_back(std::move(block));
  }

  void follow(const UseNode& use, const Position& position) {
    const auto body = [&] { blocks(program_.definitions[use.definition]); };
    if (!use.with) return binder_.within(std::nullopt, position, body);
    if (auto frame = binder_.frame_at(*use.with)) binder_.within(std::move(frame), position, body);
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
    BoundText text = bind_text(node.text, paragraph.style, binder_);
    if (text.spans.empty()) return;
    paragraph.spans = std::move(text.spans);
    paragraph.label_spans = text.label_spans;
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
      add_block(std::move(paragraph));
    }
  }

  // A run-in heading, or a lead, becomes the first spans of the paragraph that follows it.
  void add_after_pending(Paragraph paragraph) {
    if (pending_) {
      paragraph.heading_level = pending_->heading_level;
      paragraph.heading_spans = pending_->heading_spans;
      if (paragraph.label_spans > 0) paragraph.label_spans += pending_->spans.size();
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

  void add(const ImprintNode& node) {
    content::ImprintBlock imprint = node.imprint;
    each_part(node.entries, binder_, [&](const Node& child) {
      if (const auto* sides = std::get_if<PartsNode>(&child.value)) {
        if (auto made = bind_sides(*sides, binder_)) imprint.entries.emplace_back(*std::move(made));
        return;
      }
      const auto& paragraph = std::get<ParagraphNode>(child.value);
      const std::uint16_t style = paragraph.styles.front();
      BoundText text = bind_text(paragraph.text, style, binder_);
      if (text.spans.empty()) return;
      Paragraph entry;
      entry.style = style;
      entry.spans = std::move(text.spans);
      entry.label_spans = text.label_spans;
      imprint.entries.emplace_back(std::move(entry));
    });
    if (!imprint.entries.empty()) add_block(std::move(imprint));
  }

  const NoticeProgram& program_;
  Binder& binder_;
  Pictures pictures_;
  content::NoticeContent made_;
  std::optional<Paragraph> pending_;
};

}  // namespace

Result<content::NoticeContent> bind_notice(const Template& tmpl, const record::Envelope& envelope) {
  const record::Record& record = envelope.records.at(0);
  const record::Numbering numbering(record, envelope.edition);
  std::unordered_map<const void*, int> depths;
  note_depths(record.sections, 1, depths);
  std::vector<PlacedProblem> problems;
  note_problems(record.sections, "/sections", envelope.edition, problems);
  Evaluation evaluation;
  evaluation.record = &record;
  evaluation.edition = envelope.edition;
  evaluation.problems = &problems;
  evaluation.envelope_as_of = envelope.as_of;
  evaluation.numbering = &numbering;
  evaluation.depths = &depths;
  Frame frame;
  frame.view = record::View::of(record);
  Binder binder(tmpl.program(), evaluation, std::move(frame));
  const auto& program = std::get<NoticeProgram>(tmpl.program().body);
  std::optional<record::Summary> summary;
  if (program.reads_summary || !envelope.previous.empty()) {
    auto counted = record::summarize(envelope);
    if (!counted) return failure(std::move(counted.error()));
    summary = *std::move(counted);
    binder.set_summary(record::view_of(*summary));
  }
  content::NoticeContent content = NoticeBinder(program, binder).bind();
  if (binder.failed()) return failure(binder.take_errors());
  return content;
}

}  // namespace tongbao::tmpl
