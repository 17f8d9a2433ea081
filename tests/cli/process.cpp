#include "cli/process.h"

#include <chrono>
#include <cstdlib>
#include <fstream>
#include <limits>
#include <sstream>
#include <thread>

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

namespace tongbao::cli {

namespace {

std::string contents(const std::filesystem::path& file) {
  return read_file(file, std::numeric_limits<std::size_t>::max()).value_or(std::string());
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> pointers;
  for (std::string& text : texts) pointers.push_back(text.data());
  pointers.push_back(nullptr);
  return pointers;
}

[[noreturn]] void replace_process(const Start& start, const std::filesystem::path& folder) {
  const std::string out = start.output.empty() ? (folder / "out").string() : start.output;
  ::dup2(::open((folder / "in").c_str(), O_RDONLY), STDIN_FILENO);
  ::dup2(::open(out.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0666), STDOUT_FILENO);
  ::dup2(::open((folder / "err").c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0666), STDERR_FILENO);
  std::vector<std::string> arguments = start.arguments;
  arguments.insert(arguments.begin(), start.program);
  std::vector<std::string> environment = start.environment;  // of two, the first counts
  if (start.with_folders) {
    environment.emplace_back("TONGBAO_TEMPLATES=" TONGBAO_SOURCE "/templates");
    environment.emplace_back("TONGBAO_FONTS=" TONGBAO_SOURCE "/fonts");
    environment.emplace_back("TONGBAO_PROOF=" TONGBAO_SOURCE "/proof");
  }
  environment.push_back("TONGBAO_DATA=" + (folder / "data").string());
  const char* path = std::getenv("PATH");
  environment.push_back(std::string("PATH=") + (path == nullptr ? "" : path));
  ::execvpe(start.program.c_str(), pointers(arguments).data(), pointers(environment).data());
  ::_exit(127);
}

}  // namespace

std::vector<std::string> Outcome::err_lines() const {
  std::vector<std::string> lines;
  std::istringstream text(err);
  for (std::string line; std::getline(text, line);) lines.push_back(line);
  return lines;
}

Process::Process(const Start& start) {
  std::ofstream(folder_.path() / "in", std::ios::binary) << start.input;
  pid_ = ::fork();
  if (pid_ == 0) replace_process(start, folder_.path());
}

Process::~Process() {
  if (pid_ <= 0) return;
  ::kill(pid_, SIGKILL);
  ::waitpid(pid_, nullptr, 0);
}

std::string Process::out() const {
  return contents(folder_.path() / "out");
}

std::string Process::first_line() const {
  for (int i = 0; i < 1000; ++i) {
    const std::string text = out();
    const std::size_t end = text.find('\n');
    if (end != std::string::npos) return text.substr(0, end);
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  return out();
}

void Process::signal(int number) const {
  ::kill(pid_, number);
}

Outcome Process::wait() {
  int status = 0;
  ::waitpid(pid_, &status, 0);
  pid_ = -1;
  return {.code = WIFEXITED(status) ? WEXITSTATUS(status) : -1,
          .out = out(),
          .err = contents(folder_.path() / "err")};
}

Outcome run(const Start& start) {
  return Process(start).wait();
}

Outcome tongbao(std::vector<std::string> arguments, std::string input) {
  return run({.arguments = std::move(arguments), .input = std::move(input)});
}

}  // namespace tongbao::cli
