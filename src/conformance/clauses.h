// What is measured for each clause. Each function adds its readings to `findings`, none where the
// document has nothing that the clause speaks of. Internal to conformance/.
#pragma once
#include "conformance/findings.h"
#include "conformance/measured_pages.h"

namespace tongbao::conformance {

using Check = void (*)(const MeasuredPages& pages, Findings& findings);

// page_clauses.cpp
void check_paper(const MeasuredPages& pages, Findings& findings);           // 5.1
void check_type_area(const MeasuredPages& pages, Findings& findings);       // 5.2.1
void check_face_and_size(const MeasuredPages& pages, Findings& findings);   // 5.2.2
void check_lines_and_rows(const MeasuredPages& pages, Findings& findings);  // 5.2.3
void check_colour(const MeasuredPages& pages, Findings& findings);          // 5.2.4

// head_clauses.cpp
void check_serial(const MeasuredPages& pages, Findings& findings);          // 7.2.1
void check_classification(const MeasuredPages& pages, Findings& findings);  // 7.2.2
void check_urgency(const MeasuredPages& pages, Findings& findings);         // 7.2.3
void check_mark(const MeasuredPages& pages, Findings& findings);            // 7.2.4
void check_number(const MeasuredPages& pages, Findings& findings);          // 7.2.5
void check_signers(const MeasuredPages& pages, Findings& findings);         // 7.2.6
void check_red_rule(const MeasuredPages& pages, Findings& findings);        // 7.2.7

// body_clauses.cpp
void check_title(const MeasuredPages& pages, Findings& findings);            // 7.3.1
void check_recipients(const MeasuredPages& pages, Findings& findings);       // 7.3.2
void check_body(const MeasuredPages& pages, Findings& findings);             // 7.3.3
void check_attachment_list(const MeasuredPages& pages, Findings& findings);  // 7.3.4
void check_note(const MeasuredPages& pages, Findings& findings);             // 7.3.6
void check_attachments(const MeasuredPages& pages, Findings& findings);      // 7.3.7

// signature_clauses.cpp
void check_sealed(const MeasuredPages& pages, Findings& findings);             // 7.3.5.1
void check_unsealed(const MeasuredPages& pages, Findings& findings);           // 7.3.5.2
void check_stamped(const MeasuredPages& pages, Findings& findings);            // 7.3.5.3
void check_date(const MeasuredPages& pages, Findings& findings);               // 7.3.5.4
void check_signature_company(const MeasuredPages& pages, Findings& findings);  // 7.3.5.5

// foot_clauses.cpp
void check_imprint_rules(const MeasuredPages& pages, Findings& findings);  // 7.4.1
void check_copies(const MeasuredPages& pages, Findings& findings);         // 7.4.2
void check_printer(const MeasuredPages& pages, Findings& findings);        // 7.4.3
void check_page_numbers(const MeasuredPages& pages, Findings& findings);   // 7.5
void check_turned_pages(const MeasuredPages& pages, Findings& findings);   // 8
void check_letter(const MeasuredPages& pages, Findings& findings);         // 10.1

// line_clauses.cpp: GB/T 15834-2011 5.1, and W3C clreq
void check_line_starts(const MeasuredPages& pages, Findings& findings);
void check_line_ends(const MeasuredPages& pages, Findings& findings);
void check_double_marks(const MeasuredPages& pages, Findings& findings);
void check_last_lines(const MeasuredPages& pages, Findings& findings);
void check_single_lines(const MeasuredPages& pages, Findings& findings);
void check_headings_kept(const MeasuredPages& pages, Findings& findings);

}  // namespace tongbao::conformance
