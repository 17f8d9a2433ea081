// The document's metadata from a template and a record.
#pragma once
#include "content/metadata.h"
#include "template/binder.h"
#include "template/program.h"

namespace tongbao::tmpl {

[[nodiscard]] content::Metadata bind_metadata(const MetadataProgram& program, Binder& binder);

}  // namespace tongbao::tmpl
