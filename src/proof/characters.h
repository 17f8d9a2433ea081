// The rules of the family `characters`, spread over two files. Internal to the room.
#pragma once
#include "proof/findings.h"

namespace tongbao::proof {

// Brackets and quotation marks: width, pairs, and where they stand (quotation.cpp).
void check_pairs(const Unit& unit, Findings& findings);
void check_quoted_terms(const Subject& subject, Findings& findings);

}  // namespace tongbao::proof
