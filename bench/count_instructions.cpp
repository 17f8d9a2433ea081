// Runs each stage of a notice once under callgrind, and a ledger, and proofreading; callgrind
// writes what each took into a file that names it. bench/measuring/instructions.py reads these.
//   valgrind --tool=callgrind --instr-atstart=no count_instructions RECORD.json PROJECT_FOLDER
#include <valgrind/callgrind.h>

#include "base/file.h"
#include "layout/layout.h"
#include "pdf/font_program_cache.h"
#include "pdf/write_pdf.h"
#include "proof/check.h"
#include "record/reader.h"
#include "render/renderer.h"
#include "value_or_exit.h"

namespace {

using namespace tongbao;
using bench::value_or_exit;

// The result of `work`, which ran once before: what a first run sets up is not counted.
template <class Work>
auto counted(const char* stage, Work work) {
  work();
  CALLGRIND_ZERO_STATS;
  CALLGRIND_START_INSTRUMENTATION;
  auto result = work();
  CALLGRIND_STOP_INSTRUMENTATION;
  CALLGRIND_DUMP_STATS_AT(stage);
  return result;
}

void count_notice(const std::string& json, const render::Catalogue& templates,
                  const font::FontSet& fonts) {
  const auto envelope = counted("read", [&] { return value_or_exit(record::read_envelope(json)); });
  const tmpl::Template& notice = *templates.find("notice");
  const auto content =
      counted("bind", [&] { return value_or_exit(tmpl::bind_notice(notice, envelope)); });
  const auto pages =
      counted("layout", [&] { return value_or_exit(layout::lay_out(content, fonts)).value; });
  pdf::FontProgramCache nothing_kept(fonts, 0);
  nothing_kept.prepare();
  counted("pdf/new", [&] { return pdf::write_pdf(pages, nothing_kept); });
  pdf::FontProgramCache kept(fonts, std::size_t{8} << 20);
  counted("pdf/seen", [&] { return pdf::write_pdf(pages, kept); });
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: count_instructions RECORD.json PROJECT_FOLDER\n";
    return 2;
  }
  const std::filesystem::path project = argv[2];
  const std::string json = value_or_exit(read_file(argv[1], std::size_t{64} << 20));
  const auto templates = value_or_exit(render::Catalogue::load(project / "templates"));
  const auto fonts = value_or_exit(font::FontSet::load(project / "fonts"));
  count_notice(json, *templates, *fonts);

  const auto envelope = value_or_exit(record::read_envelope(json));
  const render::Renderer renderer(templates, fonts);
  counted("ledger", [&] {
    return value_or_exit(renderer.render({.template_id = "ledger", .format = {}}, envelope));
  });
  const auto lists = value_or_exit(proof::WordLists::load(project / "proof"));
  counted("check", [&] { return proof::check(envelope, lists); });
  return 0;
}
