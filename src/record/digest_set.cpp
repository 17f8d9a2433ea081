#include "record/digest_set.h"

#include <string>
#include <utility>

#include "base/digest.h"

namespace tongbao::record {

DigestSet::Digest DigestSet::digest_of(std::size_t scope, std::string_view text) {
  std::string scoped = std::to_string(scope);
  scoped += '/';
  scoped += text;
  Digest digest = 0;
  const Sha256 whole = sha256(scoped);
  for (std::size_t i = 0; i < sizeof(Digest); ++i) digest = digest << 8 | whole[i];
  return digest == 0 ? 1 : digest;
}

std::size_t DigestSet::slot_of(Digest digest) const {
  const std::size_t mask = slots_.size() - 1;
  std::size_t slot = static_cast<std::size_t>(digest) & mask;
  while (slots_[slot] != 0 && slots_[slot] != digest) slot = (slot + 1) & mask;
  return slot;
}

bool DigestSet::contains(Digest digest) const {
  return slots_[slot_of(digest)] == digest;
}

bool DigestSet::insert(Digest digest) {
  if (2 * (size_ + 1) > slots_.size()) grow();
  Digest& slot = slots_[slot_of(digest)];
  if (slot == digest) return false;
  slot = digest;
  ++size_;
  return true;
}

void DigestSet::grow() {
  const std::vector<Digest> before = std::exchange(slots_, std::vector<Digest>(2 * slots_.size()));
  for (const Digest digest : before) {
    if (digest != 0) slots_[slot_of(digest)] = digest;
  }
}

}  // namespace tongbao::record
