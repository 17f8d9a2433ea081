#include "audit/chain_of_tests.h"

#include <fstream>
#include <iterator>
#include <sstream>

namespace tongbao::audit {

Entry entry_number(int n) {
  const std::string number = std::to_string(n);
  return {.request_id = "r" + number,
          .key_id = "0123456789ab",
          .operator_ = "",
          .job = "",
          .n = std::nullopt,
          .template_id = "notice",
          .template_version = 2,
          .format = "pdf",
          .edition = "public",
          .input = sha256("record " + number),
          .document = sha256("document " + number),
          .bytes = static_cast<std::uint64_t>(n),
          .remark = ""};
}

std::shared_ptr<Log> AuditLog::open(const std::string& node, std::uint64_t full_at) const {
  auto opened = Log::open(folder(), node, "1.2.3", full_at);
  if (!opened) throw std::runtime_error(to_line(opened.error().front(), Language::en));
  return *opened;
}

std::string AuditLog::read(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

std::vector<std::string> AuditLog::lines_of(const std::string& file) const {
  std::istringstream text(read(folder() / file));
  std::vector<std::string> lines;
  for (std::string line; std::getline(text, line);) lines.push_back(line);
  return lines;
}

void AuditLog::write(const std::string& file, const std::vector<std::string>& lines) const {
  std::ofstream stream(folder() / file, std::ios::binary);
  for (const std::string& line : lines) stream << line << '\n';
}

Chain AuditLog::verified(const std::string& chain, const Heads& noted) const {
  const auto chains = verify(folder(), noted);
  if (!chains) throw std::runtime_error(to_line(chains.error().front(), Language::en));
  for (const Chain& each : *chains) {
    if (each.name == chain) return each;
  }
  throw std::runtime_error("no chain " + chain);
}

std::size_t AuditLog::whole_entries(const std::string& chain) const {
  const Chain found = verified(chain);
  for (const Diagnostic& error : found.errors) {
    if (error.severity == Severity::error) ADD_FAILURE() << to_line(error, Language::en);
  }
  return found.entries;
}

}  // namespace tongbao::audit
