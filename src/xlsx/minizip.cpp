#include "xlsx/minizip.h"

#include <array>
#include <charconv>
#include <cstdint>
#include <exception>
#include <string_view>
#include <system_error>

#include <xlsxwriter/third_party/zip.h>

// zipOpen is given nothing but the file name, so that carries the package's address: two workbooks
// in two threads need no table between them.
namespace tongbao::xlsx {

namespace {

constexpr std::string_view kPrefix = "tongbao:";
constexpr int kBase = 16;

ZipPackage* package_named(std::string_view name) {
  if (!name.starts_with(kPrefix)) return nullptr;
  name.remove_prefix(kPrefix.size());
  std::uintptr_t address = 0;
  const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), address, kBase);
  if (error != std::errc() || end != name.data() + name.size()) return nullptr;
  return reinterpret_cast<ZipPackage*>(address);  // NOLINT(performance-no-int-to-ptr)
}

// Runs `action` on the package; nothing may be thrown through C.
template <class Action>
int guarded(zipFile file, const Action& action) {
  try {
    action(*static_cast<ZipPackage*>(file));
    return ZIP_OK;
  } catch (const std::exception&) {
    return ZIP_INTERNALERROR;
  }
}

}  // namespace

std::string container_name(ZipPackage& package) {
  std::array<char, 2 * sizeof(std::uintptr_t)> digits{};
  const auto address = reinterpret_cast<std::uintptr_t>(&package);
  const auto written = std::to_chars(digits.data(), digits.data() + digits.size(), address, kBase);
  return std::string(kPrefix).append(digits.data(), written.ptr);
}

}  // namespace tongbao::xlsx

using tongbao::xlsx::guarded;
using tongbao::xlsx::ZipPackage;

extern "C" {

zipFile zipOpen(const char* name, int) {
  return tongbao::xlsx::package_named(name);
}

int zipOpenNewFileInZip4_64(zipFile file, const char* name, const zip_fileinfo*, const void*, uInt,
                            const void*, uInt, const char*, int, int, int, int, int, int,
                            const char*, uLong, uLong, uLong, int) {
  return guarded(file, [name](ZipPackage& package) { package.begin_entry(name); });
}

int zipWriteInFileInZip(zipFile file, const void* buf, unsigned len) {
  const std::string_view text(static_cast<const char*>(buf), len);
  return guarded(file, [text](ZipPackage& package) { package.write(text); });
}

int zipCloseFileInZip(zipFile file) {
  return guarded(file, [](ZipPackage& package) { package.end_entry(); });
}

int zipClose(zipFile file, const char*) {
  return guarded(file, [](ZipPackage& package) { package.finish(); });
}
}
