#include "pdf/embedded_file.h"

#include <algorithm>
#include <cstdint>
#include <stdexcept>
#include <string_view>
#include <utility>

#include "base/digest.h"
#include "pdf/info.h"
#include "pdf/syntax.h"

namespace tongbao::pdf {

namespace {

bool is_token_character(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         std::string_view("-+._").find(c) != std::string_view::npos;
}

// "application/json" (RFC 6838 4.2, the characters that every reader takes).
bool is_media_type(std::string_view text) {
  const std::size_t slash = text.find('/');
  if (slash == std::string_view::npos || slash == 0 || slash + 1 == text.size()) return false;
  const std::string_view type = text.substr(0, slash);
  const std::string_view subtype = text.substr(slash + 1);
  return std::all_of(type.begin(), type.end(), is_token_character) &&
         std::all_of(subtype.begin(), subtype.end(), is_token_character);
}

// No path (7.11.2): readers save the file under this name.
bool is_file_name(std::string_view name) {
  const bool plain = std::all_of(name.begin(), name.end(), [](char c) {
    return static_cast<unsigned char>(c) >= 0x20 && c != '/' && c != '\\' && c != 0x7F;
  });
  return plain && !name.empty() && name != "." && name != "..";
}

// For readers that know no Unicode names.
std::string ascii_name(std::string_view name) {
  std::string ascii(name);
  std::replace_if(
      ascii.begin(), ascii.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; },
      '_');
  return ascii;
}

ObjectId add_stream(const Attachment& attachment, const std::optional<Date>& date,
                    Compressor& compressor, ObjectFile& file) {
  const Md5 sum = md5(attachment.bytes);
  Dictionary parameters;
  parameters.add_integer("Size", static_cast<std::int64_t>(attachment.bytes.size()))
      .add_bytes("CheckSum", {reinterpret_cast<const char*>(sum.data()), sum.size()});
  if (date) parameters.add_text("ModDate", pdf_date(*date));
  Dictionary dictionary;
  dictionary.add_name("Type", "EmbeddedFile")
      .add_name("Subtype", attachment.media_type)
      .add("Params", parameters);
  return file.add_stream(std::move(dictionary), compressor.deflate(attachment.bytes),
                         Filter::flate);
}

}  // namespace

EmbeddedFile embed_file(const Attachment& attachment, const std::optional<Date>& date,
                        Compressor& compressor, ObjectFile& file) {
  if (!is_file_name(attachment.name)) throw std::invalid_argument("an attachment without a name");
  if (!is_media_type(attachment.media_type)) {
    throw std::invalid_argument("an attachment without a media type");
  }
  const ObjectId stream = add_stream(attachment, date, compressor, file);
  std::string name = ascii_name(attachment.name);
  Dictionary specification;
  specification.add_name("Type", "Filespec")
      .add_bytes("F", name)
      .add_text("UF", within_string_limit(attachment.name))
      .add("EF", Dictionary().add_reference("F", stream).add_reference("UF", stream))
      .add_name("AFRelationship", "Source");
  if (!attachment.description.empty()) {
    specification.add_text("Desc", within_string_limit(attachment.description));
  }
  return {file.add(std::move(specification)), std::move(name)};
}

void add_embedded_file(const EmbeddedFile& embedded, Dictionary& catalog) {
  const auto names = Array().add_bytes(embedded.name).add_reference(embedded.specification);
  const auto tree = Dictionary().add("Names", names);
  catalog.add("AF", Array().add_reference(embedded.specification))
      .add("Names", Dictionary().add("EmbeddedFiles", tree));
}

}  // namespace tongbao::pdf
