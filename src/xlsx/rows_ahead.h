// The rows of a ledger, read and bound on one thread while another writes those before.
#pragma once
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <optional>
#include <vector>

#include "content/ledger_content.h"

namespace tongbao::xlsx {

// Between two threads: the one calls read_first() and read(), the other the functions of the
// source, until one of them ends. The rows are those of the source in their order, and its error
// comes after them. A few hundred rows are held, whose memory goes round.
class RowsAhead : public content::LedgerSource {
 public:
  // Both must outlive it.
  RowsAhead(content::LedgerSource& source, const std::vector<content::Sheet>& sheets);

  // The first rows. False where these are all: the reader's own thread can write them.
  [[nodiscard]] bool read_first();
  // The others, up to the last one or stop(); what the source throws ends the rows, too.
  void read();

  [[nodiscard]] Result<bool> next(content::Row& row) override;
  [[nodiscard]] Result<std::vector<content::Band>> head(std::size_t sheet) override;
  // Once nothing is read any more.
  [[nodiscard]] Result<std::vector<content::Band>> foot(std::size_t sheet) override;
  // No more rows are wanted.
  void stop();

 private:
  struct Batch {
    std::vector<content::Row> rows;
    std::size_t count = 0;
  };
  using Lock = std::unique_lock<std::mutex>;

  [[nodiscard]] bool fill(Batch& batch);
  void ask_head(std::size_t sheet);
  [[nodiscard]] std::optional<Batch> take_free();
  void hand_on(Batch batch);
  void end();
  [[nodiscard]] bool take_ready();

  content::LedgerSource& source_;
  const std::vector<content::Sheet>& sheets_;

  // Written before the first row of their sheet is handed on, read after it came.
  std::vector<std::optional<Result<std::vector<content::Band>>>> heads_;
  Diagnostics errors_;  // of the source; read once all is handed on

  Batch at_hand_;  // of the writing thread
  std::size_t next_ = 0;

  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Batch> ready_;
  std::vector<Batch> free_;
  bool ended_ = false;
  bool stopped_ = false;
};

}  // namespace tongbao::xlsx
