// The families of rules (facts: GB/T 9704-2012, GB/T 15834, GB/T 15835 and the habits of
// notices). Each looks at the whole subject. Internal to the room.
#pragma once
#include "proof/findings.h"
#include "proof/subject.h"
#include "proof/word_lists.h"

namespace tongbao::proof {

void check_numbering(const Subject& subject, const WordLists& lists, Findings& findings);
void check_characters(const Subject& subject, const WordLists& lists, Findings& findings);
void check_breaks(const Subject& subject, const WordLists& lists, Findings& findings);
void check_headings(const Subject& subject, const WordLists& lists, Findings& findings);
void check_counts(const Subject& subject, const WordLists& lists, Findings& findings);
void check_dates(const Subject& subject, const WordLists& lists, Findings& findings);
void check_names(const Subject& subject, const WordLists& lists, Findings& findings);
void check_phrases(const Subject& subject, const WordLists& lists, Findings& findings);
void check_contact(const Subject& subject, const WordLists& lists, Findings& findings);
void check_repetition(const Subject& subject, const WordLists& lists, Findings& findings);
void check_disclosure(const Subject& subject, const WordLists& lists, Findings& findings);
void check_record(const Subject& subject, const WordLists& lists, Findings& findings);

}  // namespace tongbao::proof
