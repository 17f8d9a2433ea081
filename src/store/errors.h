// What the store says when it cannot. Of this room only.
#pragma once
#include <filesystem>
#include <string>
#include <string_view>

#include "base/diagnostic.h"
#include "base/digest.h"
#include "store/sql.h"

namespace tongbao::store {

[[nodiscard]] Diagnostic store_error(const char* code, Bilingual message, Bilingual hint = {});
// Of any trouble between the program and its store.
[[nodiscard]] Diagnostic error_of(const SqlError& error);
[[nodiscard]] Diagnostic unavailable(std::string_view reason);
[[nodiscard]] Diagnostic folder_error(const std::filesystem::path& folder, std::string_view reason);
[[nodiscard]] Diagnostic blob_lost(const Sha256& digest);

}  // namespace tongbao::store
