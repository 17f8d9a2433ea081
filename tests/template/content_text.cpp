#include "template/content_text.h"

#include <stdexcept>

#include <fmt/format.h>

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
  text += "\n";
  for (const content::Span& span : paragraph.spans) add_span(text, notice, span);
  return text;
}

std::string shown(const content::SignatureBlock& block, const content::NoticeContent& notice) {
  std::string text = notice.styles[block.style].name + " signature\n";
  for (const content::Signer& signer : block.signers) add_span(text, notice, signer.name);
  if (block.date) text += "  date\n", add_span(text, notice, *block.date);
  return text;
}

std::string shown(const content::CellValue& cell) {
  if (const auto* text = std::get_if<std::string>(&cell)) return in_one_line(*text);
  if (const auto* number = std::get_if<double>(&cell)) return fmt::format("#{}", *number);
  if (const auto* date = std::get_if<Date>(&cell)) return "D" + date->iso();
  return "-";
}

std::string shown(const std::vector<content::Band>& bands) {
  std::string text;
  for (const content::Band& band : bands) {
    text += "band " + band.left + (band.right.empty() ? "" : " || " + band.right) + "\n";
  }
  return text;
}

std::string shown(content::Sheet& sheet) {
  std::string text = "sheet " + sheet.name + "\n" + shown(sheet.head);
  content::Row row;
  for (;;) {
    const auto next = sheet.rows->next(row);
    if (!next) return text + text_of(next.error());
    if (!*next) break;
    text += "row " + row.pointer + "\n";
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      text += "  " + sheet.columns[i].header + ": " + shown(row.cells[i]) + "\n";
    }
  }
  return text + shown(sheet.foot);
}

}  // namespace

std::string text_of(const content::NoticeContent& notice) {
  std::string text = shown(notice.metadata);
  for (const content::Block& block : notice.blocks) {
    text += std::visit([&](const auto& one) { return shown(one, notice); }, block);
  }
  return text;
}

std::string text_of(content::LedgerContent ledger) {
  return shown(ledger.metadata) + shown(ledger.sheets.at(0));
}

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
  const record::Numbering numbering(envelope->records[0]);
  const auto problems = record::problems_of(envelope->records[0], numbering);
  auto ledger = bind_ledger(tmpl, *envelope, *problems);
  return ledger ? text_of(*std::move(ledger)) : text_of(ledger.error());
}

}  // namespace tongbao::tmpl::testing
