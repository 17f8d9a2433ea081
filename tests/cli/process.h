// The program as its users run it: a process with arguments, input, environment and an exit code.
#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include <sys/types.h>

#include "base/file.h"

namespace tongbao::cli {

struct Outcome {
  int code = -1;  // -1: ended by a signal
  std::string out;
  std::string err;

  [[nodiscard]] std::vector<std::string> err_lines() const;
};

// What a process starts with. Its environment is `environment`, and PATH; and the source folder's
// templates and fonts, where `with_folders`.
struct Start {
  std::vector<std::string> arguments;
  std::string input = {};
  std::vector<std::string> environment = {};  // "NAME=value"
  bool with_folders = true;
  std::string program = TONGBAO_PROGRAM;
  std::string output = {};  // a file that standard output goes to; "": into the outcome
};

class Process {
 public:
  explicit Process(const Start& start);
  ~Process();  // ends it, if it still runs
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  [[nodiscard]] std::string out() const;  // so far
  // Waits up to ten seconds for the first line of its output; what there is, if it does not come.
  [[nodiscard]] std::string first_line() const;
  void signal(int number) const;
  [[nodiscard]] Outcome wait();

 private:
  TemporaryFolder folder_;
  pid_t pid_ = -1;
};

[[nodiscard]] Outcome run(const Start& start);
// `tongbao` with these arguments.
[[nodiscard]] Outcome tongbao(std::vector<std::string> arguments, std::string input = {});

}  // namespace tongbao::cli
