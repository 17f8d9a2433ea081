// What a document says of itself: ISO 19005-2 6.6, ISO 14289-1 clause 5 and 7.1. The packet is read
// by expat.
#include <map>
#include <stdexcept>
#include <string>

#include <expat.h>
#include <gmock/gmock.h>

#include "pdf/info.h"
#include "pdf/subject.h"
#include "pdf/xmp.h"

namespace tongbao::pdf {
namespace {

using nlohmann::json;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

class Metadata : public testing::OverSubjects {};
INSTANTIATE_TEST_SUITE_P(Documents, Metadata, ::testing::ValuesIn(testing::subject_names()),
                         testing::test_name);

// Text by path from rdf:Description, with namespaces in full.
using Properties = std::map<std::string, std::string>;

struct Reading {
  std::vector<std::string> path;
  Properties properties;
};

constexpr std::size_t above_properties = 3;  // xmpmeta, RDF, Description

extern "C" {
void begin_element(void* data, const XML_Char* name, const XML_Char**) {
  static_cast<Reading*>(data)->path.emplace_back(name);
}
void end_element(void* data, const XML_Char*) {
  static_cast<Reading*>(data)->path.pop_back();
}
void add_text(void* data, const XML_Char* text, int size) {
  Reading& reading = *static_cast<Reading*>(data);
  const std::string part(text, static_cast<std::size_t>(size));
  if (reading.path.size() <= above_properties) return;
  std::string key = reading.path[above_properties];
  for (std::size_t i = above_properties + 1; i < reading.path.size(); ++i) {
    const std::string& name = reading.path[i];
    key += "/" + name.substr(name.find('|') + 1);
  }
  reading.properties[key] += part;
}
}

Properties read_packet(const std::string& packet) {
  XML_Parser parser = XML_ParserCreateNS("UTF-8", '|');
  Reading reading;
  XML_SetUserData(parser, &reading);
  XML_SetElementHandler(parser, begin_element, end_element);
  XML_SetCharacterDataHandler(parser, add_text);
  const auto status = XML_Parse(parser, packet.data(), static_cast<int>(packet.size()), XML_TRUE);
  XML_ParserFree(parser);
  if (status != XML_STATUS_OK) throw std::runtime_error("not well-formed: " + packet);
  return reading.properties;
}

const std::string dc = "http://purl.org/dc/elements/1.1/|";
const std::string xmp = "http://ns.adobe.com/xap/1.0/|";
const std::string adobe_pdf = "http://ns.adobe.com/pdf/1.3/|";
const std::string pdfaid = "http://www.aiim.org/pdfa/ns/id/|";
const std::string pdfuaid = "http://www.aiim.org/pdfua/ns/id/|";
const std::string extension = "http://www.aiim.org/pdfa/ns/extension/|schemas/Bag/li/";

std::string packet_of(const testing::Subject& subject) {
  return subject.reader.stream(subject.catalog().at("/Metadata").get<std::string>());
}

TEST_P(Metadata, C6_6_2_1_StreamIsPlainAndHeaderBare) {
  const json dictionary = subject().at(subject().catalog(), "/Metadata");
  EXPECT_EQ(dictionary.at("/Type"), "/Metadata");
  EXPECT_EQ(dictionary.at("/Subtype"), "/XML");
  EXPECT_FALSE(dictionary.contains("/Filter"));
  const std::string packet = packet_of(subject());
  EXPECT_THAT(packet, StartsWith("<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>"));
  EXPECT_THAT(packet, EndsWith("<?xpacket end=\"r\"?>"));
}

TEST_P(Metadata, C6_6_3_AgreesWithInfo) {
  const Properties xml = read_packet(packet_of(subject()));
  const json info = subject().at(subject().objects.at("trailer").at("value"), "/Info");
  const std::map<const char*, std::string> pairs = {
      {"/Title", dc + "title/Alt/li"},         {"/Author", dc + "creator/Seq/li"},
      {"/Subject", dc + "description/Alt/li"}, {"/Keywords", adobe_pdf + "Keywords"},
      {"/Producer", adobe_pdf + "Producer"},   {"/Creator", xmp + "CreatorTool"}};
  for (const auto& [key, property] : pairs) {
    ASSERT_EQ(info.contains(key), xml.count(property) != 0) << key;
    if (info.contains(key)) {
      EXPECT_EQ(info.at(key), "u:" + xml.at(property));
    }
  }
  ASSERT_EQ(info.contains("/CreationDate"), xml.count(xmp + "CreateDate") != 0);
  EXPECT_EQ(info.contains("/ModDate"), xml.count(xmp + "ModifyDate") != 0);
}

TEST_P(Metadata, C6_6_4_And_Ua5_Claims) {
  const Properties xml = read_packet(packet_of(subject()));
  EXPECT_EQ(xml.at(pdfaid + "part"), GetParam() == "attached" ? "3" : "2");
  EXPECT_EQ(xml.at(pdfaid + "conformance"), "A");
  EXPECT_EQ(xml.at(pdfuaid + "part"), "1");
}

TEST_P(Metadata, C6_6_2_3_TheSchemaOfPdfuaidIsDescribed) {
  Properties xml = read_packet(packet_of(subject()));
  EXPECT_EQ(xml[extension + "namespaceURI"], "http://www.aiim.org/pdfua/ns/id/");
  EXPECT_EQ(xml[extension + "prefix"], "pdfuaid");
  EXPECT_NE(xml[extension + "schema"], "");
  EXPECT_EQ(xml[extension + "property/Seq/li/name"], "part");
  EXPECT_EQ(xml[extension + "property/Seq/li/valueType"], "Integer");
  EXPECT_EQ(xml[extension + "property/Seq/li/category"], "internal");
  EXPECT_NE(xml[extension + "property/Seq/li/description"], "");
}

TEST_P(Metadata, Ua7_1_TitleIsThereAndShown) {
  const Properties xml = read_packet(packet_of(subject()));
  EXPECT_NE(xml.at(dc + "title/Alt/li"), "");
  EXPECT_EQ(subject().catalog().at("/ViewerPreferences").at("/DisplayDocTitle"), true);
}

// ISO 19005-2 6.7.5 and ISO 14289-1 7.2.
TEST_P(Metadata, C6_7_5_And_Ua7_2_Language) {
  EXPECT_EQ(subject().catalog().at("/Lang"), "u:zh-CN");
  EXPECT_EQ(read_packet(packet_of(subject())).at(dc + "language/Bag/li"), "zh-CN");
}

TEST(XmpPacket, C6_6_3_DatesAreThoseOfInfo) {
  EXPECT_EQ(xmp_date({2025, 4, 1}), "2025-04-01T00:00:00+08:00");
  EXPECT_EQ(pdf_date({2025, 4, 1}), "D:20250401000000+08'00'");
  EXPECT_EQ(xmp_date({2021, 7, 0}), "2021-07");
  EXPECT_EQ(pdf_date({2021, 7, 0}), "D:202107");
}

TEST(XmpPacket, AnyTextIsReadBackAsItIs) {
  const std::string text = "<a href=\"x\">&amp; ]]> 'q'\t𠮷\r\n整改";
  const Properties xml =
      read_packet(xmp_packet({.title = text, .keywords = text}, ArchivePart::a2));
  EXPECT_EQ(xml.at(dc + "title/Alt/li"), text);
  EXPECT_EQ(xml.at(adobe_pdf + "Keywords"), text);
}

TEST(XmpPacket, WhatXmlCannotHoldIsInNeither) {
  const std::string hostile = std::string("通\x01报\x1F\0", 10) + "\uFFFE\uFFFF。";
  const content::Metadata metadata = storable({.title = hostile, .author = hostile});
  EXPECT_EQ(metadata.title, "通报。");
  EXPECT_EQ(metadata.author, "通报。");
  EXPECT_EQ(read_packet(xmp_packet(metadata, ArchivePart::a2)).at(dc + "title/Alt/li"), "通报。");
}

TEST(XmpPacket, Ua7_1_WithoutATitleUniversalAccessIsNotClaimed) {
  const Properties xml = read_packet(xmp_packet({.author = "某某局"}, ArchivePart::a2));
  EXPECT_EQ(xml.at(pdfaid + "part"), "2");
  EXPECT_EQ(xml.count(pdfuaid + "part"), 0U);
  EXPECT_EQ(xml.count(dc + "title/Alt/li"), 0U);
}

}  // namespace
}  // namespace tongbao::pdf
