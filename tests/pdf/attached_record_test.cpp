// The record inside a PDF: ISO 19005-3 6.8 and Annex E, rule by rule; and back out of any PDF.
#include "pdf/attached_record.h"

#include <random>
#include <string>

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "base/utf8.h"
#include "pdf/formal_notice.h"
#include "pdf/object_file.h"
#include "pdf/subject.h"
#include "pdf/write_pdf.h"

namespace tongbao::pdf {
namespace {

using nlohmann::json;
using ::testing::AnyOf;
using ::testing::MatchesRegex;
using testing::Reader;
using testing::Subject;

const std::string record = testing::example_attachment().bytes;

const Subject& attached() {
  return testing::subject("attached");
}

json specification() {
  return attached().resolve(attached().catalog().at("/AF").at(0));
}

std::string code_of(const Result<std::string>& result) {
  return result ? "" : result.error().front().code;
}

TEST(Attachment, C6_8_AssociatedWithTheDocumentAsItsSource) {
  EXPECT_EQ(attached().catalog().at("/AF").size(), 1U);
  const json file = specification();
  EXPECT_EQ(file.at("/Type"), "/Filespec");
  EXPECT_EQ(file.at("/AFRelationship"), "/Source");
  EXPECT_EQ(file.at("/Desc"), "u:本通报所依据的整改数据");
}

// Also ISO 14289-1 7.11: both names, neither empty.
TEST(Attachment, C6_8_And_Ua7_11_BothNames) {
  EXPECT_EQ(specification().at("/F"), "u:____________.json");
  EXPECT_EQ(specification().at("/UF"), "u:整改数据.json");
  EXPECT_EQ(specification().at("/EF").at("/F"), specification().at("/EF").at("/UF"));
}

TEST(Attachment, C6_8_MediaTypeSizeAndDate) {
  const json stream = attached().at(specification().at("/EF"), "/F");
  EXPECT_EQ(stream.at("/Type"), "/EmbeddedFile");
  EXPECT_THAT(stream.at("/Subtype").get<std::string>(), MatchesRegex("/[-a-z+.]+/[-a-z+.]+"));
  EXPECT_EQ(stream.at("/Subtype"), "/application/json");
  const json& parameters = stream.at("/Params");
  EXPECT_EQ(parameters.at("/Size"), record.size());
  EXPECT_EQ(parameters.at("/ModDate"), "u:D:20250630000000+08'00'");
  EXPECT_EQ(attached().reader.stream(specification().at("/EF").at("/F").get<std::string>()),
            record);
}

// ISO 32000-1 7.7.4: readers list what is in the name tree.
TEST(Attachment, IsListedAmongTheEmbeddedFiles) {
  const json names = attached().catalog().at("/Names").at("/EmbeddedFiles").at("/Names");
  ASSERT_EQ(names.size(), 2U);
  EXPECT_EQ(names.at(1), attached().catalog().at("/AF").at(0));
}

TEST(Attachment, WithoutADateThereIsNoneAndOtherBytesAreAnotherDocument) {
  testing::DocumentBuilder builder = testing::formal_notice();
  builder.document.metadata.date.reset();
  Attachment attachment = testing::example_attachment();
  const auto written = [&] {
    return Subject(write_pdf(builder.document, *testing::project_fonts(), attachment));
  };
  const Subject first = written();
  attachment.bytes += ' ';
  const Subject second = written();
  EXPECT_FALSE(first.dictionaries_with("/Params").at(0).at("/Params").contains("/ModDate"));
  const auto id = [](const Subject& subject) {
    return subject.objects.at("trailer").at("value").at("/ID");
  };
  EXPECT_NE(id(first), id(second));
}

TEST(Attachment, BrokenOnesAreRefused) {
  const auto refused = [](const auto& spoil) {
    Attachment attachment = testing::example_attachment();
    spoil(attachment);
    EXPECT_THROW(static_cast<void>(write_pdf(testing::formal_notice().document,
                                             *testing::project_fonts(), attachment)),
                 std::invalid_argument);
  };
  for (const char* name : {"", "..", "a/b.json", "a\\b.json", "a\nb"}) {
    refused([name](Attachment& attachment) { attachment.name = name; });
  }
  for (const char* type : {"", "json", "/json", "application/", "a b/c", "a/b;c", "a/b/c"}) {
    refused([type](Attachment& attachment) { attachment.media_type = type; });
  }
}

TEST(ReadAttachment, GivesTheRecordBackByteForByte) {
  std::string bytes = record;
  for (int i = 0; i < 256; ++i) bytes += static_cast<char>(i);
  for (int i = 0; i < 100000; ++i) bytes += "一\r\n";
  Attachment attachment = testing::example_attachment();
  for (const std::string& contents : {bytes, std::string()}) {
    attachment.bytes = contents;
    const auto result = read_attachment(
        write_pdf(testing::formal_notice().document, *testing::project_fonts(), attachment));
    ASSERT_TRUE(result) << code_of(result);
    EXPECT_EQ(*result, contents);
  }
}

TEST(ReadAttachment, AlsoWhereAnotherToolHasSavedTheFile) {
  for (const char* tool :
       {"qpdf --linearize", "qpdf --object-streams=generate --recompress-flate",
        "qpdf --stream-data=uncompress", "qpdf --qdf", "qpdf --encrypt '' owner 256 --",
        "mutool clean", "mutool clean -ggggz"}) {
    const auto result = read_attachment(attached().reader.saved_by(tool));
    ASSERT_TRUE(result) << tool << ": " << code_of(result);
    EXPECT_EQ(*result, record) << tool;
  }
}

TEST(ReadAttachment, WhatIsNoPdfIsSaidToBeNone) {
  for (const std::string text : {"", "{}", "%PDF-1.7\n", "PK\x03\x04"}) {
    EXPECT_EQ(code_of(read_attachment(text)), "pdf.notReadable") << text;
  }
  const std::string locked = attached().reader.saved_by("qpdf --encrypt user owner 256 --");
  EXPECT_EQ(code_of(read_attachment(locked)), "pdf.notReadable");
}

TEST(ReadAttachment, APdfWithoutARecordIsSaidToHaveNone) {
  EXPECT_EQ(code_of(read_attachment(testing::subject("formal").pdf)), "pdf.noRecord");
}

TEST(ReadAttachment, OtherFilesInsideAreNoRecord) {
  const Reader formal(testing::subject("formal").pdf);
  const std::string with_other = formal.saved_by("qpdf --add-attachment " TONGBAO_SOURCE
                                                 "/CHANGELOG.md --mimetype=application/json --");
  EXPECT_EQ(code_of(read_attachment(with_other)), "pdf.noRecord");
  const Reader both(attached().pdf);
  const auto result = read_attachment(
      both.saved_by("qpdf --add-attachment " TONGBAO_SOURCE "/CHANGELOG.md --key=0 --"));
  ASSERT_TRUE(result) << code_of(result);
  EXPECT_EQ(*result, record);
}

TEST(ReadAttachment, AChangedRecordIsFoundOut) {
  std::string changed = attached().reader.saved_by("qpdf --stream-data=uncompress");
  const std::size_t place = changed.find("schemaVersion");
  ASSERT_NE(place, std::string::npos);
  changed[place] = 'S';
  EXPECT_EQ(code_of(read_attachment(changed)), "pdf.recordDamaged");
}

TEST(ReadAttachment, NothingIsReadOrUnpackedBeyondTheLimits) {
  EXPECT_EQ(code_of(read_attachment(attached().pdf, {.file_bytes = attached().pdf.size() - 1})),
            "pdf.tooLarge");
  EXPECT_TRUE(read_attachment(attached().pdf, {.file_bytes = attached().pdf.size()}));
  EXPECT_TRUE(read_attachment(attached().pdf, {.decoded_bytes = record.size()}));
  EXPECT_EQ(code_of(read_attachment(attached().pdf, {.decoded_bytes = record.size() - 1})),
            "pdf.tooLarge");
  // Here qpdf unpacks streams of objects before it knows of any record.
  const std::string packed = attached().reader.saved_by("qpdf --object-streams=generate");
  EXPECT_EQ(code_of(read_attachment(packed, {.decoded_bytes = 100})), "pdf.tooLarge");
}

TEST(ReadAttachment, ABombStaysSmall) {
  constexpr std::size_t huge = std::size_t{1} << 25U;
  Attachment attachment = testing::example_attachment();
  attachment.bytes.assign(huge, '\0');
  const std::string bomb =
      write_pdf(testing::formal_notice().document, *testing::project_fonts(), attachment);
  EXPECT_LT(bomb.size(), huge / 50);
  EXPECT_EQ(code_of(read_attachment(bomb, {.decoded_bytes = std::size_t{1} << 20U})),
            "pdf.tooLarge");
}

// A catalogue whose name tree is a node of its own kids.
std::string pdf_with_tree(const auto& fill) {
  ObjectFile file;
  const ObjectId node = file.reserve();
  Dictionary tree;
  fill(tree, node);
  file.define(node, std::move(tree));
  const ObjectId pages = file.add(std::move(
      Dictionary().add_name("Type", "Pages").add("Kids", Array()).add_integer("Count", 0)));
  const ObjectId catalog =
      file.add(std::move(Dictionary()
                             .add_name("Type", "Catalog")
                             .add_reference("Pages", pages)
                             .add("Names", Dictionary().add_reference("EmbeddedFiles", node))));
  return file.save(std::move(Dictionary().add_reference("Root", catalog)));
}

TEST(ReadAttachment, HostileTreesHaveAnEnd) {
  const std::string loop = pdf_with_tree([](Dictionary& tree, ObjectId node) {
    Array kids;
    for (int i = 0; i < 1000; ++i) kids.add_reference(node);
    tree.add("Kids", kids);
  });
  EXPECT_EQ(code_of(read_attachment(loop)), "pdf.noRecord");
  const std::string wide = pdf_with_tree([](Dictionary& tree, ObjectId) {
    Array names;
    for (int i = 0; i < 200000; ++i) names.add_bytes("a").add_null();
    tree.add("Names", names);
  });
  EXPECT_EQ(code_of(read_attachment(wide)), "pdf.noRecord");
}

// A table of as many faulty lines as qpdf would keep warnings of.
TEST(ReadAttachment, ManyErrorsEndTheReading) {
  std::string pdf = "%PDF-1.7\n1 0 obj\n<</Type/Catalog>>\nendobj\n";
  const std::size_t table = pdf.size();
  constexpr int entries = 100000;
  pdf += fmt::format("xref\n0 {}\n", entries);
  for (int i = 0; i < entries; ++i) pdf += "0000000009  00000 n \n";
  pdf += fmt::format("trailer\n<</Root 1 0 R/Size {}>>\nstartxref\n{}\n%%EOF\n", entries, table);
  EXPECT_THAT(code_of(read_attachment(pdf)), AnyOf("pdf.notReadable", "pdf.noRecord"));
}

void expect_answer(const std::string& pdf) {
  const auto result = read_attachment(pdf, {.decoded_bytes = std::size_t{1} << 24U});
  if (result) {
    EXPECT_EQ(*result, record);
  } else {
    const Diagnostic& error = result.error().front();
    EXPECT_THAT(error.code, ::testing::StartsWith("pdf."));
    EXPECT_EQ(find_invalid_utf8(error.message.zh + error.message.en), std::nullopt);
  }
}

TEST(ReadAttachment, CutOffAnywhereItIsTheRecordOrAnError) {
  for (const std::string& whole :
       {attached().pdf, attached().reader.saved_by("qpdf --object-streams=generate")}) {
    for (std::size_t part = 0; part < 60; ++part) {
      expect_answer(whole.substr(0, whole.size() * part / 60));
    }
  }
}

TEST(ReadAttachment, DamagedAnywhereItIsTheRecordOrAnError) {
  std::mt19937 random(1);
  const std::string whole = attached().reader.saved_by("qpdf --object-streams=generate");
  for (int round = 0; round < 300; ++round) {
    std::string damaged = whole;
    for (int i = 0; i < 20; ++i) {
      damaged[random() % damaged.size()] = static_cast<char>(random() % 256);
    }
    expect_answer(damaged);
  }
}

}  // namespace
}  // namespace tongbao::pdf
