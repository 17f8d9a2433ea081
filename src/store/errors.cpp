#include "store/errors.h"

#include <utility>

namespace tongbao::store {

Diagnostic store_error(const char* code, Bilingual message, Bilingual hint) {
  return {.code = code, .where = {}, .message = std::move(message), .hint = std::move(hint)};
}

Diagnostic unavailable(std::string_view reason) {
  return store_error("store.unavailable",
                     say("数据存储暂不可用：{}", "the store is not available: {}", reason),
                     say("稍后重试；若持续出现，请检查数据库或数据目录",
                         "try again later; if it stays, look at the database or the data folder"));
}

Diagnostic folder_error(const std::filesystem::path& folder, std::string_view reason) {
  Diagnostic error = store_error(
      "store.folder", say("数据目录不可用：{}", "the data folder cannot be used: {}", reason),
      say("用 --data 指定可写的目录", "name a folder that can be written with --data"));
  error.where.file = folder.string();
  return error;
}

Diagnostic error_of(const SqlError& error) {
  const std::string_view reason = error.what();
  switch (error.kind()) {
    case SqlError::Kind::full:
      return store_error(
          "store.full", say("数据存储的磁盘已满：{}", "the disk of the store is full: {}", reason));
    case SqlError::Kind::newer:
      return store_error(
          "store.newerSchema",
          say("数据存储属于更新版本的程序：{}",
              "the store belongs to a later version of the program: {}", reason),
          say("请使用该版本或更新的程序", "use that version of the program, or a later one"));
    default:
      return unavailable(reason);
  }
}

Diagnostic blob_lost(const Sha256& digest) {
  return store_error("store.blobLost", say("存储中没有完整的内容{}",
                                           "the store has no sound content {}", hex(digest)));
}

}  // namespace tongbao::store
