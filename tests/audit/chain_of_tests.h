// A folder with chains, and entries to fill them.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "audit/log.h"
#include "base/file.h"

namespace tongbao::audit {

[[nodiscard]] Entry entry_number(int n);

class AuditLog : public testing::Test {
 protected:
  [[nodiscard]] const std::filesystem::path& folder() const { return folder_.path(); }
  [[nodiscard]] std::shared_ptr<Log> open(const std::string& node = "node",
                                          std::uint64_t full_at = Log::full) const;
  [[nodiscard]] std::vector<std::string> lines_of(const std::string& file) const;
  [[nodiscard]] static std::string read(const std::filesystem::path& file);
  void write(const std::string& file, const std::vector<std::string>& lines) const;

  // The chain, verified.
  [[nodiscard]] Chain verified(const std::string& chain, const Heads& noted = {}) const;
  // How many entries it has; a chain that is not whole fails the test.
  [[nodiscard]] std::size_t whole_entries(const std::string& chain) const;

 private:
  TemporaryFolder folder_;
};

}  // namespace tongbao::audit
