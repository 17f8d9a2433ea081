#include "render/attached_record.h"

#include "record/public_projection.h"
#include "record/source_text.h"
#include "record/writer.h"

namespace tongbao::render {

std::string attached_record(const record::Record& record, record::Edition edition,
                            std::string_view body) {
  const std::string whole = record::write_record(record);
  if (edition == record::Edition::public_) {
    std::string projection = record::write_record(record::public_projection(record));
    if (projection != whole) return projection;
  }
  return body.empty() ? whole : std::string(record::record_text(body));
}

}  // namespace tongbao::render
