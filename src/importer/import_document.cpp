#include "importer/import_document.h"

#include <iterator>
#include <utility>

#include "importer/import_text.h"

namespace tongbao::importer {

Result<Warned<record::Record>> import_document(std::string_view bytes,
                                               const documents::Declared& declared) {
  auto text = documents::read_document(bytes, declared);
  if (!text) return failure(std::move(text.error()));
  auto imported = import_text(text->value);
  if (!imported) return imported;
  Diagnostics all = std::move(text->diagnostics);
  all.insert(all.end(), std::make_move_iterator(imported->diagnostics.begin()),
             std::make_move_iterator(imported->diagnostics.end()));
  imported->diagnostics = std::move(all);
  return imported;
}

}  // namespace tongbao::importer
