// GB/T 9704-2012, 7.3.5: who signs, the date, seals and stamps.
#include <algorithm>
#include <variant>

#include "conformance/clauses.h"
#include "conformance/parts.h"

namespace tongbao::conformance {

namespace {

using content::Picture;
using content::SignatureBlock;

enum class Kind { none, unsealed, sealed, stamped };

const SignatureBlock* signature_of(const MeasuredPages& pages) {
  for (const content::Block& block : pages.notice.blocks) {
    if (const auto* signature = std::get_if<SignatureBlock>(&block)) return signature;
  }
  return nullptr;
}

Kind kind_of(const SignatureBlock* signature) {
  if (signature == nullptr) return Kind::none;
  const auto& signers = signature->signers;
  const auto any = [&](auto has) { return std::any_of(signers.begin(), signers.end(), has); };
  if (any([](const content::Signer& s) { return s.seal.has_value(); })) return Kind::sealed;
  if (any([](const content::Signer& s) { return s.stamp.has_value(); })) return Kind::stamped;
  return Kind::unsealed;
}

struct PlacedPicture {
  const Picture* picture = nullptr;
  std::size_t page = 0;

  [[nodiscard]] double centre() const { return (picture->x + picture->width / 2).value; }
  [[nodiscard]] double middle() const { return (picture->y + picture->height / 2).value; }
  [[nodiscard]] double right() const { return (picture->x + picture->width).value; }
  [[nodiscard]] double top() const { return picture->y.value; }
  [[nodiscard]] double bottom() const { return (picture->y + picture->height).value; }
};

std::vector<PlacedPicture> pictures_of(const MeasuredPages& pages) {
  std::vector<PlacedPicture> found;
  for (std::size_t page = 0; page < pages.document.pages.size(); ++page) {
    for (const Picture& picture : pages.document.pages[page].pictures) {
      found.push_back({&picture, page});
    }
  }
  return found;
}

double centre_of(const TextLine& line) {
  return (line.left() + line.right()) / 2;
}

double from_right(const TextLine& line) {
  return (type_right - line.right()) / cell;
}

const TextLine* last_of(const MeasuredPages& pages, Part part) {
  const auto lines = pages.of(part);
  return lines.empty() ? nullptr : lines.back();
}

// The last line of text or the foot of the last table above the signature, on its page.
struct Above {
  double slot_bottom = 0;
  bool found = false;
};

bool is_of_signature(Part part) {
  return part == Part::signature || part == Part::date || part == Part::note ||
         part == Part::page_number || part == Part::imprint;
}

Above above_signature(const MeasuredPages& pages, const TextLine& first) {
  Above above;
  for (const TextLine& line : pages.lines) {
    if (&line == &first) break;
    if (line.page != first.page || is_of_signature(line.part)) continue;
    above = {std::max(above.slot_bottom, line.slot_bottom()), true};
  }
  return above;
}

// What stands highest of a signature: its first line.
const TextLine* first_line(const MeasuredPages& pages) {
  const TextLine* first = nullptr;
  for (const Part part : {Part::signature, Part::date}) {
    for (const TextLine* line : pages.of(part)) {
      const bool above = first == nullptr || line->page < first->page ||
                         (line->page == first->page && line->baseline < first->baseline);
      if (above) first = line;
    }
  }
  return first;
}

void take_seal(const PlacedPicture& seal, const MeasuredPages& pages, Findings& findings) {
  const TextLine* name = nullptr;
  for (const TextLine* line : pages.of(Part::signature)) {
    const bool under = line->page == seal.page && line->middle() > seal.top() &&
                       line->middle() < seal.bottom() && centre_of(*line) > seal.picture->x.value &&
                       centre_of(*line) < seal.right();
    if (under) name = line;
  }
  findings.demand("sealOverName", name != nullptr, seal.page);
  if (name == nullptr) return;
  findings.take({"sealOffCentreOfName", "mm", exactly(0, 0.5)},
                (seal.centre() - centre_of(*name)) / mm, *name);
  // A seal goes deep enough that the name stands at its middle or a little lower.
  findings.take({"nameBelowMiddleOfSeal", "mm", between(-10, 10)},
                (name->middle() - seal.middle()) / mm, *name);
}

void take_top_of_seals(const std::vector<PlacedPicture>& seals, const MeasuredPages& pages,
                       Findings& findings) {
  const auto top = std::min_element(seals.begin(), seals.end(), [](const auto& a, const auto& b) {
    return std::pair(a.page, a.top()) < std::pair(b.page, b.top());
  });
  const TextLine* first = first_line(pages);
  const Above above = above_signature(pages, *first);
  findings.demand("textAboveSeal", above.found && first->page == top->page, top->page);
  if (!above.found) return;
  findings.take({"sealBelowText", "lines", between(-0.02, 1)},
                (top->top() - above.slot_bottom) / line_pitch, top->page);
}

void take_gaps_of_seals(const std::vector<PlacedPicture>& seals, Findings& findings) {
  for (std::size_t i = 0; i < seals.size(); ++i) {
    for (std::size_t k = i + 1; k < seals.size(); ++k) {
      if (seals[i].page != seals[k].page) continue;
      const double across = std::max(seals[i].picture->x.value - seals[k].right(),
                                     seals[k].picture->x.value - seals[i].right());
      const double down =
          std::max(seals[i].top() - seals[k].bottom(), seals[k].top() - seals[i].bottom());
      findings.take({"betweenSeals", "mm", at_least(0)}, std::max(across, down) / mm,
                    seals[i].page);
    }
  }
}

std::size_t lines_of_text_on(const MeasuredPages& pages, std::size_t page) {
  return static_cast<std::size_t>(std::count_if(
      pages.lines.begin(), pages.lines.end(),
      [&](const TextLine& line) { return line.page == page && !is_of_signature(line.part); }));
}

}  // namespace

void check_sealed(const MeasuredPages& pages, Findings& findings) {
  const SignatureBlock* signature = signature_of(pages);
  if (kind_of(signature) != Kind::sealed || first_line(pages) == nullptr) return;
  const auto seals = pictures_of(pages);
  const auto wanted = std::count_if(signature->signers.begin(), signature->signers.end(),
                                    [](const content::Signer& s) { return s.seal.has_value(); });
  findings.take({"sealsMissing", "count", exactly(0, 0)},
                static_cast<double>(wanted) - static_cast<double>(seals.size()),
                first_line(pages)->page);
  for (const PlacedPicture& seal : seals) take_seal(seal, pages, findings);
  if (!seals.empty()) take_top_of_seals(seals, pages, findings);
  take_gaps_of_seals(seals, findings);
  const TextLine* date = last_of(pages, Part::date);
  const TextLine* name = last_of(pages, Part::signature);
  if (date == nullptr || name == nullptr) return;
  // A name or seal that is wider than the room beside the date pushes it further in.
  findings.take({"dateCharactersFromRight", "characters", at_least(3.95)}, from_right(*date),
                *date);
  const double edge =
      type_right - std::max(name->right(), seals.empty() ? 0 : seals.back().right());
  const bool pushed = edge < 0.5;
  if (!pushed) {
    findings.take({"dateCharactersFromRightAtMost", "characters", at_most(4.05)}, from_right(*date),
                  *date);
  }
  findings.take({"nameOffCentreOfDate", "mm", exactly(0, 0.5)},
                (centre_of(*name) - centre_of(*date)) / mm, *name);
  findings.take({"dateBelowName", "lines", exactly(1, 0.05)}, empty_lines(*name, *date) + 1, *date);
  if (seals.empty()) return;
  const double seal_bottom = seals.back().bottom();
  findings.demand("sealOverDate",
                  date->ink_top() > seals.back().top() && date->ink_top() < seal_bottom, *date);
}

void check_unsealed(const MeasuredPages& pages, Findings& findings) {
  if (kind_of(signature_of(pages)) != Kind::unsealed) return;
  const auto names = pages.of(Part::signature);
  const TextLine* date = last_of(pages, Part::date);
  const TextLine* first = first_line(pages);
  if (first == nullptr) return;
  const Above above = above_signature(pages, *first);
  if (above.found) {
    findings.take({"emptyLinesAbove", "lines", exactly(1, 0.05)},
                  (first->slot_top() - above.slot_bottom) / line_pitch, *first);
  }
  if (names.empty() || date == nullptr) {
    findings.take({"charactersFromRight", "characters", exactly(2, 0.05)}, from_right(*first),
                  *first);
    return;
  }
  const auto widest = *std::max_element(
      names.begin(), names.end(),
      [](const TextLine* a, const TextLine* b) { return a->width() < b->width(); });
  const bool long_date = date->width() > widest->width() + 0.01;
  const TextLine& at_edge = long_date ? *date : *widest;
  findings.take({"charactersFromRight", "characters", exactly(2, 0.05)}, from_right(at_edge),
                at_edge);
  const double shift = (date->left() - widest->left()) / cell;
  // Where the name begins at the type area's very edge, it cannot move further.
  const bool room = widest->left() > type_left + 0.5;
  if (room) {
    findings.take({"dateRightOfName", "characters", exactly(2, 0.05)}, shift, *date);
  }
  if (names.back()->page == date->page) {
    findings.take({"dateBelowName", "lines", exactly(1, 0.05)},
                  empty_lines(*names.back(), *date) + 1, *date);
  }
}

void check_stamped(const MeasuredPages& pages, Findings& findings) {
  if (kind_of(signature_of(pages)) != Kind::stamped) return;
  const auto stamps = pictures_of(pages);
  findings.take({"stamps", "count", at_least(1)}, static_cast<double>(stamps.size()),
                stamps.empty() ? 0 : stamps.front().page);
  const TextLine* first = first_line(pages);
  if (first == nullptr || stamps.empty()) return;
  for (const PlacedPicture& stamp : stamps) {
    findings.take({"stampCharactersFromRight", "characters", exactly(4, 0.05)},
                  (type_right - stamp.right()) / cell, stamp.page);
    for (const TextLine* post : pages.of(Part::signature)) {
      const bool beside = post->page == stamp.page && post->middle() > stamp.top() &&
                          post->middle() < stamp.bottom();
      if (!beside) continue;
      findings.take({"postCharactersFromStamp", "characters", exactly(2, 0.05)},
                    (stamp.picture->x.value - post->right()) / cell, *post);
      findings.take({"postOffMiddleOfStamp", "mm", exactly(0, 0.5)},
                    (post->middle() - stamp.middle()) / mm, *post);
    }
  }
  const Above above = above_signature(pages, *first);
  if (above.found) {
    findings.take({"stampBelowText", "lines", between(1.95, 3)},
                  (stamps.front().top() - above.slot_bottom) / line_pitch, stamps.front().page);
  }
  const TextLine* date = last_of(pages, Part::date);
  if (date == nullptr) return;
  findings.take({"dateCharactersFromRight", "characters", exactly(4, 0.05)}, from_right(*date),
                *date);
  findings.take({"dateBelowStamp", "lines", between(0.95, 2)},
                (date->slot_top() - stamps.back().bottom()) / line_pitch, *date);
}

void check_date(const MeasuredPages& pages, Findings& findings) {
  for (const TextLine* line : pages.of(Part::date)) {
    const Found date = find_date(line->text);
    const std::u32string_view text(line->text);
    const std::size_t month = text.find(U'年');
    const std::size_t day = text.find(U'月');
    const bool whole = date && date.begin == 0 && date.end == text.size();
    findings.demand("yearMonthAndDayInDigits", whole, *line);
    findings.demand("fourDigitsOfYear", whole && month == 4, *line);
    findings.demand("noLeadingZero", whole && text[month + 1] != U'0' && text[day + 1] != U'0',
                    *line);
  }
}

void check_signature_company(const MeasuredPages& pages, Findings& findings) {
  const TextLine* first = first_line(pages);
  if (first == nullptr) return;
  const TextLine* date = last_of(pages, Part::date);
  const std::size_t page = date != nullptr ? date->page : first->page;
  findings.take({"linesOfTextOnItsPage", "lines", at_least(2)},
                static_cast<double>(lines_of_text_on(pages, page)), page);
  if (date != nullptr) findings.demand("signatureAndDateOnOnePage", first->page == page, page);
}

}  // namespace tongbao::conformance
