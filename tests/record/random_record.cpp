#include "record/random_record.h"

#include <random>
#include <string>

#include <nlohmann/json.hpp>

namespace tongbao::record {
namespace {

class Maker {
 public:
  explicit Maker(std::uint64_t seed) : random_(seed) {}

  Record make() {
    Record record;
    record.schema_version = "1";
    record.organization.name = text("机关");
    record.title = text("标题");
    record.numbering = chance(3) ? NumberingScope::continuous : NumberingScope::per_section;
    record.preamble = paragraphs("前言");
    for (std::size_t i = below(4); i > 0; --i) record.sections.push_back(section(1));
    if (chance(2)) record.closing = paragraphs("结尾");
    if (chance(2)) record.contact = Contact{.phone = text("电话"), .email = {}};
    if (chance(2)) record.disclosure = Disclosure{.scope = text("范围")};
    if (chance(2)) record.signatures.push_back({.name = text("署名"), .seal = {}});
    if (chance(2)) record.date = Date::parse("2025-06-16");
    if (chance(2)) record.document = document();
    if (chance(2)) record.outcomes.push_back({.kind = text("类"), .label = {}, .unit = {}});
    if (chance(2)) record.reporting = Reporting{.unit = text("内部"), .date = {}};
    if (chance(2)) record.extra = std::make_shared<const nlohmann::json>(text("内部"));
    return record;
  }

 private:
  std::size_t below(std::size_t bound) { return random_() % bound; }
  bool chance(std::size_t one_in) { return below(one_in) == 0; }
  std::string text(const std::string& kind) { return kind + std::to_string(++texts_) + "。"; }
  std::string inside() { return chance(2) ? text("内部") : std::string(); }

  std::optional<std::string> label() {
    if (chance(6)) return "";
    if (chance(6)) return text("号");
    return std::nullopt;
  }

  std::vector<Paragraph> paragraphs(const std::string& kind) {
    std::vector<Paragraph> made;
    for (std::size_t i = below(3); i > 0; --i) made.push_back({.runs = {text(kind)}});
    return made;
  }

  DocumentHead document() {
    DocumentHead made{.form = static_cast<DocumentForm>(below(3)), .serial = {}};
    const bool formal = made.form == DocumentForm::formal;
    const bool headed = made.form != DocumentForm::plain;
    made.number = text(headed ? "文号" : "内部");
    made.marks = {text(headed ? "标志" : "内部")};
    made.copy_to = {text(headed ? "抄送" : "内部")};
    made.signers = {text(formal ? "签发" : "内部")};
    made.printer = text(formal ? "印发" : "内部");
    made.recipients = {text("主送")};
    for (std::size_t i = below(3); i > 0; --i) {
      made.attachments.push_back({.title = text("附件"), .body = paragraphs("附文")});
      if (chance(2)) made.attachments.back().table = static_cast<AttachmentTable>(below(2));
    }
    return made;
  }

  Section section(int depth) {
    Section made{.id = "s" + std::to_string(++texts_), .label = label(), .heading = text("部分")};
    made.run_in = chance(4);
    made.body = paragraphs("正文");
    made.after = paragraphs("末尾");
    if (depth < 3 && chance(2)) {
      for (std::size_t i = below(3); i > 0; --i) made.sections.push_back(section(depth + 1));
    } else {
      for (std::size_t i = below(6); i > 0; --i) made.problems.push_back(problem());
    }
    return made;
  }

  std::vector<Measure> measures(std::vector<std::string>& ids, int depth) {
    std::vector<Measure> made;
    for (std::size_t i = below(4); i > 0; --i) {
      Measure measure{.label = label(), .text = text("措施")};
      measure.department = inside();
      measure.owner = inside();
      if (chance(2)) measure.status = Status::completed;
      if (chance(4)) measure.evidence.push_back({.name = text("内部"), .url = {}});
      if (!chance(4)) {
        measure.id = "m" + std::to_string(++texts_);
        ids.push_back(measure.id);
      }
      if (depth < 3 && chance(3)) measure.measures = measures(ids, depth + 1);
      made.push_back(std::move(measure));
    }
    return made;
  }

  std::vector<Paragraph> body(const std::vector<std::string>& ids) {
    std::vector<Paragraph> made;
    for (std::size_t i = below(3); i > 0; --i) {
      Paragraph paragraph{.runs = {text("印出")}};
      if (!ids.empty() && chance(2)) {
        paragraph.plain = false;
        paragraph.runs.emplace_back(MeasureReference{ids[below(ids.size())]});
      }
      made.push_back(std::move(paragraph));
    }
    return made;
  }

  Problem problem() {
    Problem made{.id = "p" + std::to_string(++problems_), .label = label()};
    if (!chance(4)) made.title = text("题目");
    made.run_in = chance(3);
    if (chance(2)) made.title_kind = static_cast<TitleKind>(below(2));
    std::vector<std::string> ids;
    made.measures = measures(ids, 1);
    if (chance(2)) made.body = body(ids);
    if (made.body.empty() || chance(2)) made.finding = text("表现");
    if (chance(2)) made.outcome.push_back(text("成效"));
    for (std::string* field :
         {&made.cause, &made.goal, &made.task, &made.extension, &made.leader, &made.department,
          &made.owner, &made.source, &made.deadline_note, &made.remarks}) {
      *field = inside();
    }
    made.co_departments = {text("内部")};
    if (chance(2)) made.status = Status::in_progress;
    if (chance(3)) made.events.push_back({.date = {}, .note = text("内部")});
    if (chance(3)) made.outcomes.push_back({.kind = text("内部"), .label = {}, .unit = {}});
    if (chance(2)) {
      made.publication = Publication{.show = !chance(3)};
      if (chance(2)) made.publication->title = text("公开题");
      if (chance(2)) made.publication->body = body(ids);
      // Into one that is not itself merged.
      if (problems_ > 1 && chance(4)) made.publication->merged_into = "p1";
    }
    return made;
  }

  std::mt19937_64 random_;
  std::size_t texts_ = 0;
  std::size_t problems_ = 0;
};

}  // namespace

Record random_record(std::uint64_t seed) {
  return Maker(seed).make();
}

}  // namespace tongbao::record
