// zlib's raw deflate (RFC 1951): the same bytes on every machine, which faster ones do not promise.
// Used by one thread.
#pragma once
#include <functional>
#include <memory>
#include <string>
#include <string_view>

struct z_stream_s;

namespace tongbao::xlsx {

class Deflater {
 public:
  using Sink = std::function<void(std::string_view)>;

  explicit Deflater(int level);  // zlib's, 1 to 9
  ~Deflater();
  Deflater(const Deflater&) = delete;
  Deflater& operator=(const Deflater&) = delete;

  // What follows does not refer to what came before.
  void reset();
  void add(std::string_view bytes, const Sink& sink);
  // Gives out all that was added, up to a byte's edge; the stream goes on.
  void align(const Sink& sink);
  // Gives out the rest and ends the stream; then reset().
  void finish(const Sink& sink);

  // Appends all of `bytes` by itself, as blocks that end at a byte's edge, none of them the last.
  void append_alone(std::string_view bytes, std::string& out);

 private:
  void run(std::string_view bytes, int flush, const Sink& sink);

  std::unique_ptr<z_stream_s> stream_;
  std::string buffer_;
};

}  // namespace tongbao::xlsx
