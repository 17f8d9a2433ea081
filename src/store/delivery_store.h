// Webhook calls that are due: made in the transaction that ends a job, gone when they are delivered
// or given up.
#pragma once
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "store/database.h"
#include "store/job_store.h"

namespace tongbao::store {

struct Delivery {
  std::string event;  // 32 hexadecimal digits: the same for every attempt
  std::string job;
  std::string address;
  unsigned attempt = 1;
  std::uint64_t token = 0;
};

// Safe on any thread, and with any number of processes.
class DeliveryStore {
 public:
  explicit DeliveryStore(std::shared_ptr<Database> database);

  // One that is due, for `lease`: who crashes leaves it to others after that.
  [[nodiscard]] Result<std::optional<Delivery>> claim(std::chrono::milliseconds lease);
  // It was taken, or will never be.
  [[nodiscard]] Result<Standing> settle(const Delivery& delivery);
  // Due again after `pause`; `reason` is for the operator.
  [[nodiscard]] Result<Standing> postpone(const Delivery& delivery, std::chrono::milliseconds pause,
                                          const std::string& reason);

 private:
  std::shared_ptr<Database> database_;
};

}  // namespace tongbao::store
