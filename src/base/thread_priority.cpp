#include "base/thread_priority.h"

#include <sys/resource.h>
#include <unistd.h>

namespace tongbao {

void lower_priority_of_this_thread(int steps) {
  const auto thread = static_cast<id_t>(::gettid());
  (void)::setpriority(PRIO_PROCESS, thread, ::getpriority(PRIO_PROCESS, thread) + steps);
}

}  // namespace tongbao
