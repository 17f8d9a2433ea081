// A request's body as received: small ones in memory, larger ones in a nameless temporary file, so
// that many slow senders at once cost no memory.
#pragma once
#include <cstddef>
#include <cstdint>
#include <istream>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "base/digest.h"
#include "base/document_bytes.h"
#include "base/file_descriptor.h"
#include "http/channel.h"
#include "http/pace.h"
#include "http/problem.h"
#include "http/request_head.h"
#include "http/storage.h"

namespace tongbao::http {

class Body {
 public:
  // A body on disk takes `copies` times its size of `storage`, which must outlive it: more than
  // once where as much will be written again while it is worked on. `digested`: its digest will be
  // asked for.
  Body(Storage& storage, unsigned copies, bool digested = false);

  // Room for so many bytes, before they come. False where the storage has none.
  [[nodiscard]] bool expect(std::uint64_t bytes);
  // False where they cannot be stored.
  [[nodiscard]] bool append(std::string_view bytes);
  [[nodiscard]] std::uint64_t size() const { return size_; }
  // Of the bytes as they came; once, at their end, where it is `digested`.
  [[nodiscard]] Sha256 digest() { return sum_->finish(); }

  // All of it; once.
  [[nodiscard]] std::string take_text();
  // The same as a value of its own, which may outlive the body; once.
  [[nodiscard]] DocumentBytes take_bytes();
  // To be read, once, while the body lives; as FileStream with its `stop`.
  [[nodiscard]] std::unique_ptr<std::istream> open_stream(std::stop_token stop);

  // What it takes of the storage.
  [[nodiscard]] const std::shared_ptr<Storage::Share>& share() const { return share_; }

 private:
  [[nodiscard]] bool reserve(std::uint64_t bytes);
  [[nodiscard]] bool spill();

  Storage& storage_;
  unsigned copies_;
  std::shared_ptr<Storage::Share> share_;
  std::uint64_t reserved_ = 0;  // bytes that the share has room for
  std::string memory_;
  FileDescriptor file_;  // not open: all in memory
  std::uint64_t size_ = 0;
  std::optional<Sha256Sum> sum_;
};

// Reads the body of one request, once, when its handler asks for it.
class BodyReader {
 public:
  // `channel`, `head` and `storage` must outlive the reader.
  BodyReader(Channel& channel, const RequestHead& head, Storage& storage, Pace pace,
             bool digested = false)
      : channel_(channel), head_(head), storage_(storage), pace_(pace), digested_(digested) {}

  // Sends 100 Continue where the client waits for it; `copies` as Body's. Errors:
  // http.lengthRequired, http.tooLarge, http.timeout, http.bodyIncomplete, http.badChunk,
  // http.storage.
  [[nodiscard]] Attempt<std::shared_ptr<Body>> read(std::uint64_t limit, unsigned copies = 1);

  // When the last byte was there; nothing: it was not read, or not to its end.
  [[nodiscard]] std::optional<Deadline> completed_at() const { return completed_at_; }

  // True where nothing of the body is left to come, so that the connection can go on.
  [[nodiscard]] bool at_end() const;

 private:
  [[nodiscard]] Attempt<void> read_exactly(std::uint64_t bytes, Body& body);
  [[nodiscard]] Attempt<void> read_block(std::uint64_t bytes);
  [[nodiscard]] Attempt<void> read_chunks(std::uint64_t limit, Body& body);
  [[nodiscard]] Attempt<void> read_trailers();
  [[nodiscard]] Attempt<std::string> read_line();
  [[nodiscard]] Attempt<void> more();
  [[nodiscard]] Attempt<void> arrived(Channel::Received received);

  Channel& channel_;
  const RequestHead& head_;
  Storage& storage_;
  Pace pace_;
  bool digested_;
  std::vector<char> block_;      // for large bodies, past the channel's own
  std::string_view from_block_;  // what arrived in it
  std::optional<Deadline> completed_at_;
};

}  // namespace tongbao::http
