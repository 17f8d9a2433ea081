#include "xlsx/deflater.h"

#include <new>

#include <zlib.h>

namespace tongbao::xlsx {

namespace {

constexpr int kMemoryLevel = 8;
constexpr std::size_t kBufferBytes = 1 << 16;

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
  // zlib's input pointer is const in all but its type.
  stream_->next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));  // NOLINT
  stream_->avail_in = static_cast<uInt>(bytes.size());
  do {
    stream_->next_out = reinterpret_cast<Bytef*>(buffer_.data());
    stream_->avail_out = static_cast<uInt>(buffer_.size());
    deflate(stream_.get(), flush);
    sink(std::string_view(buffer_).substr(0, buffer_.size() - stream_->avail_out));
  } while (stream_->avail_out == 0);
}

void Deflater::append_alone(std::string_view bytes, std::string& out) {
  reset();
  const Sink append = [&out](std::string_view deflated) { out += deflated; };
  add(bytes, append);
  align(append);
}

}  // namespace tongbao::xlsx
