#include "xlsx/rows_ahead.h"

#include <utility>
#include <variant>

namespace tongbao::xlsx {

namespace {

constexpr std::size_t kBatchRows = 32;
constexpr std::size_t kBatches = 4;  // between the threads

}  // namespace

RowsAhead::RowsAhead(content::LedgerSource& source, const std::vector<content::Sheet>& sheets)
    : source_(source), sheets_(sheets), heads_(sheets.size()), free_(kBatches) {}

// The head is asked for here, where rows are bound: both use the source.
void RowsAhead::ask_head(std::size_t sheet) {
  if (heads_.at(sheet) || !std::holds_alternative<content::Table>(sheets_[sheet].content)) return;
  heads_[sheet] = source_.head(sheet);
}

// False after the last row.
bool RowsAhead::fill(Batch& batch) {
  batch.rows.resize(kBatchRows);
  for (batch.count = 0; batch.count < kBatchRows; ++batch.count) {
    content::Row& row = batch.rows[batch.count];
    Result<bool> more = source_.next(row);
    if (!more) errors_ = std::move(more.error());
    if (!more || !*more) return false;
    ask_head(row.sheet);
  }
  return true;
}

std::optional<RowsAhead::Batch> RowsAhead::take_free() {
  Lock lock(mutex_);
  changed_.wait(lock, [this] { return stopped_ || !free_.empty(); });
  if (stopped_) return std::nullopt;
  Batch batch = std::move(free_.back());
  free_.pop_back();
  return batch;
}

void RowsAhead::hand_on(Batch batch) {
  const Lock lock(mutex_);
  ready_.push_back(std::move(batch));
  changed_.notify_one();
}

void RowsAhead::end() {
  const Lock lock(mutex_);
  ended_ = true;
  changed_.notify_one();
}

bool RowsAhead::read_first() {
  std::optional<Batch> batch = take_free();
  const bool more = fill(*batch);
  hand_on(*std::move(batch));
  if (!more) end();
  return more;
}

void RowsAhead::read() {
  try {
    bool more = true;
    while (more) {
      std::optional<Batch> batch = take_free();
      if (!batch) return;
      more = fill(*batch);
      hand_on(*std::move(batch));
    }
  } catch (...) {
    end();
    throw;
  }
  end();
}

// Gives the batch at hand back; false after the last one.
bool RowsAhead::take_ready() {
  Lock lock(mutex_);
  if (!at_hand_.rows.empty()) {
    free_.push_back(std::move(at_hand_));
    changed_.notify_one();
  }
  at_hand_ = {};
  next_ = 0;
  changed_.wait(lock, [this] { return ended_ || !ready_.empty(); });
  if (ready_.empty()) return false;
  at_hand_ = std::move(ready_.front());
  ready_.pop_front();
  return true;
}

Result<bool> RowsAhead::next(content::Row& row) {
  while (next_ == at_hand_.count) {
    if (take_ready()) continue;
    if (errors_.empty()) return false;
    return failure(std::move(errors_));
  }
  std::swap(row, at_hand_.rows[next_++]);
  return true;
}

Result<std::vector<content::Band>> RowsAhead::head(std::size_t sheet) {
  // A sheet without rows: its head is asked for when all were read.
  return heads_[sheet] ? *std::move(heads_[sheet]) : source_.head(sheet);
}

Result<std::vector<content::Band>> RowsAhead::foot(std::size_t sheet) {
  return source_.foot(sheet);
}

void RowsAhead::stop() {
  const Lock lock(mutex_);
  stopped_ = true;
  changed_.notify_one();
}

}  // namespace tongbao::xlsx
