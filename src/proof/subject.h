// A record as its reader meets it: every text that it prints, in order, as code points, each
// character with the field that it comes from. Internal to the room.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "proof/characters_of_text.h"
#include "record/derive.h"
#include "record/record.h"

namespace tongbao::proof {

enum class UnitKind {
  title,
  heading,  // of a section
  problem_title,
  paragraph,  // of preamble, sections, problems, closing
  attached,   // recipients, a note, what the attachments and the imprint say
  data,       // printed by ledgers alone, or another edition
};

struct Piece {  // a stretch of a unit that comes from one field
  Span span;
  std::string pointer;
};

struct Unit {  // a heading or a paragraph
  UnitKind kind = UnitKind::paragraph;
  int level = 0;  // of a heading, from 1
  bool run_in = false;
  bool closing = false;                      // one of the invitation's paragraphs
  bool shown = true;                         // in the public edition
  const record::Section* section = nullptr;  // that holds it
  const record::Problem* problem = nullptr;  // that holds it
  std::string parent;                        // pointer of the list that a heading stands in
  std::u32string text;
  std::vector<Piece> pieces;
};

struct Subject {
  Subject(const record::Record& record, std::optional<Date> as_of);
  const record::Record& record;
  std::optional<Date> judged;  // the date that states and deadlines are judged at
  record::Numbering numbering;
  std::vector<Unit> units;

  // In the title, the headings and the paragraphs of the notice.
  [[nodiscard]] bool prints(Text words) const;
};

}  // namespace tongbao::proof
