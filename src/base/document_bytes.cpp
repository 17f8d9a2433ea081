#include "base/document_bytes.h"

#include <algorithm>
#include <cerrno>
#include <optional>
#include <sstream>
#include <system_error>
#include <utility>
#include <vector>

#include <fcntl.h>
#include <sys/stat.h>

#include "base/file_descriptor.h"
#include "base/file_stream.h"

namespace tongbao {

namespace {

constexpr std::size_t block_size = std::size_t{256} << 10;

std::uint64_t size_of(const FileDescriptor& file, const std::string& name) {
  struct stat status {};
  if (!file.is_open() || ::fstat(file.get(), &status) != 0) {
    throw std::system_error(errno, std::generic_category(), name);
  }
  return static_cast<std::uint64_t>(status.st_size);
}

}  // namespace

struct DocumentBytes::File {
  std::optional<TemporaryFolder> folder;  // nothing: the file is not its own
  std::filesystem::path path;
  FileDescriptor descriptor;
  std::uint64_t size = 0;
};

DocumentBytes DocumentBytes::of_file(TemporaryFolder folder, const std::filesystem::path& file) {
  FileDescriptor descriptor(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
  const std::uint64_t size = size_of(descriptor, file.string());
  DocumentBytes bytes;
  bytes.file_ =
      std::make_shared<const File>(File{std::move(folder), file, std::move(descriptor), size});
  return bytes;
}

DocumentBytes DocumentBytes::of_open_file(FileDescriptor file) {
  const std::uint64_t size = size_of(file, "open file");
  DocumentBytes bytes;
  bytes.file_ = std::make_shared<const File>(File{std::nullopt, {}, std::move(file), size});
  return bytes;
}

std::uint64_t DocumentBytes::size() const {
  return file_ ? file_->size : memory_.size();
}

std::filesystem::path DocumentBytes::path() const {
  return file_ ? file_->path : std::filesystem::path();
}

bool DocumentBytes::each_block(const std::function<bool(std::string_view)>& take) const {
  if (!file_) {
    for (std::string_view rest = memory_; !rest.empty();) {
      const std::string_view block = rest.substr(0, block_size);
      if (!take(block)) return false;
      rest.remove_prefix(block.size());
    }
    return true;
  }
  std::vector<char> block(block_size);
  for (std::uint64_t offset = 0; offset < file_->size;) {
    const std::size_t count = read_at(file_->descriptor, offset, block);
    if (count == 0) throw std::system_error(EIO, std::generic_category(), "file became shorter");
    if (!take({block.data(), count})) return false;
    offset += count;
  }
  return true;
}

std::unique_ptr<std::istream> DocumentBytes::open_stream(std::stop_token stop) const {
  if (!file_) return std::make_unique<std::istringstream>(memory_);
  // The file goes after the stream that reads it.
  struct Held {
    std::shared_ptr<const File> file;
  };
  class Stream : Held, public FileStream {
   public:
    Stream(std::shared_ptr<const File> file, std::stop_token stop)
        : Held{std::move(file)}, FileStream(Held::file->descriptor, std::move(stop)) {}
  };
  return std::make_unique<Stream>(file_, std::move(stop));
}

std::string DocumentBytes::text() const {
  std::string text;
  text.reserve(size());
  each_block([&text](std::string_view block) {
    text += block;
    return true;
  });
  return text;
}

Sha256 DocumentBytes::sha256() const {
  Sha256Sum sum;
  each_block([&sum](std::string_view block) {
    sum.add(block);
    return true;
  });
  return sum.finish();
}

Result<void> DocumentBytes::save(const std::filesystem::path& path) const {
  if (file_ && file_->folder && move_file(file_->descriptor, file_->path, path)) return {};
  return write_file(path, [this](const FileDescriptor& file) {
    return each_block([&file](std::string_view block) { return write_all(file, block); });
  });
}

}  // namespace tongbao
