#include "store/delivery_store.h"

#include "store/implementation.h"

namespace tongbao::store {

namespace {

using Milliseconds = std::chrono::milliseconds;

std::optional<Delivery> next_due(Session& session) {
  const Dialect& dialect = session.dialect();
  const Rows rows = session.run(
      "SELECT event, job, address, attempt, token FROM deliveries WHERE due_at <= " + dialect.now +
      " ORDER BY due_at LIMIT 1" + dialect.for_update + dialect.skip_locked);
  if (rows.empty()) return std::nullopt;
  const Row& row = rows.front();
  return Delivery{.event = row.text(0),
                  .job = row.text(1),
                  .address = row.text(2),
                  .attempt = row.number<unsigned>(3),
                  .token = row.number<std::uint64_t>(4)};
}

Standing standing_of(const Rows& changed) {
  return changed.empty() ? Standing::lost : Standing::held;
}

}  // namespace

DeliveryStore::DeliveryStore(std::shared_ptr<Database> database) : database_(std::move(database)) {}

Result<std::optional<Delivery>> DeliveryStore::claim(Milliseconds lease) {
  using Found = std::optional<Delivery>;
  return database_->implementation().write<Found>([&](Session& session) -> Result<Found> {
    Found delivery = next_due(session);
    if (!delivery) return delivery;
    ++delivery->attempt;
    ++delivery->token;
    session.run("UPDATE deliveries SET attempt = ?, token = ?, due_at = " + session.dialect().now +
                    " + CAST(? AS BIGINT) WHERE event = ?",
                Parameters(delivery->attempt, delivery->token, lease.count(), delivery->event));
    return delivery;
  });
}

Result<Standing> DeliveryStore::settle(const Delivery& delivery) {
  return database_->implementation().write<Standing>([&](Session& session) -> Result<Standing> {
    return standing_of(
        session.run("DELETE FROM deliveries WHERE event = ? AND token = ? RETURNING event",
                    Parameters(delivery.event, delivery.token)));
  });
}

Result<Standing> DeliveryStore::postpone(const Delivery& delivery, Milliseconds pause,
                                         const std::string& reason) {
  return database_->implementation().write<Standing>([&](Session& session) -> Result<Standing> {
    return standing_of(
        session.run("UPDATE deliveries SET reason = ?, due_at = " + session.dialect().now +
                        " + CAST(? AS BIGINT) WHERE event = ? AND token = ? RETURNING event",
                    Parameters(reason, pause.count(), delivery.event, delivery.token)));
  });
}

}  // namespace tongbao::store
