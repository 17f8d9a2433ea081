#include "render/renderer.h"

#include <algorithm>
#include <system_error>
#include <utility>

#include <fmt/ranges.h>

#include "base/file.h"
#include "conformance/check.h"
#include "dump/dump.h"
#include "layout/layout.h"
#include "layout/ledger_pages.h"
#include "pdf/write_pdf.h"
#include "render/attached_record.h"
#include "render/disclosure_guard.h"
#include "render/envelope_problems.h"
#include "render/file_name.h"
#include "render/limited_problems.h"
#include "xlsx/write_xlsx.h"

namespace tongbao::render {

namespace {

using record::Envelope;

// What a request comes to, before any record is looked at.
struct Plan {
  const tmpl::Template& tmpl;
  unsigned version;
  Format format;
};

Diagnostic cannot_carry(const tmpl::Template& tmpl, Format format) {
  return {.code = "render.attachUnavailable",
          .where = {},
          .message =
              say("“{}”的{}文件不能附带整改数据",
                  "a {1} of template \"{0}\" cannot carry the record", tmpl.id(), name_of(format)),
          .hint = say("只有通报的 pdf 可以附带", "only a notice as pdf can")};
}

Result<Plan> plan_for(const Catalogue& catalogue, const Request& request) {
  const auto found = catalogue.require(request.template_id, request.template_version);
  if (!found) return failure(found.error());
  const tmpl::Template& tmpl = *found->tmpl;
  const std::vector<Format> available = formats_of(tmpl.kind());
  const Format format = request.format.value_or(available.front());
  if (std::find(available.begin(), available.end(), format) != available.end()) {
    const bool can_carry = tmpl.kind() == tmpl::Kind::notice && format == Format::pdf;
    if (request.attach_record && !can_carry) return failure(cannot_carry(tmpl, format));
    return Plan{tmpl, found->version, format};
  }
  std::vector<std::string_view> names;
  names.reserve(available.size());
  for (const Format each : available) names.push_back(name_of(each));
  return failure(Diagnostic{
      .code = "render.formatUnavailable",
      .where = {},
      .message = say("模板“{}”不能生成{}格式", "template \"{}\" cannot be rendered as {}",
                     tmpl.id(), name_of(format)),
      .hint = say("可用：{}", "one of {}", fmt::format("{}", fmt::join(names, ", ")))});
}

void override_by(const Request& request, Envelope& envelope) {
  if (request.as_of) envelope.as_of = request.as_of;
  if (request.edition) envelope.edition = *request.edition;
  if (!request.previous.empty()) envelope.previous = request.previous;
}

// `envelope` as the request changes it; nothing where it does not.
std::optional<Envelope> overridden(const Envelope& envelope, const Request& request) {
  if (!request.as_of && !request.edition && request.previous.empty()) return std::nullopt;
  Envelope changed = envelope;
  override_by(request, changed);
  return changed;
}

bool is_classified(const record::Record& record) {
  return record.document && !record.document->classification.empty();
}

Result<void> permit(const Envelope& envelope, const Policy& policy) {
  Diagnostics errors;
  for (std::size_t i = 0; i < envelope.records.size() && !policy.allow_classified; ++i) {
    if (!is_classified(envelope.records[i])) continue;
    const std::string root = envelope.records.size() == 1 ? "" : "/records/" + std::to_string(i);
    errors.push_back({.code = "render.classified",
                      .where = Place::at_pointer(root + "/document/classification"),
                      .message = say("带密级的数据不予处理", "a classified record is refused"),
                      .hint = say("仅在许可的环境中使用 --allow-classified",
                                  "only where it is permitted: --allow-classified")});
  }
  if (errors.empty()) return {};
  return failure(std::move(errors));
}

Diagnostic no_report(const tmpl::Template& tmpl) {
  return {.code = "render.noReport",
          .where = {},
          .message = say("模板“{}”没有格式检查报告", "template \"{}\" has no conformance report",
                         tmpl.id()),
          .hint = say("报告只用于通报（PDF）", "reports are for notices")};
}

Diagnostic one_record_only(const tmpl::Template& tmpl, std::size_t given) {
  return {.code = "render.oneRecordOnly",
          .where = Place::at_pointer("/records"),
          .message = say("模板“{}”每次只用一份整改数据，收到{}份",
                         "template \"{}\" takes exactly one record, got {}", tmpl.id(), given),
          .hint = say("请逐份生成", "render them one by one")};
}

constexpr std::size_t font_program_capacity = std::size_t{8} << 20;

// The pages of `notice`, in the document's format, and what they measure, where `report`.
Result<void> lay_out(const content::NoticeContent& notice, bool report,
                     const std::optional<pdf::Attachment>& attachment,
                     pdf::FontProgramCache& font_programs, Document& document) {
  auto laid_out = layout::lay_out(notice, font_programs.fonts());
  if (!laid_out) return failure(std::move(laid_out.error()));
  const content::PagedDocument& paged = laid_out->value;
  document.pages = paged.pages.size();
  const font::FontSet& fonts = font_programs.fonts();
  if (document.format == Format::layout) document.bytes = dump::layout_json(paged, fonts);
  if (document.format == Format::pdf) {
    document.bytes = pdf::write_pdf(paged, font_programs, attachment);
  }
  if (report) {
    document.report = conformance::report_json(conformance::check(notice, paged, fonts));
  }
  std::move(laid_out->diagnostics.begin(), laid_out->diagnostics.end(),
            std::back_inserter(document.warnings));
  return {};
}

Document begin_document(const Plan& plan, const Envelope& envelope,
                        const content::Metadata& metadata) {
  const bool classified =
      std::any_of(envelope.records.begin(), envelope.records.end(), is_classified);
  return {.format = plan.format,
          .template_version = plan.version,
          .file_name = file_name_for(metadata.title, plan.tmpl.name(), plan.format),
          .title = metadata.title,
          .unit = metadata.author,
          .date = metadata.date ? metadata.date->iso() : "",
          .edition = envelope.edition,
          .classified = classified};
}

// The record that the notice is to carry.
std::optional<pdf::Attachment> attachment_of(const Request& request, const Envelope& envelope) {
  if (!request.attach_record) return std::nullopt;
  return pdf::Attachment{
      .name = "record.json",
      .media_type = "application/json",
      .description = "整改数据",
      .bytes = attached_record(envelope.records.front(), envelope.edition, request.body)};
}

Result<Document> render_notice(const Plan& plan, const Request& request, const Envelope& envelope,
                               pdf::FontProgramCache& font_programs) {
  if (envelope.records.size() != 1) {
    return failure(one_record_only(plan.tmpl, envelope.records.size()));
  }
  const auto content = tmpl::bind_notice(plan.tmpl, envelope);
  if (!content) return failure(content.error());
  Document document = begin_document(plan, envelope, content->metadata);
  if (envelope.edition == record::Edition::public_) {
    Diagnostics personal = find_personal_data(*content, envelope.records.front());
    if (!personal.empty() && !request.allow_personal_data) return failure(std::move(personal));
    for (Diagnostic& place : personal) place.severity = Severity::warning;
    document.warnings = std::move(personal);
  }
  if (plan.format == Format::content) {
    document.bytes = dump::content_json(*content);
    if (!request.report) return document;
  }
  const auto attachment = attachment_of(request, envelope);
  auto laid_out = lay_out(*content, request.report, attachment, font_programs, document);
  if (!laid_out) return failure(std::move(laid_out.error()));
  return document;
}

// The ledger on paper.
Result<void> print_ledger(content::LedgerContent content, pdf::FontProgramCache& font_programs,
                          Document& document) {
  auto pages = layout::ledger_pages(std::move(content));
  if (!pages) return failure(std::move(pages.error()));
  auto laid_out = lay_out(pages->notice, false, {}, font_programs, document);
  std::move(pages->warnings.begin(), pages->warnings.end(), std::back_inserter(document.warnings));
  return laid_out;
}

// The ledger as a workbook, which is a file from its first row to its last reader.
Result<void> write_workbook(content::LedgerContent content, const std::filesystem::path& place,
                            const font::FontSet& fonts, unsigned threads, Document& document) {
  try {
    TemporaryFolder folder(place.empty() ? std::filesystem::temp_directory_path() : place);
    const std::filesystem::path file = folder.path() / "ledger.xlsx";
    auto written = xlsx::write_xlsx(std::move(content), fonts, file, {.threads = threads});
    if (!written) return failure(written.error());
    std::move(written->warnings.begin(), written->warnings.end(),
              std::back_inserter(document.warnings));
    document.bytes = DocumentBytes::of_file(std::move(folder), file);
    return {};
  } catch (const std::system_error& error) {
    const std::string reason = error.code().message();
    return failure({.code = "ledger.unwritable",
                    .where = {},
                    .message = say("无法写入：{}", "cannot be written: {}", reason),
                    .hint = {}});
  }
}

Result<Document> render_ledger(const Plan& plan, const Request& request, const Envelope& envelope,
                               LimitedProblems& problems, const Policy& policy,
                               pdf::FontProgramCache& font_programs) {
  auto content = tmpl::bind_ledger(plan.tmpl, envelope, problems);
  if (!content) return failure(std::move(content.error()));
  Document document = begin_document(plan, envelope, content->metadata);
  if (plan.format != Format::xlsx) {
    if (auto printed = print_ledger(std::move(*content), font_programs, document); !printed) {
      return failure(std::move(printed.error()));
    }
  } else {
    auto written = write_workbook(std::move(*content), request.folder, font_programs.fonts(),
                                  policy.workbook_threads, document);
    if (!written) return failure(std::move(written.error()));
  }
  document.rows = problems.given();
  return document;
}

}  // namespace

Renderer::Renderer(std::shared_ptr<const Catalogue> catalogue,
                   std::shared_ptr<const font::FontSet> fonts, Policy policy)
    : catalogue_(std::move(catalogue)),
      fonts_(std::move(fonts)),
      font_programs_(std::make_shared<pdf::FontProgramCache>(*fonts_, font_program_capacity)),
      policy_(policy) {}

Result<Document> Renderer::render(const Request& request, const Envelope& envelope) const {
  const auto plan = plan_for(*catalogue_, request);
  if (!plan) return failure(plan.error());
  const auto permitted = permit(envelope, policy_);
  if (!permitted) return failure(permitted.error());
  const std::optional<Envelope> changed = overridden(envelope, request);
  const Envelope& effective = changed ? *changed : envelope;
  if (plan->tmpl.kind() == tmpl::Kind::notice) {
    return render_notice(*plan, request, effective, *font_programs_);
  }
  if (request.report) return failure(no_report(plan->tmpl));
  EnvelopeProblems problems(effective);
  LimitedProblems limited(problems, policy_.max_rows, request.checkpoint);
  return render_ledger(*plan, request, effective, limited, policy_, *font_programs_);
}

FontCacheUse Renderer::font_cache() const {
  const auto use = font_programs_->use();
  return {.hits = use.hits, .misses = use.misses};
}

void Renderer::prepare() const {
  font_programs_->prepare();
}

Result<Document> Renderer::render_stream(const Request& request, std::istream& ndjson) const {
  const auto plan = plan_for(*catalogue_, request);
  if (!plan) return failure(plan.error());
  if (plan->tmpl.kind() != tmpl::Kind::ledger) {
    return failure(Diagnostic{
        .code = "render.noStream",
        .where = {},
        .message =
            say("模板“{}”不接受逐行数据", "template \"{}\" takes no stream", plan->tmpl.id()),
        .hint = say("请改用 JSON；逐行数据用于台账", "send JSON; streams are for ledgers")});
  }
  if (request.report) return failure(no_report(plan->tmpl));
  // One row more than the limit, which is then render.tooManyRows.
  const auto stream = record::ProblemStream::open(ndjson, {.rows = policy_.max_rows + 1});
  if (!stream) return failure(stream.error());
  Envelope& envelope = (*stream)->envelope();
  const auto permitted = permit(envelope, policy_);
  if (!permitted) return failure(permitted.error());
  override_by(request, envelope);
  LimitedProblems limited(**stream, policy_.max_rows, request.checkpoint);
  return render_ledger(*plan, request, envelope, limited, policy_, *font_programs_);
}

}  // namespace tongbao::render
