#include "audit/chain_writer.h"

#include <array>
#include <cerrno>
#include <cstdio>
#include <optional>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "audit/chain_files.h"

namespace tongbao::audit {
namespace {

namespace fs = std::filesystem;

constexpr int most_chains = 1000;
constexpr mode_t private_file = 0600;
constexpr mode_t private_folder = 0700;

tl::unexpected<Diagnostics> unwritable(const fs::path& path, const std::string& reason) {
  return failure(
      {.code = "audit.unwritable",
       .where = {.pointer = {}, .file = path.string()},
       .message = say("审计日志无法写入：{}", "the audit log cannot be written: {}", reason),
       .hint = {}});
}

tl::unexpected<Diagnostics> unwritable(const fs::path& path) {
  return unwritable(path, std::generic_category().message(errno));
}

tl::unexpected<Diagnostics> broken(Diagnostic fault) {
  fault.code = "audit.broken";
  fault.hint = say("请用 audit verify 查看，并把该文件夹移走保存",
                   "look with audit verify, and move the folder to a safe place");
  return failure(std::move(fault));
}

bool sync_folder(const fs::path& folder) {
  const FileDescriptor file(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  return file.is_open() && ::fsync(file.get()) == 0;
}

bool write_at(const FileDescriptor& file, std::uint64_t offset, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t count =
        ::pwrite(file.get(), bytes.data(), bytes.size(), static_cast<off_t>(offset));
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(count));
    offset += static_cast<std::uint64_t>(count);
  }
  return true;
}

// True where `path` still names the open file, and nobody else has written to it.
bool is_in_place(const FileDescriptor& file, const fs::path& path, std::uint64_t size) {
  struct stat open {};
  struct stat named {};
  return ::fstat(file.get(), &open) == 0 && ::stat(path.c_str(), &named) == 0 &&
         open.st_dev == named.st_dev && open.st_ino == named.st_ino &&
         static_cast<std::uint64_t>(open.st_size) == size;
}

// The file as a chain of its own; `fault` is its first.
Result<Scan> scan_whole(const fs::path& path, const std::string& chain,
                        const std::optional<Link>& before) {
  const FileDescriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file.is_open()) return unwritable(path);
  std::optional<Diagnostic> first;
  try {
    const Watch watch{.fault = [&](Fault fault, std::uint64_t line) {
      if (!first) first = diagnostic_of(fault, path, line);
    }};
    Scan scan = scan_file(file, chain, before, watch);
    if (first) return broken(*std::move(first));
    return scan;
  } catch (const std::system_error& error) {
    return unwritable(path, error.code().message());
  }
}

}  // namespace

Result<ChainWriter> ChainWriter::open(const fs::path& folder, const std::string& node,
                                      std::uint64_t full_at) {
  std::error_code error;
  const fs::path parent = folder.parent_path();
  if (!parent.empty()) fs::create_directories(parent, error);
  if (::mkdir(folder.c_str(), private_folder) != 0 && errno != EEXIST) return unwritable(folder);
  ChainWriter writer(folder, full_at);
  if (auto locked = writer.lock(chain_name(node)); !locked) return failure(locked.error());
  if (auto ready = writer.go_on(); !ready) return failure(ready.error());
  return writer;
}

Result<void> ChainWriter::lock(const std::string& node) {
  for (int n = 1; n <= most_chains; ++n) {
    chain_ = n == 1 ? node : fmt::format("{}-{}", node, n);
    const fs::path path = folder_ / (chain_ + ".lock");
    lock_ = FileDescriptor(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, private_file));
    if (!lock_.is_open()) return unwritable(path);
    if (::flock(lock_.get(), LOCK_EX | LOCK_NB) == 0) return {};
    if (errno != EWOULDBLOCK) return unwritable(path);
  }
  return unwritable(folder_, "too many processes");
}

Result<void> ChainWriter::go_on() {
  auto before = end_of_full_files();
  if (!before) return failure(before.error());
  if (*before) link_ = **before;
  if (::access(path().c_str(), F_OK) != 0) return open_file_to_write(true);
  const auto scan = scan_whole(path(), chain_, *before);
  if (!scan) return failure(scan.error());
  if (scan->link) link_ = *scan->link;
  first_ = scan->first.value_or(0);
  size_ = scan->whole;
  if (auto opened = open_file_to_write(false); !opened) return opened;
  return scan->torn > 0 ? set_aside(scan->torn) : Result<void>();
}

// Nothing: there are none.
Result<std::optional<Link>> ChainWriter::end_of_full_files() {
  const auto chains = list_chains(folder_);
  if (!chains) return unwritable(folder_);
  for (const ChainFiles& files : *chains) {
    if (files.chain != chain_) continue;
    std::optional<fs::path> last;
    for (const fs::path& file : files.files) {
      if (file != path()) last = file;
    }
    if (!last) return std::nullopt;
    const auto scan = scan_whole(*last, chain_, std::nullopt);
    if (!scan) return failure(scan.error());
    return scan->link;
  }
  return std::nullopt;
}

Result<void> ChainWriter::set_aside(std::uint64_t torn) {
  std::string half(torn, '\0');
  half.resize(read_at(file_, size_, half));
  const fs::path aside = folder_ / fmt::format("{}.torn-{}", chain_, link_.seq + 1);
  const FileDescriptor kept(
      ::open(aside.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, private_file));
  const bool done =
      kept.is_open() && write_all(kept, half) && ::fsync(kept.get()) == 0 && sync_folder(folder_) &&
      ::ftruncate(file_.get(), static_cast<off_t>(size_)) == 0 && ::fdatasync(file_.get()) == 0;
  if (!done) return unwritable(aside);
  notes_.push_back({.code = "audit.torn",
                    .severity = Severity::warning,
                    .where = {.pointer = {}, .file = aside.string()},
                    .message = say("审计日志最后一条不完整，已移到这里；它尚未答复任何人",
                                   "the audit log's last entry was not whole and was put here; "
                                   "nobody was told of it"),
                    .hint = {}});
  return {};
}

Result<void> ChainWriter::open_file_to_write(bool fresh) {
  const int flags = O_RDWR | O_CLOEXEC | (fresh ? O_CREAT | O_EXCL : 0);
  FileDescriptor file(::open(path().c_str(), flags, private_file));
  if (!file.is_open()) return unwritable(path());
  if (fresh && !sync_folder(folder_)) {
    const int error = std::exchange(errno, 0);
    ::unlink(path().c_str());
    errno = error;
    return unwritable(folder_);
  }
  if (fresh) size_ = first_ = 0;
  file_ = std::move(file);
  return {};
}

Result<void> ChainWriter::close_full_file() {
  const fs::path full = full_file(folder_, chain_, first_);
  if (::renameat2(AT_FDCWD, path().c_str(), AT_FDCWD, full.c_str(), RENAME_NOREPLACE) != 0) {
    return unwritable(full);
  }
  file_ = FileDescriptor();
  return {};
}

Result<void> ChainWriter::make_ready() {
  if (damaged_) {
    const bool mended =
        ::ftruncate(file_.get(), static_cast<off_t>(size_)) == 0 && ::fdatasync(file_.get()) == 0;
    if (!mended) return unwritable(path());
    damaged_ = false;
  }
  if (file_.is_open() && !is_in_place(file_, path(), size_)) {
    return unwritable(path(), "moved, or written to by someone else");
  }
  if (file_.is_open() && first_ > 0 && size_ >= full_at_) {
    if (auto closed = close_full_file(); !closed) return closed;
  }
  return file_.is_open() ? Result<void>() : open_file_to_write(true);
}

Result<void> ChainWriter::write(const std::string& lines) {
  if (write_at(file_, size_, lines) && ::fdatasync(file_.get()) == 0) return {};
  auto failed = unwritable(path());
  damaged_ = true;
  return failed;
}

Result<void> ChainWriter::add(const std::vector<const std::string*>& members) {
  if (auto ready = make_ready(); !ready) return ready;
  Link link = link_;
  const auto now = std::chrono::system_clock::now();
  std::string lines;
  for (const std::string* each : members) lines += make_line(chain_, link, now, *each);
  if (auto written = write(lines); !written) return written;
  if (first_ == 0) first_ = link_.seq + 1;
  size_ += lines.size();
  link_ = std::move(link);
  return {};
}

Result<void> ChainWriter::probe() {
  if (auto ready = make_ready(); !ready) return ready;
  struct statvfs disk {};
  if (::fstatvfs(file_.get(), &disk) != 0) return unwritable(path());
  if ((disk.f_flag & ST_RDONLY) != 0) {
    errno = EROFS;
    return unwritable(path());
  }
  if (std::uint64_t{disk.f_bavail} * disk.f_frsize >= longest_line) return {};
  errno = ENOSPC;
  return unwritable(path());
}

fs::path ChainWriter::path() const {
  return open_file(folder_, chain_);
}

}  // namespace tongbao::audit
