#include "http/body.h"

#include <algorithm>
#include <charconv>
#include <ios>
#include <optional>
#include <sstream>
#include <utility>

#include "base/file_stream.h"

namespace tongbao::http {
namespace {

constexpr std::size_t in_memory = std::size_t{1} << 20;
constexpr std::uint64_t reserved_at_once = std::uint64_t{16} << 20;
constexpr std::size_t block_size = std::size_t{256} << 10;
constexpr std::size_t max_chunk_line = 1024;
constexpr int max_trailers = 20;

tl::unexpected<Problem> too_large(std::uint64_t limit) {
  return refuse("http.tooLarge",
                say("请求内容超过{}字节", "the body has more than {} bytes", limit),
                say("上限由--max-body、--max-stream、--disk-quota设定",
                    "--max-body, --max-stream and --disk-quota set the limits"));
}

tl::unexpected<Problem> no_storage() {
  return refuse("http.storage", say("暂时无法保存请求内容", "the body cannot be stored now"),
                say("稍后重试", "try again later"));
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

Body::Body(Storage& storage, unsigned copies, bool digested)
    : storage_(storage), copies_(copies), share_(std::make_shared<Storage::Share>(storage)) {
  if (digested) sum_.emplace();
}

bool Body::expect(std::uint64_t bytes) {
  return bytes <= in_memory || reserve(bytes);
}

bool Body::append(std::string_view bytes) {
  size_ += bytes.size();
  if (sum_) sum_->add(bytes);
  if (!file_.is_open() && size_ <= in_memory) {
    memory_ += bytes;
    return true;
  }
  if (size_ > reserved_ && !reserve(std::max(size_ - reserved_, reserved_at_once))) return false;
  if (!file_.is_open() && !spill()) return false;
  return write_all(file_, bytes);
}

bool Body::reserve(std::uint64_t bytes) {
  if (!share_->grow(bytes * copies_)) return false;
  reserved_ += bytes;
  return true;
}

bool Body::spill() {
  file_ = open_nameless_file(storage_.folder());
  const std::string memory = std::exchange(memory_, {});
  return file_.is_open() && write_all(file_, memory);
}

std::string Body::take_text() {
  if (!file_.is_open()) return std::move(memory_);
  std::string text(size_, '\0');
  if (read_at(file_, 0, text) != text.size()) {
    throw std::ios_base::failure("temporary body file cannot be read");
  }
  return text;
}

DocumentBytes Body::take_bytes() {
  if (!file_.is_open()) return std::move(memory_);
  return DocumentBytes::of_open_file(std::move(file_));
}

std::unique_ptr<std::istream> Body::open_stream(std::stop_token stop) {
  if (!file_.is_open()) return std::make_unique<std::istringstream>(std::move(memory_));
  return std::make_unique<FileStream>(file_, std::move(stop));
}

Attempt<std::shared_ptr<Body>> BodyReader::read(std::uint64_t limit, unsigned copies) {
  if (head_.framing == Framing::none) {
    return refuse("http.lengthRequired", say("缺少Content-Length", "there is no Content-Length"),
                  say("给出Content-Length，或用Transfer-Encoding: chunked",
                      "send Content-Length, or Transfer-Encoding: chunked"));
  }
  if (head_.framing == Framing::length && head_.content_length > limit) return too_large(limit);
  auto body = std::make_shared<Body>(storage_, copies, digested_);
  if (head_.framing == Framing::length && !body->expect(head_.content_length)) return no_storage();
  if (head_.has_token("Expect", "100-continue") && channel_.pending().empty() &&
      !channel_.send("HTTP/1.1 100 Continue\r\n\r\n", pace_)) {
    return refuse("http.bodyIncomplete", say("连接已断开", "the client went away"));
  }
  auto received = head_.framing == Framing::length ? read_exactly(head_.content_length, *body)
                                                   : read_chunks(limit, *body);
  if (!received) return tl::unexpected(std::move(received.error()));
  completed_at_ = Clock::now();
  return body;
}

bool BodyReader::at_end() const {
  return completed_at_ || head_.framing == Framing::none ||
         (head_.framing == Framing::length && head_.content_length == 0);
}

Attempt<void> BodyReader::more() {
  return arrived(channel_.receive(pace_.deadline()));
}

Attempt<void> BodyReader::arrived(Channel::Received received) {
  switch (received.arrival) {
    case Arrival::data:
      pace_.moved(received.bytes);
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

// Of a large body: what arrives goes into a block of this reader's, and from there to the disk.
Attempt<void> BodyReader::read_block(std::uint64_t bytes) {
  block_.resize(block_size);
  const std::span<char> block(block_.data(), std::min<std::uint64_t>(bytes, block_.size()));
  const Channel::Received received = channel_.receive_into(block, pace_.deadline());
  from_block_ = {block_.data(), received.bytes};
  return arrived(received);
}

Attempt<void> BodyReader::read_exactly(std::uint64_t bytes, Body& body) {
  while (bytes > 0) {
    const bool pending = !channel_.pending().empty();
    const bool by_blocks = !pending && bytes >= block_size;
    if (!pending) {
      if (auto come = by_blocks ? read_block(bytes) : more(); !come) return come;
    }
    std::string_view data = by_blocks ? from_block_ : channel_.pending();
    data = data.substr(0, std::min<std::uint64_t>(bytes, data.size()));
    if (!body.append(data)) return no_storage();
    if (!by_blocks) channel_.take(data.size());
    bytes -= data.size();
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
