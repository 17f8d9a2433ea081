#include "render/unprinted.h"

#include "base/json_pointer.h"

namespace tongbao::render {

namespace {

Diagnostic not_printed(const Pointer& where, std::string_view zh, std::string_view en) {
  return {.code = "render.notPrinted",
          .where = Place::at_pointer(where.text()),
          .message =
              say("本版本还不能排印{0}（{1}）", "this version cannot print {1} ({0}) yet", zh, en),
          .hint = say("去掉该字段，即按不带版头、附件和印章的通报排印",
                      "without the field, the notice is printed plain")};
}

bool differs_in_public(const record::Publication& publication) {
  return !publication.show || !publication.title.empty() || !publication.body.empty() ||
         !publication.merged_into.empty();
}

void find_hidden(const std::vector<record::Section>& sections, const Pointer& at,
                 Diagnostics& errors) {
  for (std::size_t i = 0; i < sections.size(); ++i) {
    const Pointer section = at / i;
    const Pointer inner = section / "sections";
    find_hidden(sections[i].sections, inner, errors);
    const Pointer problems = section / "problems";
    for (std::size_t k = 0; k < sections[i].problems.size(); ++k) {
      const auto& publication = sections[i].problems[k].publication;
      if (!publication || !differs_in_public(*publication)) continue;
      const Pointer problem = problems / k;
      errors.push_back({.code = "render.publication",
                        .where = Place::at_pointer((problem / "publication").text()),
                        .message = say("本版本还不能按publication取舍公开版的内容",
                                       "this version cannot make the public edition that "
                                       "\"publication\" asks for yet"),
                        .hint = say("内部版可用edition=internal生成",
                                    "edition=internal prints the internal one")});
    }
  }
}

}  // namespace

Diagnostics find_unprinted(const record::Envelope& envelope) {
  Diagnostics errors;
  const record::Record& record = envelope.records.front();
  const Pointer root;
  if (record.document) {
    const Pointer document = root / "document";
    if (record.document->form != record::DocumentForm::plain) {
      errors.push_back(not_printed(document / "form", "版头和版记", "head and imprint"));
    }
    if (!record.document->attachments.empty()) {
      errors.push_back(not_printed(document / "attachments", "附件", "attachments"));
    }
  }
  const Pointer signatures = root / "signatures";
  for (std::size_t i = 0; i < record.signatures.size(); ++i) {
    if (record.signatures[i].seal.empty()) continue;
    const Pointer signature = signatures / i;
    errors.push_back(not_printed(signature / "seal", "印章", "seals"));
  }
  if (envelope.edition == record::Edition::public_) {
    const Pointer sections = root / "sections";
    find_hidden(record.sections, sections, errors);
  }
  return errors;
}

}  // namespace tongbao::render
