#include "importer/import_document.h"

#include <iterator>
#include <utility>

#include "importer/import_text.h"

namespace tongbao::importer {

namespace {

// A page breaks a title where its measure ends: whether a break was wished does not show.
void join_title(Warned<record::Record>& imported) {
  std::string& title = imported.value.title;
  if (std::erase(title, '\n') == 0) return;
  imported.diagnostics.push_back(
      {.code = "import.joinedTitle",
       .severity = Severity::note,
       .where = {.pointer = "/title"},
       .message = say("标题的各行已接为一行：{}", "the title's lines were joined: {}", title),
       .hint = say("需要在某处换行的，请在标题中写明", "write the break where one is wished")});
}

}  // namespace

Result<Warned<record::Record>> import_document(std::string_view bytes,
                                               const documents::Declared& declared) {
  auto text = documents::read_document(bytes, declared);
  if (!text) return failure(std::move(text.error()));
  auto imported = import_text(text->value);
  if (!imported) return imported;
  const auto type = declared.type.value_or(documents::detect_type(bytes));
  if (type == documents::DocumentType::pdf) join_title(*imported);
  Diagnostics all = std::move(text->diagnostics);
  all.insert(all.end(), std::make_move_iterator(imported->diagnostics.begin()),
             std::make_move_iterator(imported->diagnostics.end()));
  imported->diagnostics = std::move(all);
  return imported;
}

}  // namespace tongbao::importer
