// What a record asks of a notice that this program cannot print yet. Refused rather than left out:
// a notice without its head, its attachments or its seal, or a public one with what its record
// keeps internal, would be silently wrong. Internal to the room.
#pragma once
#include "base/diagnostic.h"
#include "record/record.h"

namespace tongbao::render {

// One error each: render.notPrinted (document.form, document.attachments, signatures/i/seal) and
// render.publication (a problem whose public edition differs, where the edition is public). Empty
// where the notice can be printed whole. Requires exactly one record.
[[nodiscard]] Diagnostics find_unprinted(const record::Envelope& envelope);

}  // namespace tongbao::render
