// Everything that is done with one claim: made, put away, entered into the audit log, ended.
#pragma once
#include <memory>
#include <stop_token>

#include "jobs/isolation.h"
#include "jobs/leases.h"
#include "jobs/runner.h"

namespace tongbao::jobs {

// Safe on any thread.
class Processor {
 public:
  Processor(const std::shared_ptr<store::Database>& database, std::shared_ptr<const Maker> maker,
            std::shared_ptr<audit::Log> audit, std::chrono::milliseconds lease);

  // `turn` is that under which it was claimed. `abandon` breaks it off: the document goes back into
  // the queue. Ended::state is queued where the document is to be made again (without `cause`: once
  // another has been made alone), cancelled where the claim was lost. Without `duration`.
  [[nodiscard]] Ended process(store::Claim claim, Isolation::Turn& turn,
                              const std::stop_token& abandon);

  [[nodiscard]] Leases& leases() { return leases_; }

 private:
  using Hold = Leases::Hold;
  struct Product;  // a document on its way into the store

  [[nodiscard]] Result<render::Document> make(const Hold& hold, const std::stop_token& abandon);
  [[nodiscard]] Result<store::Standing> deliver(const Hold& hold, Product& product);
  [[nodiscard]] Result<store::Standing> deliver_in_time(const Hold& hold, Product& product,
                                                        const std::stop_token& abandon);
  [[nodiscard]] Ended give_back(Hold& hold, const Diagnostics& errors, bool at_once);
  [[nodiscard]] Ended fail(const Hold& hold, const Diagnostics& errors, bool told,
                           const std::stop_token& abandon);

  store::JobStore jobs_;
  store::BlobStore blobs_;
  std::shared_ptr<const Maker> maker_;
  std::shared_ptr<audit::Log> audit_;
  Leases leases_;
};

}  // namespace tongbao::jobs
