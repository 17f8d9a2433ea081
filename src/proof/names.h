// The rules of the family `names`, spread over two files. Internal to the room.
#pragma once
#include "proof/findings.h"

namespace tongbao::proof {

// Bodies, meetings and terms under several names (name_variants.cpp).
void check_variants(const Subject& subject, const WordLists& lists, Findings& findings);

}  // namespace tongbao::proof
