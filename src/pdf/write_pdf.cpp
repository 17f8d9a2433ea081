#include "pdf/write_pdf.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "base/digest.h"
#include "pdf/deflate.h"
#include "pdf/embedded_file.h"
#include "pdf/embedded_font.h"
#include "pdf/image_object.h"
#include "pdf/info.h"
#include "pdf/object_file.h"
#include "pdf/outline.h"
#include "pdf/output_intent.h"
#include "pdf/page_content.h"
#include "pdf/page_graphics.h"
#include "pdf/page_tree.h"
#include "pdf/structure_plan.h"
#include "pdf/structure_tree.h"
#include "pdf/text_encoding.h"
#include "pdf/xmp.h"

namespace tongbao::pdf {

namespace {

using content::PagedDocument;

ObjectId add_resources(const TextEncoding& encoding, const std::vector<EmbeddedFont>& fonts,
                       const std::vector<ObjectId>& images, ObjectFile& file) {
  Dictionary names;
  for (std::size_t use = 0; use < encoding.faces.size(); ++use) {
    unsigned variant = 0;
    for (const ObjectId font : fonts[use].fonts) {
      names.add_reference(font_name(use, variant++), font);
    }
  }
  Dictionary pictures;
  for (std::uint32_t i = 0; i < images.size(); ++i) {
    if (images[i].number != 0) pictures.add_reference(image_name(i), images[i]);
  }
  Dictionary resources;
  resources.add("Font", names);
  if (!pictures.empty()) resources.add("XObject", pictures);
  return file.add(std::move(resources));
}

struct CatalogParts {
  ObjectId pages;
  ObjectId outline;  // or none
  ObjectId metadata;
  ObjectId output_intent;
  ObjectId structure;
  std::optional<EmbeddedFile> attachment;
};

// The document catalog (7.7.2).
ObjectId add_catalog(const content::Metadata& metadata, const CatalogParts& parts,
                     ObjectFile& file) {
  Dictionary catalog;
  catalog.add_name("Type", "Catalog")
      .add_reference("Pages", parts.pages)
      .add_reference("Metadata", parts.metadata)
      .add("OutputIntents", Array().add_reference(parts.output_intent))
      .add("MarkInfo", Dictionary().add_boolean("Marked", true))
      .add_reference("StructTreeRoot", parts.structure)
      .add_text("Lang", metadata.language);
  if (!metadata.title.empty()) {
    catalog.add("ViewerPreferences", Dictionary().add_boolean("DisplayDocTitle", true));
  }
  if (parts.outline.number != 0) {
    catalog.add_reference("Outlines", parts.outline).add_name("PageMode", "UseOutlines");
  }
  if (parts.attachment) add_embedded_file(*parts.attachment, catalog);
  return file.add(std::move(catalog));
}

content::Metadata metadata_of(const PagedDocument& document) {
  content::Metadata metadata = storable(document.metadata);
  if (metadata.language.empty()) metadata.language = content::Metadata{}.language;
  return metadata;
}

// What tells this document from any other (14.4): digests of all that it shows and says.
class Identity {
 public:
  void add(std::string_view part) {
    const Sha256 digest = sha256(part);
    digests_.append(reinterpret_cast<const char*>(digest.data()), digest.size());
  }
  [[nodiscard]] std::string bytes() const {
    constexpr std::size_t usual_size = 16;
    const Sha256 digest = sha256(digests_);
    return {reinterpret_cast<const char*>(digest.data()), usual_size};
  }

 private:
  std::string digests_;
};

}  // namespace

std::string write_pdf(const PagedDocument& document, const font::FontSet& fonts,
                      const std::optional<Attachment>& attachment) {
  FontProgramCache keeps_nothing(fonts, 0);
  return write_pdf(document, keeps_nothing, attachment);
}

std::string write_pdf(const PagedDocument& document, FontProgramCache& programs,
                      const std::optional<Attachment>& attachment) {
  const TextEncoding encoding = encode_text(document, programs.fonts());
  const StructurePlan structure = plan_structure(document);
  const content::Metadata metadata = metadata_of(document);
  ObjectFile file;
  Compressor compressor;
  Identity identity;

  const PageTree tree = add_page_tree(document.pages.size(), file);
  CatalogParts parts{
      .pages = tree.root,
      .outline = add_outline(document, tree.pages, file),
      .metadata = add_xmp(metadata, attachment ? ArchivePart::a3 : ArchivePart::a2, file),
      .output_intent = add_output_intent(file),
      .structure = {},
      .attachment = {}};

  std::vector<EmbeddedFont> embedded;
  for (const FaceUse& use : encoding.faces) {
    embedded.push_back(embed_font(document, programs, use, compressor, file));
  }
  const std::vector<ObjectId> images = add_images(document, compressor, file);
  for (const content::Image& image : document.images) {
    identity.add(image.rgb);
    identity.add(image.alpha);
  }
  const ObjectId resources = add_resources(encoding, embedded, images, file);
  std::vector<ObjectId> annotations;
  for (std::size_t i = 0; i < document.pages.size(); ++i) {
    const std::string content = page_content(document, encoding, embedded, structure, i);
    identity.add(content);
    const ObjectId contents = file.add_stream({}, compressor.deflate(content), Filter::flate);
    define_page(document, i, tree, structure, resources, contents, annotations, file);
  }
  identity.add(document.text);
  parts.structure = add_structure_tree(document, structure, tree.pages, annotations, file);
  if (attachment) {
    parts.attachment = embed_file(*attachment, metadata.date, compressor, file);
    identity.add(attachment->bytes);
  }
  const ObjectId catalog = add_catalog(metadata, parts, file);

  Dictionary info = info_dictionary(metadata);
  identity.add(info.entries());
  const ObjectId info_object = file.add(std::move(info));
  const std::string id = identity.bytes();
  Dictionary trailer;
  trailer.add_reference("Root", catalog)
      .add_reference("Info", info_object)
      .add("ID", Array().add_bytes(id).add_bytes(id));
  return file.save(std::move(trailer));
}

}  // namespace tongbao::pdf
