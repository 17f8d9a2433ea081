#include <ostream>

#include <fmt/ranges.h>

#include "base/file.h"
#include "cli/command.h"
#include "cli/console.h"
#include "cli/installation.h"
#include "cli/table.h"

namespace tongbao::cli {

namespace {

constexpr std::size_t template_bytes_limit = std::size_t{4} << 20;

std::string formats_text(tmpl::Kind kind) {
  std::vector<std::string_view> names;
  for (const render::Format format : render::formats_of(kind)) {
    names.push_back(render::name_of(format));
  }
  return fmt::format("{}", fmt::join(names, ", "));
}

// True where `file` is a sound template.
Result<bool> check_template(const FileName& file, Console& console) {
  const auto xml = read_input(file, template_bytes_limit, console);
  if (!xml) return failure(xml.error());
  const auto parsed = tmpl::Template::parse(*xml, file);
  if (!parsed) {
    say_all(parsed.error(), file, console);
    return false;
  }
  console.out << file << say("：无误\n", ": sound\n").in(console.language);
  return true;
}

}  // namespace

int execute(const ListTemplates& command, Console& console) {
  const auto catalogue = open_catalogue(command.folders);
  if (!catalogue) return fail(catalogue.error(), {}, console);
  const bool zh = console.language == Language::zh;
  std::vector<std::vector<std::string>> rows;
  rows.push_back(zh ? std::vector<std::string>{"编号", "名称", "格式", "说明"}
                    : std::vector<std::string>{"ID", "NAME", "FORMATS", "DESCRIPTION"});
  for (const std::string& id : (*catalogue)->ids()) {
    const tmpl::Template& tmpl = *(*catalogue)->find(id);
    rows.push_back({id, tmpl.name(), formats_text(tmpl.kind()), tmpl.description()});
  }
  return deliver("-", table(rows), console);
}

int execute(const ShowTemplate& command, Console& console) {
  const auto folder = templates_folder(command.folders);
  if (!folder) return fail(folder.error(), {}, console);
  const auto catalogue = render::Catalogue::load(*folder);
  if (!catalogue) return fail(catalogue.error(), {}, console);
  const auto tmpl = (*catalogue)->require(command.id);
  if (!tmpl) return fail(tmpl.error(), {}, console);
  const bool zh = console.language == Language::zh;
  const std::string shown =
      table({{zh ? "编号" : "id", (*tmpl)->id()},
             {zh ? "名称" : "name", (*tmpl)->name()},
             {zh ? "说明" : "description", (*tmpl)->description()},
             {zh ? "格式" : "formats", formats_text((*tmpl)->kind())},
             {zh ? "文件" : "file", (*folder / (command.id + ".xml")).string()}});
  return deliver("-", shown, console);
}

int execute(const CheckTemplates& command, Console& console) {
  int code = exit_done;
  for (const FileName& file : command.files) {
    const auto sound = check_template(file, console);
    if (!sound) {
      code = fail(sound.error(), file, console);
    } else if (!*sound && code == exit_done) {
      code = exit_no;
    }
  }
  return code;
}

}  // namespace tongbao::cli
