#include "base/freed_memory.h"

#include <malloc.h>

namespace tongbao {

void keep_freed_memory() {
  constexpr int kept = 8 << 20;
  constexpr int mapped_alone = 1 << 20;  // larger blocks are mapped, and given back at once
  // Each keeps its own; few threads of a service allocate much at the same time.
  constexpr int arenas = 4;
  ::mallopt(M_TRIM_THRESHOLD, kept);
  ::mallopt(M_MMAP_THRESHOLD, mapped_alone);
  ::mallopt(M_ARENA_MAX, arenas);
}

}  // namespace tongbao
