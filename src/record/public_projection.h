// What the public edition of a record may carry outside the office, as a record again.
#pragma once
#include "record/record.h"

namespace tongbao::record {

// The record reduced to what its public notice prints and what those words need to be numbered,
// dated and known again. What is not named here is dropped, so that a new field stays inside until
// somebody decides otherwise.
//
//   record      kept    schemaVersion, recordId, asOf, organization, inspection, title, preamble,
//                       numbering, sections, closing, disclosure, contact, signatures, date,
//                       document, outcomes
//               dropped reporting, extra
//   signature   kept    name, seal, stamp; post with a stamp
//   document    kept    form, classification, classificationPeriod (which a record must not lose),
//                       recipients, attachments, note; what the form prints beside them:
//                       formal: all; letter: serial, urgency, marks, number, copyTo
//   section     kept    all; its problems as below
//   problem     gone    where publication.show is false or mergedInto names another
//               kept    id, label, title, titleKind, runIn
//               instead publication.title and publication.body, where given, for title and body
//               where a body prints: kept the body and the measures that it refers to
//               without one:         kept finding, measures, outcome
//               dropped all else: cause, goal, task, extension, leader, department,
//                       coDepartments, owner, source, assignedDate, term, deadline, deadlineNote,
//                       status, completedDate, closedDate, events, evidence, outcomes, remarks,
//                       publication
//   measure     kept    id, label, text, measures; where others beside it go, the number that it
//                       printed becomes its label
//               dropped department, owner, deadline, status, completedDate, evidence
//
// The public notice of the projection prints the same as that of `record`; a projection projected
// again is the same. Requires a record that the reader accepts, and gives one.
[[nodiscard]] Record public_projection(const Record& record);

}  // namespace tongbao::record
