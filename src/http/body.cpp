#include "http/body.h"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <iterator>
#include <sstream>
#include <utility>

#include "base/file.h"

namespace tongbao::http {
namespace {

constexpr std::size_t in_memory = std::size_t{1} << 20;
constexpr std::size_t max_chunk_line = 1024;
constexpr int max_trailers = 20;

tl::unexpected<Problem> too_large(std::uint64_t limit) {
  return refuse(
      "http.tooLarge", say("请求内容超过{}字节", "the body has more than {} bytes", limit),
      say("上限由--max-body、--max-stream设定", "--max-body and --max-stream set the limits"));
}

tl::unexpected<Problem> bad_chunk() {
  return refuse("http.badChunk", say("分块编码不合规范", "the chunked coding is malformed"));
}

// "1a;name=value" → 26.
std::optional<std::uint64_t> chunk_size(std::string_view line) {
  const std::string_view digits = trim(line.substr(0, line.find(';')));
  std::uint64_t size = 0;
  const char* end = digits.data() + digits.size();
  const auto [stop, error] = std::from_chars(digits.data(), end, size, 16);
  if (error != std::errc{} || stop != end) return std::nullopt;
  return size;
}

}  // namespace

bool Body::append(std::string_view bytes) {
  size_ += bytes.size();
  if (!file_ && memory_.size() + bytes.size() <= in_memory) {
    memory_ += bytes;
    return true;
  }
  if (!file_ && !spill()) return false;
  file_->write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  return file_->good();
}

// The folder and its file lose their names at once; what stays is the open file.
bool Body::spill() {
  const TemporaryFolder folder;
  file_ = std::make_unique<std::fstream>(
      folder.path() / "body", std::ios::binary | std::ios::in | std::ios::out | std::ios::trunc);
  file_->write(memory_.data(), static_cast<std::streamsize>(memory_.size()));
  memory_ = {};
  return file_->good();
}

std::string Body::take_text() {
  if (!file_) return std::move(memory_);
  std::string text(size_, '\0');
  file_->seekg(0);
  file_->read(text.data(), static_cast<std::streamsize>(text.size()));
  if (!*file_) throw std::ios_base::failure("temporary body file cannot be read");
  return text;
}

std::unique_ptr<std::istream> Body::take_stream() {
  if (!file_) return std::make_unique<std::istringstream>(std::move(memory_));
  file_->seekg(0);
  return std::move(file_);
}

Attempt<std::shared_ptr<Body>> BodyReader::read(std::uint64_t limit) {
  if (head_.framing == Framing::none) {
    return refuse("http.lengthRequired", say("缺少Content-Length", "there is no Content-Length"),
                  say("给出Content-Length，或用Transfer-Encoding: chunked",
                      "send Content-Length, or Transfer-Encoding: chunked"));
  }
  if (head_.framing == Framing::length && head_.content_length > limit) return too_large(limit);
  if (head_.has_token("Expect", "100-continue") && channel_.pending().empty() &&
      !channel_.send("HTTP/1.1 100 Continue\r\n\r\n", deadline_)) {
    return refuse("http.bodyIncomplete", say("连接已断开", "the client went away"));
  }
  auto body = std::make_shared<Body>();
  auto received = head_.framing == Framing::length ? read_exactly(head_.content_length, *body)
                                                   : read_chunks(limit, *body);
  if (!received) return tl::unexpected(std::move(received.error()));
  complete_ = true;
  return body;
}

bool BodyReader::at_end() const {
  return complete_ || head_.framing == Framing::none ||
         (head_.framing == Framing::length && head_.content_length == 0);
}

Attempt<void> BodyReader::more() {
  switch (channel_.receive(deadline_)) {
    case Arrival::data:
      return {};
    case Arrival::closed:
      return refuse("http.bodyIncomplete",
                    say("请求内容未收完整", "the body ended before its stated end"));
    case Arrival::late:
      break;
  }
  return refuse("http.timeout", say("未能在期限内收完请求", "the request did not arrive in time"),
                say("期限由--timeout设定", "--timeout sets how long it may take"));
}

Attempt<void> BodyReader::read_exactly(std::uint64_t bytes, Body& body) {
  while (bytes > 0) {
    if (channel_.pending().empty()) {
      if (auto arrived = more(); !arrived) return arrived;
    }
    const auto size =
        static_cast<std::size_t>(std::min<std::uint64_t>(bytes, channel_.pending().size()));
    if (!body.append(channel_.pending().substr(0, size))) {
      return refuse("http.storage", say("暂时无法保存请求内容", "the body cannot be stored now"));
    }
    channel_.take(size);
    bytes -= size;
  }
  return {};
}

Attempt<void> BodyReader::read_chunks(std::uint64_t limit, Body& body) {
  while (true) {
    const auto line = read_line();
    if (!line) return tl::unexpected(line.error());
    const auto size = chunk_size(*line);
    if (!size) return bad_chunk();
    if (*size == 0) return read_trailers();
    if (*size > limit - body.size()) return too_large(limit);
    if (auto data = read_exactly(*size, body); !data) return data;
    const auto end = read_line();
    if (!end) return tl::unexpected(end.error());
    if (!end->empty()) return bad_chunk();
  }
}

Attempt<void> BodyReader::read_trailers() {
  for (int count = 0; count <= max_trailers; ++count) {
    const auto line = read_line();
    if (!line) return tl::unexpected(line.error());
    if (line->empty()) return {};
  }
  return bad_chunk();
}

// Up to CRLF, which is taken but not given.
Attempt<std::string> BodyReader::read_line() {
  while (true) {
    const std::string_view pending = channel_.pending();
    const std::size_t end = pending.find('\n');
    if (end == std::string_view::npos && pending.size() <= max_chunk_line) {
      if (auto arrived = more(); !arrived) return tl::unexpected(std::move(arrived.error()));
      continue;
    }
    const bool sound = end != std::string_view::npos && end > 0 && end <= max_chunk_line &&
                       pending[end - 1] == '\r';
    if (!sound) return bad_chunk();
    std::string line(pending.substr(0, end - 1));
    channel_.take(end + 1);
    return line;
  }
}

}  // namespace tongbao::http
