// The rows of a ledger's sheets, bound as its problems pass. Internal to the room.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "content/ledger_content.h"
#include "record/problem_source.h"
#include "record/summary.h"
#include "template/binder.h"
#include "template/program.h"
#include "template/template.h"

namespace tongbao::tmpl {

[[nodiscard]] Frame record_frame(const record::Record& record, std::string pointer);
// Of what stands for all records of a request: the first one, and what they agree on.
[[nodiscard]] Evaluation evaluation_of(const record::Envelope& envelope);
// "" for one record, "/records/0" of several.
[[nodiscard]] std::string first_record_pointer(const record::Envelope& envelope);

class LedgerRows : public content::LedgerSource {
 public:
  // All must outlive it.
  LedgerRows(const Template& tmpl, const record::Envelope& envelope,
             record::ProblemSource& problems);

  [[nodiscard]] Result<bool> next(content::Row& row) override;
  [[nodiscard]] Result<std::vector<content::Band>> head(std::size_t sheet) override;
  [[nodiscard]] Result<std::vector<content::Band>> foot(std::size_t sheet) override;

 private:
  // What a column's cells add up to: a number; where one of them holds words instead (未判定), no
  // number is the sum, so those words, or nothing where they differ; nothing, where all are empty.
  struct ColumnSum {
    double sum = 0;
    bool any_row = false;
    bool any_number = false;
    std::optional<std::string> words;
    void add(const content::CellValue& cell);
    [[nodiscard]] content::CellValue cell() const;
  };
  // What a sheet has come to so far.
  struct Progress {
    std::uint64_t group = 0;  // 0: no row yet
    std::string group_name;
    const void* section = nullptr;
    std::vector<ColumnSum> group_sums, total_sums;
    bool in_group = false;  // rows since the last subtotal
  };

  [[nodiscard]] Result<void> advance();
  [[nodiscard]] Result<void> bind(const record::ListedProblem& listed, const record::Since& since);
  [[nodiscard]] Result<void> end();
  void bind_element(std::size_t sheet, Binder& binder);
  void bind_list(std::size_t sheet, Binder& binder);
  void bind_row(std::size_t sheet, const std::string& pointer, Binder& binder);
  void bind_form(const FormProgram& form, content::Row& row, Binder& binder);
  void enter_group(std::size_t sheet, const std::string& pointer, Binder& binder);
  void add_subtotal(std::size_t sheet);
  void add_total(std::size_t sheet);
  void add_sums(std::size_t sheet, content::RowKind kind, const std::string& words,
                const std::vector<ColumnSum>& sums);
  [[nodiscard]] content::Row& new_row(std::size_t sheet);
  [[nodiscard]] Result<std::vector<content::Band>> bands(const std::vector<BandProgram>& programs);

  const Template::Program& program_;
  const std::vector<SheetProgram>& sheets_;
  const record::Envelope& envelope_;
  record::ProblemSource& problems_;
  std::size_t units_;  // Evaluation::units
  record::Summarizer summarizer_;
  std::optional<record::Summary> summary_;  // once all problems passed
  std::vector<Progress> progress_;          // of each sheet
  const record::ListedProblem* listed_ = nullptr;
  std::uint64_t element_ = 0;       // what is at hand: the problem's ordinal, or a place in a list
  std::vector<content::Row> rows_;  // bound and not yet given: [next_, bound_)
  std::size_t next_ = 0;
  std::size_t bound_ = 0;
};

}  // namespace tongbao::tmpl
