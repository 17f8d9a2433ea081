// The archive of a workbook: parts by name, inflated in blocks within limits. The only file
// of the room that knows libzip. Internal to the room.
#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "workbook/read_workbook.h"

struct zip;

namespace tongbao::workbook {

class Package {
 public:
  // `bytes` must outlive the package. Errors: workbook.notXlsx, workbook.tooLarge.
  [[nodiscard]] static Result<Package> open(std::string_view bytes, const ReadLimits& limits);

  [[nodiscard]] bool has(const std::string& part) const;

  // Hands the part to `take` in blocks, until that fails or the part ends. Errors:
  // workbook.damaged, workbook.tooLarge, and those of `take`.
  [[nodiscard]] Result<void> read(const std::string& part,
                                  const std::function<Result<void>(std::string_view)>& take);

 private:
  struct Discard {
    void operator()(zip* archive) const;
  };
  Package(zip* archive, const ReadLimits& limits) : archive_(archive), limits_(limits) {}
  [[nodiscard]] Result<void> count(std::uint64_t bytes, std::uint64_t of_part,
                                   std::uint64_t deflated, const std::string& part);

  std::unique_ptr<zip, Discard> archive_;
  ReadLimits limits_;
  std::uint64_t inflated_ = 0;
};

}  // namespace tongbao::workbook
