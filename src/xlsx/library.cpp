#include "xlsx/library.h"

#include <algorithm>
#include <cmath>
#include <new>
#include <stdexcept>

#include <fmt/format.h>
#include <xlsxwriter.h>

namespace tongbao::xlsx {

namespace {

std::uint32_t byte_of(double part) {
  return static_cast<std::uint32_t>(std::lround(std::clamp(part, 0.0, 1.0) * 255));
}

}  // namespace

void check_call(int error, const char* call) {
  if (error == LXW_NO_ERROR) return;
  if (error == LXW_ERROR_MEMORY_MALLOC_FAILED) throw std::bad_alloc();
  throw std::logic_error(fmt::format("{}: {}", call, lxw_strerror(static_cast<lxw_error>(error))));
}

std::uint32_t colour_number(const content::Colour& colour) {
  const std::uint32_t number =
      byte_of(colour.red) << 16 | byte_of(colour.green) << 8 | byte_of(colour.blue);
  return number == 0 ? std::uint32_t{LXW_COLOR_BLACK} : number;  // 0 means none
}

}  // namespace tongbao::xlsx
