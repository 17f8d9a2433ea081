#include "zip_file/zip_file.h"

#include <zip.h>

namespace tongbao::tests {

std::string zip_of(const Parts& parts) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* target = zip_source_buffer_create(nullptr, 0, 0, &error);
  zip_source_keep(target);
  zip_t* archive = zip_open_from_source(target, ZIP_TRUNCATE, &error);
  for (const auto& [name, content] : parts) {
    zip_source_t* source = zip_source_buffer(archive, content.data(), content.size(), 0);
    zip_file_add(archive, name.c_str(), source, ZIP_FL_OVERWRITE);
  }
  zip_close(archive);
  zip_stat_t stat;
  zip_source_open(target);
  zip_source_stat(target, &stat);
  std::string bytes(stat.size, '\0');
  zip_source_read(target, bytes.data(), bytes.size());
  zip_source_close(target);
  zip_source_free(target);
  zip_error_fini(&error);
  return bytes;
}

std::string docx_of(const std::string& body, Parts more) {
  more.insert(
      more.begin(),
      {"word/document.xml",
       R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document )"
       R"(xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" )"
       R"(xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:body>)" +
           body + "<w:sectPr/></w:body></w:document>"});
  return zip_of(more);
}

}  // namespace tongbao::tests
