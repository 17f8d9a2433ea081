// The rules of the family `counts`, spread over two files. Internal to the room.
#pragma once
#include "proof/findings.h"

namespace tongbao::proof {

// Shares of wholes, changes by points (percentages.cpp).
void check_percentages(const Unit& unit, Findings& findings);

}  // namespace tongbao::proof
