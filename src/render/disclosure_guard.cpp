#include "render/disclosure_guard.h"

#include <algorithm>
#include <string>
#include <variant>
#include <vector>

#include "base/utf8.h"
#include "proof/internal_names.h"
#include "proof/personal_data.h"

namespace tongbao::render {

namespace {

using content::Paragraph;
using content::Span;

Bilingual name_of(proof::PersonalData kind) {
  switch (kind) {
    case proof::PersonalData::identity:
      return {"身份证号码", "an identity-card number"};
    case proof::PersonalData::mobile:
      return {"个人手机号码", "a personal mobile number"};
    case proof::PersonalData::account:
      break;
  }
  return {"银行账号", "a bank account"};
}

class Guard {
 public:
  explicit Guard(const record::Record& record) : names_(proof::internal_names(record)) {
    if (record.contact) contact_ = to_utf32(record.contact->phone);
  }

  Diagnostics look(const content::NoticeContent& notice) {
    look_at(notice.metadata.title, "/title");
    for (const content::Block& block : notice.blocks) {
      std::visit([this](const auto& one) { look_at(one); }, block);
    }
    return std::move(found_);
  }

 private:
  void look_at(const Paragraph& paragraph) { look_at(paragraph.spans); }
  void look_at(const content::MarkBlock& mark) {
    for (const Span& name : mark.names) look_at(std::vector{name});
  }
  void look_at(const content::SidesBlock& sides) {
    look_at(sides.left);
    look_at(sides.right);
  }
  void look_at(const content::SignersBlock& signers) {
    look_at(signers.number);
    for (const Span& name : signers.names) look_at(std::vector{name});
  }
  void look_at(const content::RuleBlock& /*rule*/) {}
  void look_at(const content::PageBreak& /*page*/) {}
  void look_at(const content::SignatureBlock& signature) {
    for (const content::Signer& signer : signature.signers) {
      look_at(std::vector{signer.name});
      if (signer.post) look_at(std::vector{*signer.post});
    }
  }
  void look_at(const content::TableBlock& table) {
    for (const content::TableRow& row : table.rows) {
      for (const content::TableCell& cell : row.cells) {
        for (const Paragraph& paragraph : cell.text) look_at(paragraph);
      }
    }
  }
  void look_at(const content::ImprintBlock& imprint) {
    for (const auto& entry : imprint.entries) {
      std::visit([this](const auto& one) { look_at(one); }, entry);
    }
  }

  // Spans that stand in one line of text: a number may run over several.
  void look_at(const std::vector<Span>& spans) {
    if (names_.empty() && !may_hold_data(spans)) return;
    std::u32string text;
    std::vector<std::size_t> ends;
    for (const Span& span : spans) {
      text += to_utf32(span.text);
      ends.push_back(text.size());
    }
    look_at(text, [&](std::size_t at) {
      const auto end = std::upper_bound(ends.begin(), ends.end(), at);
      return spans[static_cast<std::size_t>(end - ends.begin())].source;
    });
  }

  // Few texts have that many letters and digits in a row; the others need not be decoded.
  static bool may_hold_data(const std::vector<Span>& spans) {
    std::size_t in_a_row = 0;
    for (const Span& span : spans) {
      for (const char c : span.text) {
        const bool counts =
            (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
        in_a_row = counts ? in_a_row + 1 : 0;
        if (in_a_row == proof::shortest_personal_data) return true;
      }
    }
    return false;
  }

  void look_at(const std::string& text, const char* pointer) {
    look_at(to_utf32(text), [pointer](std::size_t /*at*/) { return std::string(pointer); });
  }

  template <class Pointer>
  void look_at(const std::u32string& text, const Pointer& pointer_at) {
    for (const proof::FoundData& data : proof::find_personal_data(text)) {
      const std::size_t size = data.span.end - data.span.begin;
      if (contact_.find(text.substr(data.span.begin, size)) != std::u32string::npos) continue;
      add(name_of(data.kind), pointer_at(data.span.begin));
    }
    for (const std::u32string& name : names_) {
      const std::size_t at = text.find(name);
      if (at != std::u32string::npos) {
        add({"标为内部的姓名", "a name marked internal"}, pointer_at(at));
      }
    }
  }

  void add(const Bilingual& what, std::string pointer) {
    constexpr std::size_t most = 100;
    if (found_.size() == most) return;
    found_.push_back(
        {.code = "render.personalData",
         .where = Place::at_pointer(std::move(pointer)),
         .message =
             Bilingual{"公开版不能印" + what.zh, "the public edition cannot print " + what.en},
         .hint = say("改写该处；确须公开的，用 --allow-personal-data（HTTP：allow=personal-data），"
                     "会留下记录",
                     "reword it; where it must be public: --allow-personal-data "
                     "(HTTP: allow=personal-data), which is logged")});
  }

  std::vector<std::u32string> names_;
  std::u32string contact_;
  Diagnostics found_;
};

}  // namespace

Diagnostics find_personal_data(const content::NoticeContent& notice, const record::Record& record) {
  return Guard(record).look(notice);
}

}  // namespace tongbao::render
