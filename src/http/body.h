// A request's body as received: small ones in memory, larger ones in a nameless temporary file, so
// that many slow senders at once cost no memory.
#pragma once
#include <cstddef>
#include <cstdint>
#include <fstream>
#include <istream>
#include <memory>
#include <string>
#include <string_view>

#include "http/channel.h"
#include "http/problem.h"
#include "http/request_head.h"

namespace tongbao::http {

class Body {
 public:
  // False where the temporary file cannot be written.
  [[nodiscard]] bool append(std::string_view bytes);
  [[nodiscard]] std::uint64_t size() const { return size_; }

  // Gives the body away, once: all of it, or to be read.
  [[nodiscard]] std::string take_text();
  [[nodiscard]] std::unique_ptr<std::istream> take_stream();

 private:
  [[nodiscard]] bool spill();

  std::string memory_;
  std::unique_ptr<std::fstream> file_;  // null: all in memory
  std::uint64_t size_ = 0;
};

// Reads the body of one request, once, when its handler asks for it.
class BodyReader {
 public:
  // `channel` and `head` must outlive the reader.
  BodyReader(Channel& channel, const RequestHead& head, Deadline deadline)
      : channel_(channel), head_(head), deadline_(deadline) {}

  // Sends 100 Continue where the client waits for it. Errors: http.lengthRequired, http.tooLarge,
  // http.timeout, http.bodyIncomplete, http.badChunk, http.storage.
  [[nodiscard]] Attempt<std::shared_ptr<Body>> read(std::uint64_t limit);

  // True where nothing of the body is left to come, so that the connection can go on.
  [[nodiscard]] bool at_end() const;

 private:
  [[nodiscard]] Attempt<void> read_exactly(std::uint64_t bytes, Body& body);
  [[nodiscard]] Attempt<void> read_chunks(std::uint64_t limit, Body& body);
  [[nodiscard]] Attempt<void> read_trailers();
  [[nodiscard]] Attempt<std::string> read_line();
  [[nodiscard]] Attempt<void> more();

  Channel& channel_;
  const RequestHead& head_;
  Deadline deadline_;
  bool complete_ = false;
};

}  // namespace tongbao::http
