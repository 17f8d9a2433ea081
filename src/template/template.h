// A template: XML that says which page, styles and blocks a document has and which of the record's
// values stand where. Parsed and checked once, against the record's field table; then bound to
// records as values: what a record holds can never become markup.
#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "content/ledger_content.h"
#include "content/notice_content.h"
#include "record/problem_source.h"
#include "record/record.h"

namespace tongbao::tmpl {

enum class Kind { notice, ledger };

// Immutable; safe on any thread.
class Template {
 public:
  // Checks everything at once; the id is the file's name without its ending. Errors, each with
  // file, line and column and, where there is one, the nearest known name as hint:
  //   not readable  template.notXml, doctype, tooLarge, tooDeep (nothing else is reported then);
  //   structure     template.unknownElement, misplacedElement, missingElement, duplicateElement,
  //                 unexpectedText, unknownAttribute, missingAttribute, controlCharacter;
  //   values        template.badLength, badNumber, badColour, badValue, badName, nameTaken;
  //   references    template.unknownPage, unknownStyle, unknownDefinition, unknownPath,
  //                 unknownFilter, unknownColumn;
  //   expressions   template.badExpression, badArgument, badInput, badComparison, notPrintable,
  //                 notAList;
  //   proofreading  template.unknownRule.
  // After 200 a last one says that there are more (template.tooManyErrors).
  [[nodiscard]] static Result<Template> parse(std::string_view xml, std::string file_name);

  Template(Template&&) noexcept;
  Template& operator=(Template&&) noexcept;
  ~Template();

  [[nodiscard]] const std::string& id() const;
  [[nodiscard]] const std::string& name() const;  // for people: 整改情况通报
  [[nodiscard]] const std::string& description() const;
  // Rules and families that proofreading for it leaves out: proof/check.h.
  [[nodiscard]] const std::vector<std::string>& check_without() const;
  [[nodiscard]] Kind kind() const;

  struct Program;
  [[nodiscard]] const Program& program() const;

 private:
  explicit Template(std::unique_ptr<const Program> program);
  std::unique_ptr<const Program> program_;
};

// Requires kind() == notice. Binds the envelope's first record, as its edition has it: the public
// one takes a problem's title and body from its publication, and knows none of the problems that
// it leaves out. Errors carry the template's place and the pointer into the record:
// bind.missingValue (a value that the template requires), bind.badValue (a filter cannot take it,
// it holds a control character), bind.badTable (a row with more cells than columns), bind.tooDeep
// and bind.tooMuch (definitions that use themselves without end, loops that make more than any
// document holds), image.* (a seal or stamp that is no sound PNG). Where the envelope has previous
// reports, or the template reads `summary`, also those of record::summarize.
[[nodiscard]] Result<content::NoticeContent> bind_notice(const Template& tmpl,
                                                         const record::Envelope& envelope);

// Requires kind() == ledger. Rows are bound as they are pulled from `problems`; template, envelope
// and source must outlive the content. next() fails as the source does, as bind_notice in a row,
// and after the last problem as record::Summarizer::finish.
[[nodiscard]] Result<content::LedgerContent> bind_ledger(const Template& tmpl,
                                                         const record::Envelope& envelope,
                                                         record::ProblemSource& problems);

}  // namespace tongbao::tmpl
