#include "xlsx/deflater.h"

#include <new>
#include <stdexcept>

#include <zlib.h>

namespace tongbao::xlsx {

namespace {

constexpr int kMemoryLevel = 8;
constexpr std::size_t kBufferBytes = 1 << 16;
constexpr std::size_t kFlushBytes = 16;  // what Z_SYNC_FLUSH may add to deflateBound()

// zlib's input pointer is const in all but its type.
void set_input(z_stream& stream, std::string_view bytes) {
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));  // NOLINT
  stream.avail_in = static_cast<uInt>(bytes.size());
}

void set_output(z_stream& stream, std::string& buffer) {
  stream.next_out = reinterpret_cast<Bytef*>(buffer.data());
  stream.avail_out = static_cast<uInt>(buffer.size());
}

}  // namespace

Deflater::Deflater(int level) : stream_(std::make_unique<z_stream>()) {
  if (deflateInit2(stream_.get(), level, Z_DEFLATED, -MAX_WBITS, kMemoryLevel,
                   Z_DEFAULT_STRATEGY) != Z_OK) {
    throw std::bad_alloc();
  }
}

Deflater::~Deflater() {
  deflateEnd(stream_.get());
}

void Deflater::reset() {
  deflateReset(stream_.get());
}

void Deflater::add(std::string_view bytes, const Sink& sink) {
  if (!bytes.empty()) run(bytes, Z_NO_FLUSH, sink);
}

void Deflater::align(const Sink& sink) {
  run({}, Z_SYNC_FLUSH, sink);
}

void Deflater::finish(const Sink& sink) {
  run({}, Z_FINISH, sink);
}

void Deflater::run(std::string_view bytes, int flush, const Sink& sink) {
  buffer_.resize(kBufferBytes);
  set_input(*stream_, bytes);
  do {
    set_output(*stream_, buffer_);
    deflate(stream_.get(), flush);
    sink(std::string_view(buffer_).substr(0, buffer_.size() - stream_->avail_out));
  } while (stream_->avail_out == 0);
}

void Deflater::deflate_alone(std::string_view bytes, std::string& out) {
  reset();
  out.resize(deflateBound(stream_.get(), static_cast<uLong>(bytes.size())) + kFlushBytes);
  set_input(*stream_, bytes);
  set_output(*stream_, out);
  deflate(stream_.get(), Z_SYNC_FLUSH);
  if (stream_->avail_in != 0 || stream_->avail_out == 0) throw std::logic_error("deflateBound");
  out.resize(out.size() - stream_->avail_out);
}

}  // namespace tongbao::xlsx
