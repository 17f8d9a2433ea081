// Tables of a notice.
#pragma once
#include <optional>

#include "content/notice_content.h"
#include "template/binder.h"

namespace tongbao::tmpl {

// Nothing where it has no row below its header rows. Rows come out whole: empty cells stand in the
// columns that are left, and no cell reaches beyond the header or the table's end. Errors:
// bind.badTable (cells that find no free column).
[[nodiscard]] std::optional<content::TableBlock> bind_table(const TableNode& node, Binder& binder);

}  // namespace tongbao::tmpl
