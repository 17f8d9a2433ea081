// libFuzzer's way in: the reader that TONGBAO_READER names.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "fuzz/readers.h"

namespace {

const tongbao::fuzz::Reader& chosen() {
  const char* const given = std::getenv("TONGBAO_READER");
  const std::string_view name = given == nullptr ? "" : given;
  const auto readers = tongbao::fuzz::readers();
  const auto found = std::find_if(readers.begin(), readers.end(),
                                  [name](const auto& reader) { return reader.name == name; });
  if (found != readers.end()) return *found;
  std::fprintf(stderr, "TONGBAO_READER names no reader\n");
  std::exit(2);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const tongbao::fuzz::Reader& reader = chosen();
  reader.read({reinterpret_cast<const char*>(data), size});
  return 0;
}
