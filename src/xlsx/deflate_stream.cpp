#include "xlsx/deflate_stream.h"

#include <algorithm>
#include <utility>

#include <libdeflate.h>
#include <zlib.h>

namespace tongbao::xlsx {

DeflateWorkers::DeflateWorkers(unsigned threads) : threads_(std::max(1U, threads)) {}

DeflateWorkers::~DeflateWorkers() {
  {
    const Lock lock(mutex_);
    stopping_ = true;
    waiting_.clear();
  }
  changed_.notify_all();
  for (std::thread& worker : workers_) worker.join();
}

void DeflateWorkers::deflate(BlockDeflater& deflater, DeflateChunk& chunk) {
  chunk.crc = libdeflate_crc32(0, chunk.text.data(), chunk.text.size());
  deflater.deflate(chunk.text, chunk.deflated);
}

void DeflateWorkers::start() {
  while (workers_.size() + 1 < threads_) workers_.emplace_back([this] { work(); });
}

void DeflateWorkers::work() {
  std::optional<BlockDeflater> deflater;
  Lock lock(mutex_);
  for (;;) {
    changed_.wait(lock, [this] { return stopping_ || !waiting_.empty(); });
    if (stopping_) return;
    const std::shared_ptr<DeflateChunk> chunk = std::move(waiting_.front());
    waiting_.pop_front();
    chunk->state = DeflateChunk::State::running;
    lock.unlock();
    try {
      if (!deflater) deflater.emplace();
      deflate(*deflater, *chunk);
    } catch (...) {
      chunk->error = std::current_exception();
    }
    lock.lock();
    chunk->state = DeflateChunk::State::done;
    changed_.notify_all();
  }
}

// Deflates a waiting chunk that was taken from the queue.
void DeflateWorkers::help(Lock& lock, const std::shared_ptr<DeflateChunk>& chunk) {
  chunk->state = DeflateChunk::State::running;
  lock.unlock();
  deflate(own_, *chunk);
  lock.lock();
  chunk->state = DeflateChunk::State::done;
}

void DeflateWorkers::submit(const std::shared_ptr<DeflateChunk>& chunk) {
  start();
  Lock lock(mutex_);
  waiting_.push_back(chunk);
  if (waiting_.size() < threads_) {
    changed_.notify_all();
    return;
  }
  const std::shared_ptr<DeflateChunk> oldest = std::move(waiting_.front());
  waiting_.pop_front();
  help(lock, oldest);
}

bool DeflateWorkers::is_done(const DeflateChunk& chunk) {
  const Lock lock(mutex_);
  return chunk.state == DeflateChunk::State::done;
}

void DeflateWorkers::finish(const std::shared_ptr<DeflateChunk>& chunk) {
  Lock lock(mutex_);
  const auto found = std::find(waiting_.begin(), waiting_.end(), chunk);
  if (found != waiting_.end()) {
    waiting_.erase(found);
    help(lock, chunk);
  }
  changed_.wait(lock, [&chunk] { return chunk->state == DeflateChunk::State::done; });
  if (chunk->error) std::rethrow_exception(chunk->error);
}

DeflateStream::DeflateStream(DeflateWorkers& workers, Disk& disk, std::filesystem::path file)
    : workers_(workers), disk_(disk) {
  result_.file = std::move(file);
}

void DeflateStream::cut() {
  passed_ += text_.size();
  const auto chunk = std::make_shared<DeflateChunk>();
  chunk->text.swap(text_);
  pending_.push_back(chunk);
  workers_.submit(chunk);
  const auto too_many = [this] { return pending_.size() > workers_.threads() + 1; };
  while (!pending_.empty() && (too_many() || workers_.is_done(*pending_.front()))) take_front();
  text_.reserve(chunk->text.capacity());
}

void DeflateStream::take_front() {
  workers_.finish(pending_.front());
  DeflateChunk& chunk = *pending_.front();
  if (!file_) file_.emplace(disk_, result_.file, "wbe");
  take(chunk);
  file_->write(chunk.deflated);
  if (text_.empty()) {  // its memory serves again
    text_.swap(chunk.text);
    text_.clear();
  }
  pending_.pop_front();
}

void DeflateStream::take(DeflateChunk& chunk) {
  result_.crc = static_cast<std::uint32_t>(
      crc32_combine(result_.crc, chunk.crc, static_cast<z_off_t>(chunk.text.size())));
  result_.size += chunk.text.size();
  result_.deflated_size += chunk.deflated.size();
}

DeflatedText DeflateStream::finish() {
  if (passed_ != 0 && !text_.empty()) cut();
  while (!pending_.empty()) take_front();
  if (file_) {
    file_->close();
    return std::move(result_);
  }
  DeflateChunk chunk;
  chunk.text.swap(text_);
  workers_.run(chunk);
  take(chunk);
  result_.bytes = std::move(chunk.deflated);
  result_.file.clear();
  return std::move(result_);
}

}  // namespace tongbao::xlsx
