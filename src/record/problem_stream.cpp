#include <algorithm>
#include <array>
#include <iterator>
#include <string_view>
#include <utility>

#include "record/digest_set.h"
#include "record/field_reader.h"
#include "record/json_document.h"
#include "record/line_parser.h"
#include "record/line_reader.h"
#include "record/numbering_rules.h"
#include "record/problem_source.h"
#include "record/record_rules.h"
#include "record/stream_header.h"

namespace tongbao::record {

namespace {

constexpr std::array<std::string_view, 2> names_of_place = {"section", "record"};

Diagnostics at_line(Diagnostics errors, int line) {
  for (Diagnostic& error : errors) error.where.line = line;
  return errors;
}

// A problem that another speaks for, which may come later.
struct Merging {
  DigestSet::Digest problem;
  DigestSet::Digest target;
  int line;
};

class StreamOfLines : public ProblemStream {
 public:
  StreamOfLines(LineReader lines, Envelope envelope, const ReadLimits& limits)
      : lines_(std::move(lines)),
        header_(std::move(envelope)),
        limits_(limits),
        line_parser_(limits) {}

  const Envelope& envelope() const override { return header_.envelope(); }
  Envelope& envelope() override { return header_.envelope(); }

  Result<const ListedProblem*> next() override {
    Diagnostics errors;
    while (!ended_) {
      Diagnostics found = read_next();
      if (found.empty() && errors.empty() && !ended_) return &listed_;
      std::move(found.begin(), found.end(), std::back_inserter(errors));
      if (errors.size() > limits_.errors) cut(errors);
    }
    if (errors.empty()) return nullptr;
    return failure(std::move(errors));
  }

 private:
  void cut(Diagnostics& errors) {
    ended_ = true;
    errors.resize(limits_.errors);
    errors.push_back({.code = "record.tooManyErrors",
                      .where = Place::at_line(lines_.number()),
                      .message = say("还有其他错误：列出 {} 个后不再检查",
                                     "and more: checking ended after {} errors", limits_.errors),
                      .hint = {}});
  }

  // What is wrong with the next line. At the end of input, what is wrong with the whole.
  Diagnostics read_next() {
    Result<bool> more = lines_.next();
    if (!more || !*more) {
      ended_ = true;
      return more ? check_mergings() : std::move(more.error());
    }
    if (listed_.ordinal < limits_.rows) {
      const JsonDocument* document = line_parser_.parse(lines_.text());
      if (document != nullptr && read_fields(*document)) return place_problem(*document);
    }
    return read_slowly();
  }

  // Reads a problem with which nothing is wrong. False: something is, which this does not name.
  bool read_fields(const JsonDocument& document) {
    ReadErrors errors(0);
    problem_ = nothing_;
    const Pointer root;
    FieldReader(errors).read_object(problem_type(), &problem_, document.root(), root,
                                    names_of_place);
    if (errors.empty()) check_problem(problem_, root, errors);
    return errors.empty();
  }

  // Puts it where it belongs, or says why that cannot be.
  Diagnostics place_problem(const JsonDocument& document) {
    ReadErrors errors(limits_.errors);
    find_place(document.root(), errors);
    check_id(errors);
    if (errors.empty()) {
      list();
      return {};
    }
    const auto located = JsonDocument::parse(lines_.text(), limits_);
    if (!located) return at_line(located.error(), lines_.number());
    return at_line(errors.take(*located), lines_.number());
  }

  // Any line, with all that is wrong in it.
  Diagnostics read_slowly() {
    const auto document = JsonDocument::parse(lines_.text(), limits_);
    if (!document) return at_line(document.error(), lines_.number());
    ReadErrors errors(limits_.errors);
    read_line(document->root(), errors);
    return at_line(errors.take(*document), lines_.number());
  }

  void read_line(JsonCursor json, ReadErrors& errors) {
    const Pointer root;
    if (listed_.ordinal == limits_.rows) {
      ended_ = true;
      errors.add("record.tooManyRows", root, say("超过 {} 行", "more than {} rows", limits_.rows));
      return;
    }
    problem_ = {};
    if (json.type() == JsonType::object) find_place(json, errors);
    FieldReader(errors).read_object(problem_type(), &problem_, json, root, names_of_place);
    check_problem(problem_, root, errors);
    check_id(errors);
    if (errors.empty()) list();
  }

  // Takes "section" and "record" of the line.
  void find_place(JsonCursor json, ReadErrors& errors) {
    std::string_view section;
    std::string_view record;
    const Pointer root;
    for (auto member = json.first(); !member.is_end_of(json); member = member.next()) {
      if (member.name() != "section" && member.name() != "record") continue;
      if (member.value().type() != JsonType::text) {
        FieldReader(errors).refuse_type(Kind::text, member.value(), root / member.name());
        return;
      }
      (member.name() == "section" ? section : record) = member.value().text();
    }
    if (HeaderSection* found = header_.find(record, section, errors)) enter(*found, errors);
  }

  void enter(HeaderSection& section, ReadErrors& errors) {
    if (section_ == &section) return;
    if (section_ != nullptr) section_->passed = true;
    section_ = &section;
    if (!section.passed) return;
    const Pointer root;
    errors.add("record.scatteredSection", root / "section",
               say("“{}”的问题没有放在一起", "the problems of \"{}\" do not stand together",
                   section.section->id),
               say("同一部分的各行须相连", "lines of one section stand together"));
  }

  void check_id(ReadErrors& errors) {
    if (section_ == nullptr || problem_.id.empty()) return;
    const auto digest = DigestSet::digest_of(section_->record_index, problem_.id);
    const Pointer root;
    if (!ids_.insert(digest)) refuse_duplicate(problem_.id, root / "id", errors);
    if (!problem_.publication || problem_.publication->merged_into.empty()) return;
    merged_.insert(digest);
    const auto target =
        DigestSet::digest_of(section_->record_index, problem_.publication->merged_into);
    mergings_.push_back({digest, target, lines_.number()});
  }

  Diagnostics check_mergings() {
    Diagnostics found;
    for (const Merging& merging : mergings_) {
      if (ids_.contains(merging.target) && !merged_.contains(merging.target)) continue;
      if (found.size() > limits_.errors) break;
      found.push_back(merging_error(merging.line));
    }
    return found;
  }

  static Diagnostic merging_error(int line) {
    Place where = Place::at_pointer("/publication/mergedInto");
    where.line = line;
    return {.code = "record.unknownProblem",
            .where = std::move(where),
            .message = say("要并入的问题不在本记录中，或自己也已并入",
                           "the problem to merge into is not in the record, or itself merged"),
            .hint = {}};
  }

  void list() {
    const Record& record = *section_->record;
    std::size_t& place = record.numbering == NumberingScope::continuous
                             ? header_.problem_place(section_->record_index)
                             : section_->problem_place;
    if (takes_place(problem_.label)) ++place;
    listed_.record = &record;
    listed_.problem = &problem_;
    listed_.sections = section_->path;
    ++listed_.ordinal;
    listed_.number = problem_.label.value_or(problem_number(place));
    listed_.line = lines_.number();
  }

  LineReader lines_;
  StreamHeader header_;
  ReadLimits limits_;
  LineParser line_parser_;
  HeaderSection* section_ = nullptr;
  const Problem nothing_;
  Problem problem_;  // its texts' memory is used again
  ListedProblem listed_;
  DigestSet ids_;
  DigestSet merged_;
  std::vector<Merging> mergings_;
  bool ended_ = false;
};

}  // namespace

Result<std::unique_ptr<ProblemStream>> ProblemStream::open(std::istream& input,
                                                           const ReadLimits& limits) {
  LineReader lines(input, limits.bytes);
  Result<bool> more = lines.next();
  if (!more) return failure(std::move(more.error()));
  auto envelope = read_envelope(lines.text(), limits);
  if (!envelope) return failure(at_line(std::move(envelope.error()), lines.number()));
  if (auto errors = check_stream_header(*envelope); !errors.empty()) {
    return failure(at_line(std::move(errors), lines.number()));
  }
  return std::make_unique<StreamOfLines>(std::move(lines), std::move(*envelope), limits);
}

}  // namespace tongbao::record
