// The priority of threads that work long, so that those that answer go first. Linux.
#pragma once

namespace tongbao {

// The calling thread, and those it starts, yield to the others of the machine: `steps` of nice
// (1 to 19). Best effort.
void lower_priority_of_this_thread(int steps);

}  // namespace tongbao
