#include "fuzz/service_readers.h"

#include <array>
#include <chrono>

#include <Poco/Net/StreamSocket.h>
#include <Poco/Net/StreamSocketImpl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "audit/line.h"
#include "base/utf8.h"
#include "cli/settings_file.h"
#include "fuzz/require.h"
#include "http/body.h"
#include "http/negotiation.h"
#include "http/query.h"
#include "http/request_head.h"
#include "http/request_id.h"
#include "jobs/submission.h"
#include "record/json_document.h"

namespace tongbao::fuzz {

namespace {

void read_fields(const http::RequestHead& head) {
  const auto value = [&head](const char* name) { return head.find(name).value_or(""); };
  static_cast<void>(http::choose_media_type(value("Accept"), {"application/pdf", "text/plain"}));
  static_cast<void>(http::choose_language(value("Accept-Language"), Language::zh));
  static_cast<void>(http::parse_media_type(value("Content-Type")));
  static_cast<void>(http::matches_etag(value("If-None-Match"), "\"a\""));
  const std::string id = http::request_id_of(head);
  require(!id.empty() && id.size() <= 128, "a request has a name");
  static_cast<void>(http::traceparent_of(head));
  const auto operator_name = http::operator_of(head);
  if (operator_name) require(!find_invalid_utf8(*operator_name), "who asked is UTF-8");
}

// A socket that has a descriptor already.
struct Connected : Poco::Net::StreamSocket {
  explicit Connected(int descriptor) : StreamSocket(new Poco::Net::StreamSocketImpl(descriptor)) {}
};

}  // namespace

void read_head(std::string_view text) {
  const auto head = http::parse_head(text);
  if (!head) return;
  require(head->path.starts_with('/'), "a path begins with a slash");
  read_fields(*head);
  const auto path = http::decode_escapes(head->path);
  if (path) require(!find_invalid_utf8(*path), "a path is UTF-8");
  const auto query =
      http::parse_query(head->query, {{"format", {}}, {"lang", {}}, {"edition", {}}});
  if (!query) return;
  for (const auto& [name, value] : *query) {
    require(!find_invalid_utf8(value), "what a query says is UTF-8");
  }
}

void read_chunked(std::string_view bytes) {
  constexpr std::size_t limit = 4096;
  std::array<int, 2> ends{};
  require(::socketpair(AF_UNIX, SOCK_STREAM, 0, ends.data()) == 0, "there are sockets");
  const Connected socket(ends[0]);
  // What does not fit into the socket's buffer at once stays away: the client left.
  static_cast<void>(::send(ends[1], bytes.data(), bytes.size(), MSG_DONTWAIT | MSG_NOSIGNAL));
  ::close(ends[1]);
  http::Channel channel(socket, nullptr);
  http::RequestHead head;
  head.framing = http::Framing::chunked;
  static http::Storage storage({}, 1 << 20);
  http::BodyReader reader(channel, head, storage, http::Pace(std::chrono::seconds(1)));
  const auto body = reader.read(limit);
  if (!body) return;
  require((*body)->size() <= limit, "a body keeps within its limit");
  require((*body)->take_text().size() < bytes.size(), "a body is less than its chunks");
}

void read_submission(std::string_view json) {
  const auto read = jobs::read_submission(json, {});
  if (!read) return;
  require(!read->documents.empty(), "a submission has a document");
  for (const jobs::Wanted& wanted : read->documents) {
    require(record::JsonDocument::parse(wanted.input, {}).has_value(), "what is kept is JSON");
    const jobs::Task task = jobs::parse_task(jobs::to_json(wanted.task));
    require(task.attach_record == wanted.task.attach_record, "a task is kept");
  }
}

void read_settings(std::string_view text) {
  const auto settings = cli::parse_settings(text, "fuzz.conf");
  if (!settings) return;
  for (const cli::FileSetting& setting : *settings) {
    const std::string line = setting.name + " = " + cli::quoted_setting(setting.value);
    const auto again = cli::parse_settings(line, "again.conf");
    require(again && again->size() == 1 && again->front().value == setting.value,
            "a setting that was written is read again");
  }
}

void read_audit_line(std::string_view text) {
  const auto line = audit::parse_line(text);
  if (line) require(audit::is_digest(line->link.digest), "an entry has a digest");
}

}  // namespace tongbao::fuzz
