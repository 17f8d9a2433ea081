#include "jobs/processor.h"

#include <algorithm>
#include <exception>
#include <utility>

#include "jobs/failure.h"
#include "jobs/pauses.h"
#include "jobs/trouble.h"
#include "render/remark.h"

namespace tongbao::jobs {
namespace {

using store::Standing;
using store::State;

constexpr std::chrono::seconds pause_after_trouble{30};
// A document begun so often may be what ended those who began it.
constexpr unsigned suspicious_attempt = 3;

Diagnostic broken_off() {
  return {
      .code = "jobs.brokenOff", .where = {}, .message = say("已中断", "broken off"), .hint = {}};
}

Diagnostic input_lost() {
  return {.code = "jobs.inputLost",
          .where = {},
          .message = say("输入已丢失，请重新提交", "the input is lost: send it again"),
          .hint = {}};
}

bool has_code(const Diagnostics& errors, std::string_view code) {
  return std::any_of(errors.begin(), errors.end(),
                     [code](const Diagnostic& error) { return error.code == code; });
}

// Of what the sender did, the code alone: what it sent is not for the log.
std::string cause_of(const Diagnostics& errors, bool told) {
  if (errors.empty()) return {};
  return told ? errors.front().code : to_line(errors.front(), Language::en);
}

store::Made made_of(const render::Document& document, const Sha256& digest) {
  return {.digest = digest,
          .bytes = document.bytes.size(),
          .media_type = std::string(render::media_type_of(document.format)),
          .file_name = document.file_name,
          .title = document.title,
          .unit = document.unit,
          .date = document.date,
          .pages = document.pages,
          .rows = document.rows};
}

audit::Entry entry_of(const store::Claim& claim, const render::Document& document,
                      const Sha256& digest) {
  const bool is_public = document.edition == record::Edition::public_;
  return {.request_id = claim.request_id,
          .key_id = claim.owner,
          .operator_ = claim.operator_,
          .job = claim.job,
          .n = claim.n,
          .template_id = claim.order.template_id,
          .template_version = claim.order.template_version,
          .format = claim.order.format,
          .edition = is_public ? "public" : "internal",
          .input = claim.order.input,
          .document = digest,
          .bytes = document.bytes.size(),
          .remark = render::remark_on(document)};
}

// `call` until the store answers, or `abandon`.
template <class Call>
Result<Standing> insist(const Call& call, const Leases::Hold& hold,
                        const std::stop_token& abandon) {
  Pauses pauses;
  while (true) {
    if (hold.is_lost()) return Standing::lost;
    auto standing = call();
    if (standing || !has_code(standing.error(), "store.unavailable")) return standing;
    if (!rest(abandon, pauses.next())) return standing;
  }
}

}  // namespace

struct Processor::Product {
  render::Document document;
  bool in_audit_log = false;
};

Processor::Processor(const std::shared_ptr<store::Database>& database,
                     std::shared_ptr<const Maker> maker, std::shared_ptr<audit::Log> audit,
                     std::chrono::milliseconds lease)
    : jobs_(database),
      blobs_(database),
      maker_(std::move(maker)),
      audit_(std::move(audit)),
      leases_(jobs_, lease) {}

Ended Processor::process(store::Claim claim, Isolation::Turn& turn,
                         const std::stop_token& abandon) {
  Hold hold(leases_, std::move(claim));
  if (hold.claim().attempt >= suspicious_attempt && !turn.become_alone(abandon)) {
    return give_back(hold, {}, true);
  }
  auto document = make(hold, abandon);
  Result<Standing> standing = Standing::held;
  if (document) {
    Product product{.document = *std::move(document)};
    standing = deliver_in_time(hold, product, abandon);
  } else {
    standing = failure(std::move(document.error()));
  }
  if (standing && *standing == Standing::held) {
    return {.claim = hold.claim(), .state = State::done};
  }
  if (standing || hold.is_lost()) return {.claim = hold.claim(), .state = State::cancelled};
  const Diagnostics& errors = standing.error();
  if (has_code(errors, "jobs.brokenOff")) return give_back(hold, errors, true);
  const Trouble trouble = trouble_of(errors);
  if (trouble == Trouble::passing) return give_back(hold, errors, abandon.stop_requested());
  return fail(hold, errors, trouble == Trouble::input, abandon);
}

Result<render::Document> Processor::make(const Hold& hold, const std::stop_token& abandon) {
  const store::Claim& claim = hold.claim();
  const auto checkpoint = [&hold, &abandon](std::size_t) -> Result<void> {
    if (hold.is_lost() || abandon.stop_requested()) return failure(broken_off());
    return {};
  };
  try {
    const auto input = blobs_.get(claim.order.input);
    if (!input && has_code(input.error(), "store.blobLost")) return failure(input_lost());
    if (!input) return failure(input.error());
    return maker_->make(claim.order, *input, checkpoint);
  } catch (const std::exception& error) {
    return failure(errors_of(error));
  }
}

// Put away anew at each try: the store keeps what nothing refers to for an hour only.
Result<Standing> Processor::deliver(const Hold& hold, Product& product) {
  const auto digest = blobs_.put(product.document.bytes);
  if (!digest) return failure(digest.error());
  if (!product.in_audit_log) {
    const auto entered = audit_->append(entry_of(hold.claim(), product.document, *digest));
    if (!entered) return failure(entered.error());
    product.in_audit_log = true;
  }
  return jobs_.finish(hold.claim(), made_of(product.document, *digest));
}

// While the store is away the document is kept: making it took longer than keeping it does.
Result<Standing> Processor::deliver_in_time(const Hold& hold, Product& product,
                                            const std::stop_token& abandon) {
  try {
    return insist([&] { return deliver(hold, product); }, hold, abandon);
  } catch (const std::exception& error) {
    return failure(errors_of(error));
  }
}

Ended Processor::give_back(Hold& hold, const Diagnostics& errors, bool at_once) {
  // What cannot be released falls back into the queue when its lease has run out.
  if (at_once) {
    static_cast<void>(jobs_.release(hold.claim()));
  } else {
    hold.give_back_after(pause_after_trouble);
  }
  return {.claim = hold.claim(), .state = State::queued, .cause = cause_of(errors, false)};
}

Ended Processor::fail(const Hold& hold, const Diagnostics& errors, bool told,
                      const std::stop_token& abandon) {
  const std::string kept = to_json(told ? errors : Diagnostics{internal_error()});
  const auto standing = insist([&] { return jobs_.fail(hold.claim(), kept); }, hold, abandon);
  Ended ended{.claim = hold.claim(), .state = State::failed, .cause = cause_of(errors, told)};
  if (!standing) ended.state = State::queued;
  if (standing && *standing == Standing::lost) ended.state = State::cancelled;
  return ended;
}

}  // namespace tongbao::jobs
