#include "documents/child_process.h"

#include <array>
#include <cerrno>
#include <cstdlib>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file_descriptor.h"

namespace tongbao::documents {

namespace {

[[noreturn]] void fail(int error) {
  throw std::system_error(error, std::generic_category());
}

FileDescriptor file_of(std::string_view bytes) {
  FileDescriptor file(::memfd_create("input", MFD_CLOEXEC));
  if (!file.is_open() || !write_all(file, bytes)) fail(errno);
  if (::lseek(file.get(), 0, SEEK_SET) != 0) fail(errno);
  return file;
}

class FileActions {
 public:
  FileActions(int input, int output) {
    posix_spawn_file_actions_init(&actions_);
    posix_spawn_file_actions_adddup2(&actions_, input, STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions_, output, STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&actions_, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  }
  ~FileActions() { posix_spawn_file_actions_destroy(&actions_); }
  FileActions(const FileActions&) = delete;
  FileActions& operator=(const FileActions&) = delete;
  [[nodiscard]] const posix_spawn_file_actions_t* get() const { return &actions_; }

 private:
  posix_spawn_file_actions_t actions_{};
};

// Killed and waited for, whatever happens.
class Child {
 public:
  explicit Child(pid_t id) : id_(id) {}
  ~Child() {
    if (id_ > 0) {
      ::kill(id_, SIGKILL);
      static_cast<void>(wait());
    }
  }
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  void limit(const ChildLimits& limits) const {
    const auto set = [this](__rlimit_resource resource, rlim_t value) {
      const rlimit both{value, value};
      ::prlimit(id_, resource, &both, nullptr);
    };
    set(RLIMIT_CPU, static_cast<rlim_t>(limits.processor.count()));
    set(RLIMIT_AS, limits.memory);
    set(RLIMIT_CORE, 0);
  }

  [[nodiscard]] int wait() {
    int status = 0;
    while (::waitpid(id_, &status, 0) < 0 && errno == EINTR) {
    }
    id_ = 0;
    return status;
  }

 private:
  pid_t id_;
};

// False where it is more than `limits` allow.
bool read_all(const FileDescriptor& pipe, const ChildLimits& limits, std::string& output) {
  const auto deadline = std::chrono::steady_clock::now() + limits.wall;
  std::array<char, std::size_t{1} << 16> block{};
  while (true) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
        deadline - std::chrono::steady_clock::now());
    pollfd waited{pipe.get(), POLLIN, 0};
    const int ready = left.count() > 0 ? ::poll(&waited, 1, static_cast<int>(left.count())) : 0;
    if (ready == 0) return false;
    if (ready < 0 && errno != EINTR) fail(errno);
    if (ready < 0) continue;
    const ssize_t got = ::read(pipe.get(), block.data(), block.size());
    if (got < 0 && errno != EINTR) fail(errno);
    if (got == 0) return true;
    if (got < 0) continue;
    output.append(block.data(), static_cast<std::size_t>(got));
    if (output.size() > limits.output) return false;
  }
}

}  // namespace

std::optional<ChildResult> run_child(const std::vector<std::string>& arguments,
                                     std::string_view input, const ChildLimits& limits) {
  const FileDescriptor file = file_of(input);
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) fail(errno);
  const FileDescriptor reading(ends[0]);
  std::optional<FileDescriptor> writing(std::in_place, ends[1]);
  const FileActions actions(file.get(), writing->get());

  std::vector<std::string> words = arguments;
  std::vector<char*> argv;
  argv.reserve(words.size() + 1);
  for (std::string& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  const char* folders = std::getenv("PATH");
  std::string path = std::string("PATH=") + (folders == nullptr ? "/usr/bin:/bin" : folders);
  std::string locale = "LC_ALL=C";
  std::array<char*, 3> environment{path.data(), locale.data(), nullptr};
  pid_t id = 0;
  const int error =
      ::posix_spawnp(&id, argv[0], actions.get(), nullptr, argv.data(), environment.data());
  if (error == ENOENT || error == EACCES) return std::nullopt;
  if (error != 0) fail(error);
  Child child(id);
  child.limit(limits);
  writing.reset();

  ChildResult result;
  result.exceeded = !read_all(reading, limits, result.output);
  if (result.exceeded) return result;
  const int status = child.wait();
  if (WIFEXITED(status)) result.exit_code = WEXITSTATUS(status);
  result.exceeded = WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
  return result;
}

}  // namespace tongbao::documents
