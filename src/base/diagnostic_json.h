// Errors as programs outside read them: the `errors` of a problem+json and of a failed document.
#pragma once
#include <nlohmann/json_fwd.hpp>

#include "base/diagnostic.h"

namespace tongbao {

// [{"code","pointer","line","column","message","hint"}…], what does not apply is absent; errors
// only. The place of a file of the installation (a template's line) is left out: it is the
// operator's business, and would be read as the body's.
[[nodiscard]] nlohmann::ordered_json errors_json(const Diagnostics& diagnostics, Language language);

}  // namespace tongbao
