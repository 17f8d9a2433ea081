// Hostile templates and records end in an error, soon.
#include <gtest/gtest.h>

#include "template/content_text.h"
#include "template/template.h"

namespace tongbao::tmpl::testing {
namespace {

std::string notice(const std::string& definitions, const std::string& body) {
  return "<notice name=\"x\"><metadata title=\"{{ title }}\"/>"
         "<page width=\"210mm\" height=\"297mm\" top=\"37mm\" left=\"28mm\" right=\"26mm\" "
         "bottom=\"35mm\" columns=\"28\" lines=\"22\"/>"
         "<style name=\"body\" face=\"fangsong\" size=\"三号\"/>" +
         definitions + "<body>" + body + "</body></notice>";
}

Template parsed(const std::string& xml) {
  auto made = Template::parse(xml, "t.xml");
  if (!made) throw std::runtime_error(text_of(made.error()));
  return *std::move(made);
}

record::Envelope envelope_with(std::size_t sections) {
  record::Envelope envelope;
  envelope.records.emplace_back();
  record::Record& record = envelope.records[0];
  record.title = "通报";
  record.sections.resize(sections);
  for (record::Section& section : record.sections) section.heading = "方面";
  return envelope;
}

std::string error_of(const Template& tmpl, const record::Envelope& envelope) {
  const auto bound = bind_notice(tmpl, envelope);
  return bound ? "nothing" : bound.error().at(0).code;
}

TEST(Bounds, UseThatNeverEnds) {
  const Template tmpl =
      parsed(notice("<define name=\"a\" of=\"section\"><use name=\"a\" with=\"section\"/></define>",
                    "<for each=\"sections\" as=\"part\"><use name=\"a\" with=\"part\"/></for>"));
  EXPECT_EQ(error_of(tmpl, envelope_with(1)), "bind.tooDeep");
}

TEST(Bounds, UseThatDoubles) {
  const Template tmpl =
      parsed(notice("<define name=\"a\" of=\"section\"><p style=\"body\">x</p>"
                    "<use name=\"a\" with=\"section\"/><use name=\"a\" with=\"section\"/></define>",
                    "<for each=\"sections\" as=\"part\"><use name=\"a\" with=\"part\"/></for>"));
  EXPECT_EQ(error_of(tmpl, envelope_with(1)), "bind.tooDeep");
}

TEST(Bounds, LoopsWithinLoops) {
  std::string body;
  std::string end;
  for (const char* name : {"a", "b", "c", "d"}) {
    body += std::string("<for each=\"sections\" as=\"") + name + "\">";
    end += "</for>";
  }
  const Template tmpl = parsed(notice("", body + "<if test=\"not title\"/>" + end));
  EXPECT_EQ(error_of(tmpl, envelope_with(300)), "bind.tooMuch");
}

TEST(Bounds, TextThatGrows) {
  record::Envelope envelope = envelope_with(400);
  envelope.records[0].title = std::string(1 << 20, 'x');
  const Template tmpl = parsed(
      notice("", "<for each=\"sections\" as=\"part\"><p style=\"body\">{{ title }}</p></for>"));
  EXPECT_EQ(error_of(tmpl, envelope), "bind.tooMuch");
}

TEST(Bounds, ControlsNeverReachADocument) {
  const Template tmpl = parsed(notice("", "<title style=\"body\">{{ title }}</title>"));
  for (const char* title : {"通\x01报", "通\t报", "通\r报", "通\x7F报", "通\xC2\x85报"}) {
    record::Envelope envelope = envelope_with(0);
    envelope.records[0].title = title;
    const auto bound = bind_notice(tmpl, envelope);
    ASSERT_FALSE(bound);
    EXPECT_EQ(bound.error()[0].code, "bind.badValue");
    EXPECT_EQ(bound.error()[0].where.pointer, "/title");
  }
}

TEST(Bounds, ATemplateIsBoundAgainAndAgainAlike) {
  const Template tmpl = parsed(notice(
      "", "<for each=\"sections\" as=\"part\"><p style=\"body\">{{ part.heading }}</p></for>"));
  const record::Envelope envelope = envelope_with(3);
  EXPECT_EQ(text_of(*bind_notice(tmpl, envelope)), text_of(*bind_notice(tmpl, envelope)));
}

}  // namespace
}  // namespace tongbao::tmpl::testing
