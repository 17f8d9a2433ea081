#include "template/bind_metadata.h"

#include "template/filters.h"

namespace tongbao::tmpl {

content::Metadata bind_metadata(const MetadataProgram& program, Binder& binder) {
  content::Metadata metadata;
  metadata.title = in_one_line(binder.text(program.title));
  metadata.author = binder.text(program.author);
  metadata.subject = binder.text(program.subject);
  metadata.keywords = binder.text(program.keywords);
  if (program.date) metadata.date = date_of(binder.find(*program.date).value);
  return metadata;
}

}  // namespace tongbao::tmpl
