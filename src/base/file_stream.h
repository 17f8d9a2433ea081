// A file read as a stream, in large blocks.
#pragma once
#include <istream>
#include <memory>
#include <stop_token>

#include "base/file_descriptor.h"

namespace tongbao {

// Reads `file`, which must outlive the stream, from its beginning, or a pipe from where it stands.
// Once `stop` asks for it, reading
// breaks off (bad()), so that whoever reads a long file ends with it.
class FileStream : public std::istream {
 public:
  explicit FileStream(const FileDescriptor& file, std::stop_token stop = {});
  ~FileStream() override;
  FileStream(const FileStream&) = delete;
  FileStream& operator=(const FileStream&) = delete;

 private:
  class Buffer;
  std::unique_ptr<Buffer> buffer_;
};

}  // namespace tongbao
