#include "base/freed_memory.h"

#include <malloc.h>

namespace tongbao {

void keep_freed_memory() {
  constexpr int kept = 32 << 20;
  constexpr int mapped_alone = 8 << 20;  // larger blocks are mapped, and given back at once
  ::mallopt(M_TRIM_THRESHOLD, kept);
  ::mallopt(M_MMAP_THRESHOLD, mapped_alone);
}

}  // namespace tongbao
