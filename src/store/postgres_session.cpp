#include <array>
#include <cerrno>
#include <memory>
#include <system_error>

#include <libpq-fe.h>
#include <poll.h>

#include "store/session.h"

namespace tongbao::store {

namespace {

using Clock = std::chrono::steady_clock;

struct Free {
  void operator()(PGconn* connection) const { PQfinish(connection); }
  void operator()(PGresult* result) const { PQclear(result); }
  void operator()(PQconninfoOption* options) const { PQconninfoFree(options); }
  void operator()(unsigned char* bytes) const { PQfreemem(bytes); }
  void operator()(char* text) const { PQfreemem(text); }
};
template <class T>
using Owned = std::unique_ptr<T, Free>;

std::string first_line(const char* message) {
  const std::string text = message == nullptr ? "" : message;
  return text.substr(0, text.find('\n'));
}

// https://www.postgresql.org/docs/15/errcodes-appendix.html
SqlError::Kind kind_of(std::string_view sql_state) {
  using Kind = SqlError::Kind;
  if (sql_state == "40001" || sql_state == "40P01") return Kind::busy;  // serialization, deadlock
  if (sql_state == "55P03" || sql_state == "57014") return Kind::timeout;
  if (sql_state == "53100") return Kind::full;
  // The connection, or the server goes down, starts up, or has become a standby.
  if (sql_state.starts_with("08") || sql_state.starts_with("57P") || sql_state == "25006") {
    return Kind::lost;
  }
  return Kind::other;
}

// $1, $2, … in place of question marks.
std::string numbered(std::string_view statement) {
  std::string text;
  text.reserve(statement.size() + 32);
  int number = 0;
  for (const char c : statement) {
    if (c == '?') {
      text += '$' + std::to_string(++number);
    } else {
      text += c;
    }
  }
  return text;
}

// As libpq takes them: numbers and text as text, bytes as they are.
class BoundParameters {
 public:
  explicit BoundParameters(const std::vector<Value>& values) {
    texts_.reserve(values.size());
    for (const Value& value : values) add(value);
  }
  int count() const { return static_cast<int>(pointers_.size()); }
  const char* const* pointers() const { return pointers_.data(); }
  const int* lengths() const { return lengths_.data(); }
  const int* formats() const { return formats_.data(); }

 private:
  void add(const Value& value) {
    if (const auto* number = std::get_if<std::int64_t>(&value)) {
      texts_.push_back(std::to_string(*number));
      add(texts_.back(), 0);
    } else if (const auto* text = std::get_if<std::string>(&value)) {
      add(*text, 0);
    } else if (const auto* bytes = std::get_if<Bytes>(&value)) {
      add(bytes->value, 1);
    } else {
      pointers_.push_back(nullptr);
      lengths_.push_back(0);
      formats_.push_back(0);
    }
  }
  void add(const std::string& text, int format) {
    pointers_.push_back(text.c_str());
    lengths_.push_back(static_cast<int>(text.size()));
    formats_.push_back(format);
  }

  std::vector<std::string> texts_;
  std::vector<const char*> pointers_;
  std::vector<int> lengths_;
  std::vector<int> formats_;
};

Value value_at(const PGresult* result, int row, int column) {
  constexpr Oid bytea = 17;
  if (PQgetisnull(result, row, column) == 1) return std::monostate();
  const char* text = PQgetvalue(result, row, column);
  const auto length = static_cast<std::size_t>(PQgetlength(result, row, column));
  if (PQftype(result, column) != bytea) return std::string(text, length);
  std::size_t size = 0;
  const Owned<unsigned char> bytes(
      PQunescapeBytea(reinterpret_cast<const unsigned char*>(text), &size));  // NOLINT
  if (!bytes) throw std::bad_alloc();
  return Bytes{std::string(bytes.get(), bytes.get() + size)};
}

Rows rows_of(const PGresult* result) {
  Rows rows;
  const int count = PQntuples(result);
  const int columns = PQnfields(result);
  rows.reserve(static_cast<std::size_t>(count));
  for (int row = 0; row < count; ++row) {
    std::vector<Value> values;
    values.reserve(static_cast<std::size_t>(columns));
    for (int column = 0; column < columns; ++column) {
      values.push_back(value_at(result, row, column));
    }
    rows.emplace_back(std::move(values));
  }
  return rows;
}

// Every wait for the server ends at a deadline of ours: libpq's own calls wait for ever on a server
// that is there but does not answer.
class PostgresSession final : public Session {
 public:
  PostgresSession(const std::string& url, std::chrono::milliseconds patience)
      : patience_(patience), deadline_(Clock::now() + patience) {
    start(url);
    finish_connecting();
    PQsetnonblocking(connection_.get(), 1);
    PQsetNoticeProcessor(
        connection_.get(), [](void*, const char*) {}, nullptr);
    set_up();
  }

  Rows run(std::string_view statement, const Parameters& parameters) override {
    deadline_ = Clock::now() + patience_;
    const BoundParameters bound(parameters.values());
    if (PQsendQueryParams(connection_.get(), numbered(statement).c_str(), bound.count(), nullptr,
                          bound.pointers(), bound.lengths(), bound.formats(), 0) != 1) {
      throw lost();
    }
    flush();
    return answer();
  }
  bool is_sound() const override {
    return !is_spoiled_ && PQstatus(connection_.get()) == CONNECTION_OK &&
           PQtransactionStatus(connection_.get()) == PQTRANS_IDLE;
  }
  const Dialect& dialect() const override { return postgresql_dialect(); }

 private:
  void start(const std::string& url) {
    const std::string patience = std::to_string(patience_.count());
    // What stands after the address overrules it.
    const std::array<const char*, 7> names{"fallback_application_name",
                                           "tcp_user_timeout",
                                           "keepalives_idle",
                                           "keepalives_interval",
                                           "dbname",
                                           "client_encoding",
                                           nullptr};
    const std::array<const char*, 7> values{"tongbao",   patience.c_str(), "20",   "5",
                                            url.c_str(), "UTF8",           nullptr};
    connection_.reset(PQconnectStartParams(names.data(), values.data(), 1));
    if (!connection_) throw std::bad_alloc();
    if (PQstatus(connection_.get()) == CONNECTION_BAD) throw lost();
  }

  void finish_connecting() {
    auto state = PGRES_POLLING_WRITING;
    while (state != PGRES_POLLING_OK) {
      if (state == PGRES_POLLING_FAILED) throw lost();
      wait_for(state == PGRES_POLLING_READING ? POLLIN : POLLOUT);
      state = PQconnectPoll(connection_.get());
    }
  }

  // Nobody waits for long, neither we for the server nor others for locks of a process that hangs;
  // and what is committed is on disk.
  void set_up() {
    const auto limit = std::to_string(patience_.count() * 4 / 5);  // before our own deadline
    run(R"(SELECT set_config('statement_timeout', ?, false), set_config('lock_timeout', ?, false),
             set_config('idle_in_transaction_session_timeout', '60000', false),
             set_config('synchronous_commit',
               CASE current_setting('synchronous_commit')
                 WHEN 'off' THEN 'on' ELSE current_setting('synchronous_commit') END, false))",
        Parameters(limit, limit));
  }

  void flush() {
    for (;;) {
      const int state = PQflush(connection_.get());
      if (state == 0) return;
      if (state < 0) throw lost();
      // The server may have something to say before it takes more.
      if ((wait_for(POLLIN | POLLOUT) & POLLIN) != 0 && PQconsumeInput(connection_.get()) != 1) {
        throw lost();
      }
    }
  }

  Owned<PGresult> next_result() {
    while (PQisBusy(connection_.get()) == 1) {
      wait_for(POLLIN);
      if (PQconsumeInput(connection_.get()) != 1) throw lost();
    }
    return Owned<PGresult>(PQgetResult(connection_.get()));
  }

  Rows answer() {
    Owned<PGresult> last;
    while (Owned<PGresult> next = next_result()) last = std::move(next);
    if (!last) throw lost();
    const ExecStatusType status = PQresultStatus(last.get());
    if (status == PGRES_TUPLES_OK) return rows_of(last.get());
    if (status == PGRES_COMMAND_OK) return {};
    if (PQstatus(connection_.get()) == CONNECTION_BAD) throw lost();
    const char* state = PQresultErrorField(last.get(), PG_DIAG_SQLSTATE);
    throw SqlError(kind_of(state == nullptr ? "" : state),
                   first_line(PQresultErrorMessage(last.get())));
  }

  // Returns what the socket is ready for.
  int wait_for(int events) {
    for (;;) {
      const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline_ - Clock::now());
      if (left.count() <= 0) {
        is_spoiled_ = true;
        throw SqlError(SqlError::Kind::timeout, "no answer in time");
      }
      pollfd socket{
          .fd = PQsocket(connection_.get()), .events = static_cast<short>(events), .revents = 0};
      const int ready = ::poll(&socket, 1, static_cast<int>(left.count()));
      if (ready > 0) return socket.revents | ((socket.revents & ~events) != 0 ? POLLIN : 0);
      if (ready < 0 && errno != EINTR) throw lost();
    }
  }

  SqlError lost() {
    is_spoiled_ = true;
    return {SqlError::Kind::lost, first_line(PQerrorMessage(connection_.get()))};
  }

  const std::chrono::milliseconds patience_;
  Clock::time_point deadline_;
  Owned<PGconn> connection_;
  bool is_spoiled_ = false;
};

}  // namespace

std::unique_ptr<Session> open_postgresql(const std::string& url,
                                         std::chrono::milliseconds patience) {
  return std::make_unique<PostgresSession>(url, patience);
}

std::string flaw_of_postgresql_address(const std::string& url) {
  char* message = nullptr;
  const Owned<PQconninfoOption> options(PQconninfoParse(url.c_str(), &message));
  const Owned<char> owned(message);
  return options ? "" : first_line(message == nullptr ? "?" : message);
}

}  // namespace tongbao::store
