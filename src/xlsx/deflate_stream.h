// Deflates text on several cores. It is cut into chunks, each deflated by itself, so the bytes
// depend on the text alone, never on how many threads there are or which was quicker.
#pragma once
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <exception>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "xlsx/block_deflater.h"
#include "xlsx/disk.h"

namespace tongbao::xlsx {

// A piece of text on its way.
struct DeflateChunk {
  enum class State { waiting, running, done } state = State::waiting;
  std::string text;
  std::string deflated;
  std::uint32_t crc = 0;     // of the text
  std::exception_ptr error;  // memory ran out
};

// The threads that deflate, shared by all streams of a workbook. They start with the first chunk.
// The caller's thread helps rather than wait, so that memory does not grow. Used by one thread.
class DeflateWorkers {
 public:
  explicit DeflateWorkers(unsigned threads);  // in all; 1: the caller's alone
  ~DeflateWorkers();
  DeflateWorkers(const DeflateWorkers&) = delete;
  DeflateWorkers& operator=(const DeflateWorkers&) = delete;

  void submit(const std::shared_ptr<DeflateChunk>& chunk);
  [[nodiscard]] unsigned threads() const { return threads_; }
  [[nodiscard]] bool is_done(const DeflateChunk& chunk);
  // Returns when it is done; throws what its deflating threw.
  void finish(const std::shared_ptr<DeflateChunk>& chunk);
  // At once and here.
  void run(DeflateChunk& chunk) { deflate(own_, chunk); }

 private:
  using Lock = std::unique_lock<std::mutex>;
  void start();
  void work();
  void help(Lock& lock, const std::shared_ptr<DeflateChunk>& chunk);
  static void deflate(BlockDeflater& deflater, DeflateChunk& chunk);

  const unsigned threads_;
  BlockDeflater own_;
  std::vector<std::thread> workers_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::shared_ptr<DeflateChunk>> waiting_;
  bool stopping_ = false;
};

// Text as blocks of a deflate stream that end at a byte's edge, none of them the last.
struct DeflatedText {
  std::uint64_t size = 0;           // of the text
  std::uint64_t deflated_size = 0;  // of the blocks
  std::uint32_t crc = 0;            // of the text
  std::string bytes;                // the blocks, or
  std::filesystem::path file;       // where they are
};

// What is short stays in memory and starts no thread.
class DeflateStream {
 public:
  // Both must outlive it. `file` is made when there is more than one chunk.
  DeflateStream(DeflateWorkers& workers, Disk& disk, std::filesystem::path file);

  // What was not yet passed on: append to it, then call pass_on().
  [[nodiscard]] std::string& text() { return text_; }
  void pass_on() {
    if (text_.size() >= kChunkBytes) cut();
  }
  [[nodiscard]] std::uint64_t size() const { return passed_ + text_.size(); }
  // Once, at the end.
  [[nodiscard]] DeflatedText finish();

 private:
  static constexpr std::size_t kChunkBytes = 1 << 20;
  void cut();
  void take_front();
  void take(DeflateChunk& chunk);

  DeflateWorkers& workers_;
  Disk& disk_;
  std::optional<DiskFile> file_;
  DeflatedText result_;
  std::string text_;
  std::uint64_t passed_ = 0;
  std::deque<std::shared_ptr<DeflateChunk>> pending_;  // few: one that takes long is waited for
};

}  // namespace tongbao::xlsx
