// The five functions of minizip that libxlsxwriter reaches its container through are defined in
// this room, so that the program's own come before libminizip's: fixed dates, the parts checked for
// what a full disk cut off, and a core.xml of ours.
#pragma once
#include <string>

#include "xlsx/zip_package.h"

namespace tongbao::xlsx {

// The file name under which libxlsxwriter must open its workbook for the container to go to
// `package`, which must live until the workbook is closed.
[[nodiscard]] std::string container_name(ZipPackage& package);

}  // namespace tongbao::xlsx
