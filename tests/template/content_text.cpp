#include "template/content_text.h"

#include <array>
#include <memory>
#include <optional>
#include <stdexcept>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "record/derive.h"
#include "record/problem_source.h"
#include "record/reader.h"

namespace tongbao::tmpl::testing {

namespace {

std::string in_one_line(std::string text) {
  for (std::size_t at = text.find('\n'); at != std::string::npos; at = text.find('\n', at)) {
    text.replace(at, 1, "⏎");
  }
  return text;
}

std::string shown(const content::Metadata& metadata) {
  std::string text = "metadata " + in_one_line(metadata.title);
  for (const std::string& more : {metadata.author, metadata.subject, metadata.keywords}) {
    text += " | " + more;
  }
  return text + " | " + (metadata.date ? metadata.date->iso() : "") + "\n";
}

void add_span(std::string& text, const content::NoticeContent& notice, const content::Span& span) {
  text += fmt::format("  {} | {} | {}", notice.styles[span.style].name, span.source,
                      in_one_line(span.text));
  if (!span.link.empty()) text += " → " + span.link;
  text += "\n";
}

std::string shown(const content::Paragraph& paragraph, const content::NoticeContent& notice) {
  std::string text = notice.styles[paragraph.style].name;
  if (paragraph.is_title) text += " title";
  if (paragraph.heading_level > 0) {
    text += fmt::format(" level {} heading {}", paragraph.heading_level, paragraph.heading_spans);
  }
  if (paragraph.label_spans > 0) text += fmt::format(" label {}", paragraph.label_spans);
  text += "\n";
  for (const content::Span& span : paragraph.spans) add_span(text, notice, span);
  return text;
}

std::string shown(const content::SignatureBlock& block, const content::NoticeContent& notice) {
  std::string text = notice.styles[block.style].name + " signature\n";
  const auto add_picture = [&](const char* kind, const std::optional<std::uint32_t>& image) {
    if (!image) return;
    text += fmt::format("  {} {} {}\n", kind, *image, notice.images[*image].alternative);
  };
  for (const content::Signer& signer : block.signers) {
    add_span(text, notice, signer.name);
    add_picture("seal", signer.seal);
    add_picture("stamp", signer.stamp);
    if (signer.post) text += "  post\n", add_span(text, notice, *signer.post);
  }
  if (block.date) text += "  date\n", add_span(text, notice, *block.date);
  return text;
}

std::string shown(const content::MarkBlock& block, const content::NoticeContent& notice) {
  std::string text = notice.styles[block.style].name + " mark\n";
  for (const content::Span& name : block.names) add_span(text, notice, name);
  if (block.beside) text += "  beside\n", add_span(text, notice, *block.beside);
  return text;
}

std::string shown(const content::SidesBlock& block, const content::NoticeContent& notice) {
  std::string text = notice.styles[block.style].name + " sides\n";
  for (const content::Span& span : block.left) add_span(text, notice, span);
  text += "  right\n";
  for (const content::Span& span : block.right) add_span(text, notice, span);
  return text;
}

std::string shown(const content::SignersBlock& block, const content::NoticeContent& notice) {
  std::string text = notice.styles[block.style].name + " signers\n";
  for (const content::Span& span : block.number) add_span(text, notice, span);
  text += "  label\n";
  add_span(text, notice, block.label);
  for (const content::Span& name : block.names) add_span(text, notice, name);
  return text;
}

// Lengths in millimetres.
std::string millimetres(Pt length) {
  return fmt::format("{:.4g}", length.value * 25.4 / 72);
}

std::string shown(const content::RuleBlock& rule, const content::NoticeContent& /*notice*/) {
  std::string text =
      fmt::format("rule {} thick {} second {} gap {} before {}", millimetres(rule.width),
                  millimetres(rule.thickness), millimetres(rule.second), millimetres(rule.gap),
                  millimetres(rule.space_before));
  if (rule.paper_bottom) text += " bottom " + millimetres(*rule.paper_bottom);
  return text + fmt::format(" red {:.3g}\n", rule.colour.red);
}

std::string shown(const content::PageBreak& page, const content::NoticeContent& /*notice*/) {
  return fmt::format("page {}\n", page.page);
}

std::string shown(const content::TableBlock& table, const content::NoticeContent& notice) {
  std::string text =
      fmt::format("table {} header {} border {} padding {} | {}\n", fmt::join(table.columns, " "),
                  table.header_rows, table.border.value, table.padding.value, table.alternative);
  for (const content::TableRow& row : table.rows) {
    text += "row\n";
    for (const content::TableCell& cell : row.cells) {
      text += fmt::format("cell {}x{}{}{}\n", cell.columns, cell.rows, cell.header ? " header" : "",
                          cell.vertical == content::VerticalAlign::top ? " top" : "");
      for (const content::Paragraph& paragraph : cell.text) text += shown(paragraph, notice);
    }
  }
  return text;
}

std::string shown(const content::ImprintBlock& imprint, const content::NoticeContent& notice) {
  std::string text = fmt::format("imprint outer {} inner {} padding {}{}\n",
                                 millimetres(imprint.outer_rule), millimetres(imprint.inner_rule),
                                 millimetres(imprint.padding), imprint.even_page ? " even" : "");
  for (const auto& entry : imprint.entries) {
    text += std::visit([&](const auto& one) { return shown(one, notice); }, entry);
  }
  return text;
}

std::string shown(const content::CellValue& cell) {
  if (const auto* text = std::get_if<std::string>(&cell)) return in_one_line(*text);
  if (const auto* number = std::get_if<double>(&cell)) return fmt::format("#{}", *number);
  if (const auto* date = std::get_if<Date>(&cell)) return "D" + date->iso();
  if (const auto* link = std::get_if<content::LinkedText>(&cell)) {
    return in_one_line(link->text) + " → " + link->address;
  }
  return "-";
}

std::string shown(const std::vector<content::Band>& bands) {
  std::string text;
  for (const content::Band& band : bands) {
    text += "band " + band.left + (band.right.empty() ? "" : " || " + band.right) + "\n";
  }
  return text;
}

std::string shown(const Result<std::vector<content::Band>>& bands) {
  return bands ? shown(*bands) : text_of(bands.error());
}

std::string shown_table_row(const content::Table& table, const content::Row& row) {
  constexpr std::array kinds = {"row", "subtotal", "total"};
  std::string text = kinds.at(static_cast<std::size_t>(row.kind));
  text += " " + row.pointer + "\n";
  for (std::size_t i = 0; i < row.cells.size(); ++i) {
    text += "  " + table.columns[i].header + ": " + shown(row.cells[i]) + "\n";
  }
  return text;
}

std::string shown_form(const content::Form& form, const content::Row& row) {
  std::string text = "form " + row.title + " " + row.pointer + "\n";
  std::size_t next = 0;
  for (const content::FormRow& line : form.rows) {
    text += " ";
    for (std::size_t i = 0; i < line.fields.size(); ++i) {
      text += " [" + shown(row.cells.at(next++)) + "]";
    }
    text += "\n";
  }
  return text;
}

}  // namespace

std::string text_of(const content::NoticeContent& notice) {
  std::string text = shown(notice.metadata);
  for (const content::Block& block : notice.blocks) {
    text += std::visit([&](const auto& one) { return shown(one, notice); }, block);
  }
  return text;
}

namespace {

std::string until_error(const content::LedgerContent& ledger, const std::vector<std::string>& rows,
                        const Diagnostics& errors) {
  std::string text = shown(ledger.metadata);
  for (std::size_t i = 0; i < ledger.sheets.size(); ++i) {
    text += "sheet " + ledger.sheets[i].name + "\n" + rows[i];
  }
  return text + text_of(errors);
}

}  // namespace

std::string text_of(content::LedgerContent ledger) {
  std::vector<std::string> rows(ledger.sheets.size());
  content::Row row;
  for (;;) {
    const auto next = ledger.rows->next(row);
    if (!next) return until_error(ledger, rows, next.error());
    if (!*next) break;
    const content::Sheet& sheet = ledger.sheets.at(row.sheet);
    const auto* table = std::get_if<content::Table>(&sheet.content);
    rows[row.sheet] += table != nullptr ? shown_table_row(*table, row)
                                        : shown_form(std::get<content::Form>(sheet.content), row);
  }
  std::string text = shown(ledger.metadata);
  for (std::size_t i = 0; i < ledger.sheets.size(); ++i) {
    text += "sheet " + ledger.sheets[i].name + "\n" + shown(ledger.rows->head(i)) + rows[i] +
            shown(ledger.rows->foot(i));
  }
  return text;
}

namespace {

// The problems of all records, numbered through, each with its record's pointer before its own.
class AllProblems : public record::ProblemSource {
 public:
  explicit AllProblems(const record::Envelope& envelope) : envelope_(envelope) {}

  Result<const record::ListedProblem*> next() override {
    while (record_ < envelope_.records.size()) {
      if (source_ == nullptr) {
        numbering_.emplace(envelope_.records[record_]);
        source_ = record::problems_of(envelope_.records[record_], *numbering_);
      }
      const auto found = source_->next();
      if (*found != nullptr) return placed(**found);
      source_.reset();
      ++record_;
    }
    return nullptr;
  }

 private:
  const record::ListedProblem* placed(const record::ListedProblem& listed) {
    listed_ = listed;
    listed_.ordinal = ++given_;
    if (envelope_.records.size() > 1) {
      listed_.pointer = fmt::format("/records/{}{}", record_, listed.pointer);
    }
    return &listed_;
  }

  const record::Envelope& envelope_;
  std::size_t record_ = 0;
  std::size_t given_ = 0;
  std::optional<record::Numbering> numbering_;
  std::unique_ptr<record::ProblemSource> source_;
  record::ListedProblem listed_;
};

}  // namespace

std::string text_of(const Diagnostics& errors) {
  std::string text;
  for (const Diagnostic& error : errors) {
    text += fmt::format("{}:{} {} {}\n", error.where.line, error.where.column,
                        error.where.pointer.value_or("?"), error.code);
  }
  return text;
}

std::string bound_text(const Template& tmpl, std::string_view json) {
  const auto envelope = record::read_envelope(json);
  if (!envelope) {
    throw std::runtime_error("the case's record: " + to_line(envelope.error()[0], Language::en));
  }
  if (tmpl.kind() == Kind::notice) {
    const auto notice = bind_notice(tmpl, *envelope);
    return notice ? text_of(*notice) : text_of(notice.error());
  }
  AllProblems problems(*envelope);
  auto ledger = bind_ledger(tmpl, *envelope, problems);
  return ledger ? text_of(*std::move(ledger)) : text_of(ledger.error());
}

}  // namespace tongbao::tmpl::testing
