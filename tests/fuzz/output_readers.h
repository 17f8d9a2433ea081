// Records and fonts on their whole way into documents.
#pragma once
#include <string_view>

namespace tongbao::fuzz {

void make_notice(std::string_view json);  // envelope → pages → PDF
void make_ledger(std::string_view json);  // envelope → rows → XLSX
void open_face(std::string_view font);    // an OpenType file, as the list of fonts would name it
void copy_glyphs(std::string_view cff);   // a CFF table, cut down

}  // namespace tongbao::fuzz
