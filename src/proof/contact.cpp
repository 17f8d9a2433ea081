// 联系方式, as the closing paragraphs print it, else as the record has it.
#include <algorithm>
#include <array>

#include "proof/families.h"

namespace tongbao::proof {

namespace {

constexpr auto phone_labels = std::to_array<Text>({U"联系电话", U"监督电话", U"举报电话", U"电话"});
constexpr auto labels = std::to_array<Text>(
    {U"联系电话", U"监督电话", U"举报电话", U"电话", U"邮政地址", U"通讯地址", U"联系地址", U"地址",
     U"邮政编码", U"邮编", U"电子邮箱", U"电子邮件", U"邮箱", U"传真"});

// `words` where the closing prints them, else in the contact's own field.
void report(std::string_view code, const Subject& subject, const std::string& words,
            const char* field, Findings& findings) {
  const std::u32string wide = to_utf32(words);
  for (const Unit& unit : subject.units) {
    const std::size_t found = unit.closing ? unit.text.find(wide) : Text::npos;
    if (found == Text::npos || words.empty()) continue;
    findings.add(code, unit, {found, found + wide.size()}, std::nullopt);
    return;
  }
  findings.add_field(code, field, words, std::nullopt);
}

// Seven or eight digits are a local number; 12388 and 400… are not.
bool lacks_area_code(std::string_view number) {
  const auto digits =
      std::count_if(number.begin(), number.end(), [](char c) { return c >= '0' && c <= '9'; });
  return (digits == 7 || digits == 8) && number.front() != '0';
}

void check_phone(const Subject& subject, const std::string& phone, Findings& findings) {
  std::string number;
  int rest = 20;  // numbers looked at
  const auto judge = [&] {
    if (!number.empty() && rest-- > 0 && lacks_area_code(number)) {
      report("contact.areaCode", subject, number, "/contact/phone", findings);
    }
    number.clear();
  };
  for (const char c : phone) {
    const bool belongs = (c >= '0' && c <= '9') || (c == '-' && !number.empty());
    if (belongs) {
      number += c;
    } else {
      judge();
    }
  }
  judge();
}

void check_mail(const Subject& subject, const WordLists& lists, const std::string& email,
                Findings& findings) {
  const std::size_t at_sign = email.rfind('@');
  if (at_sign == std::string::npos) return;
  std::string domain = email.substr(at_sign + 1);
  std::transform(domain.begin(), domain.end(), domain.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  if (!lists.personal_mailboxes.contains(domain)) return;
  report("contact.mailbox", subject, email, "/contact/email", findings);
}

const Unit* contact_unit(const Subject& subject) {
  const auto found = std::find_if(subject.units.begin(), subject.units.end(), [](const Unit& unit) {
    return unit.closing && std::any_of(phone_labels.begin(), phone_labels.end(),
                                       [&](Text label) { return contains(unit.text, label); });
  });
  return found == subject.units.end() ? nullptr : &*found;
}

void report_missing(std::string_view code, const Unit* unit, Findings& findings) {
  if (unit == nullptr) {
    findings.add_field(code, "/contact", "", std::nullopt);
  } else {
    findings.add(code, *unit, {0, 0}, std::nullopt);
  }
}

bool closing_has(const Subject& subject, Text words) {
  return std::any_of(subject.units.begin(), subject.units.end(),
                     [&](const Unit& unit) { return unit.closing && contains(unit.text, words); });
}

struct FoundLabel {
  Span span;
  char32_t before = 0;
};

std::vector<FoundLabel> labels_in(Text text) {
  std::vector<FoundLabel> found;
  for (std::size_t i = 0; i < text.size(); ++i) {
    for (const Text label : labels) {
      if (!text.substr(i).starts_with(label)) continue;
      found.push_back({{i, i + label.size()}, i > 0 ? text[i - 1] : U'\0'});
      i += label.size() - 1;
      break;
    }
  }
  return found;
}

void check_labels(const Unit& unit, Findings& findings) {
  const Text text = unit.text;
  constexpr Text doubled = U"联系方式：电话：";
  if (const std::size_t found = text.find(doubled); found != Text::npos) {
    findings.add("contact.doubledLabel", unit, {found, found + doubled.size()},
                 perhaps(U"联系电话："));
  }
  const FoundLabel* semicolon = nullptr;
  const FoundLabel* comma = nullptr;
  const std::vector<FoundLabel> found = labels_in(text);
  for (const FoundLabel& label : found) {
    if (label.before == U'；') semicolon = &label;
    if (label.before == U'，') comma = &label;
    if (is_digit(at(text, label.span.end))) {
      const std::u32string name(text.substr(label.span.begin, label.span.end - label.span.begin));
      findings.add("contact.labelMark", unit, label.span, perhaps(name + U"："), to_utf8(name));
    }
  }
  if (semicolon == nullptr || comma == nullptr) return;
  findings.add("contact.separators", unit, {comma->span.begin - 1, comma->span.begin},
               perhaps(U"；"));
}

// What the data hold and the printed invitation does not.
void check_mismatch(const Subject& subject, const std::string& words, const char* field,
                    Findings& findings) {
  if (words.empty() || closing_has(subject, to_utf32(words))) return;
  findings.add_field("contact.mismatch", field, words, std::nullopt, words);
}

}  // namespace

void check_contact(const Subject& subject, const WordLists& lists, Findings& findings) {
  const Unit* unit = contact_unit(subject);
  if (unit != nullptr) check_labels(*unit, findings);
  if (!subject.record.contact) return;
  const record::Contact& contact = *subject.record.contact;
  check_phone(subject, contact.phone, findings);
  check_mail(subject, lists, contact.email, findings);
  const bool has_postcode = closing_has(subject, U"邮编") || closing_has(subject, U"邮政编码");
  if (contact.postcode.empty() && !contact.address.empty() && !has_postcode) {
    report_missing("contact.postcode", unit, findings);
  }
  if (contact.email.empty() && !closing_has(subject, U"@")) {
    report_missing("contact.email", unit, findings);
  }
  if (unit == nullptr) return;
  check_mismatch(subject, contact.phone, "/contact/phone", findings);
  check_mismatch(subject, contact.email, "/contact/email", findings);
  check_mismatch(subject, contact.postcode, "/contact/postcode", findings);
}

}  // namespace tongbao::proof
