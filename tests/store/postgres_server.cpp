#include "store/postgres_server.h"

#include <cstdlib>
#include <fstream>
#include <stdexcept>

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <unistd.h>

namespace tongbao::store {

namespace {

std::string url_in(const std::filesystem::path& state) {
  std::ifstream file(state);
  return nlohmann::json::parse(file).at("url").get<std::string>();
}

}  // namespace

PostgresServer::PostgresServer() {
  run(fmt::format("start --while {}", ::getpid()));
  url_ = url_in(folder_.path() / "server");
}

PostgresServer::~PostgresServer() {
  run("stop");
}

void PostgresServer::crash() const {
  run("crash");
}

void PostgresServer::restart() const {
  run("restart");
}

void PostgresServer::freeze() const {
  run("freeze");
}

void PostgresServer::thaw() const {
  run("thaw");
}

void PostgresServer::run(const std::string& action) const {
  const std::string command =
      fmt::format("python3 '{}/tests/postgres.py' {} '{}' >/dev/null", TONGBAO_SOURCE, action,
                  (folder_.path() / "server").string());
  if (std::system(command.c_str()) != 0) {  // NOLINT(concurrency-mt-unsafe)
    throw std::runtime_error("PostgreSQL: " + action);
  }
}

const std::string& PostgresServer::shared_url() {
  static const char* const state =
      std::getenv("TONGBAO_TEST_POSTGRESQL");  // NOLINT(concurrency-mt-unsafe)
  if (state != nullptr) {
    static const std::string url = url_in(state);
    return url;
  }
  static const PostgresServer own;
  return own.url();
}

}  // namespace tongbao::store
