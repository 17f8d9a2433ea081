#include <utility>

#include "access/gate.h"

namespace tongbao::access {

Gate::Gate(const GateSettings& settings, std::shared_ptr<const store::KeyStore> keys)
    : Gate(settings, [keys = std::move(keys)] { return keys->all(); }) {}

}  // namespace tongbao::access
