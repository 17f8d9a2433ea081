// Whether the items' headings state problems (走访调研不够) or tasks (规范经费管理).
#pragma once
#include "importer/report.h"
#include "record/record.h"

namespace tongbao::importer {

// Sets titleKind of every problem that has a title. Rule: each title votes: `problem` if it names a
// deficiency (不到位, 差距…), else `task` if it begins with a verb of doing (完善, 加强…), else
// `problem` if it names a weaker one (问题, 违规…), else not at all. Where at least three quarters
// of the votes agree, all titles are of that kind; else each has its own vote, the others none, and
// a warning says so. Without any vote the kind stays open, with a warning.
// `line` is where the first problem stands.
void settle_title_kinds(record::Record& record, int line, Report& report);

}  // namespace tongbao::importer
