#include "archive/xml_parser.h"

#include <stdexcept>
#include <string>

#include <gtest/gtest.h>

namespace tongbao::archive {
namespace {

class Log : public XmlHandler {
 public:
  void start(const XmlElement& element) override {
    log += '<' + std::string(element.name) + '@' + std::string(element.space) + ' ' +
           std::string(element.find("id").value_or("-")) + '>';
    if (element.name == "throw") throw std::runtime_error("thrown");
  }
  void end(std::string_view name) override { log += "</" + std::string(name) + '>'; }
  void text(std::string_view text) override { log += text; }
  [[nodiscard]] bool stopped() const override { return log.find("stop") != std::string::npos; }
  std::string log;
};

std::optional<XmlFault> fault_of(std::string_view xml, Log& log, std::size_t block = 3) {
  XmlParser parser(log, 4);
  while (!xml.empty()) {
    if (!parser.feed(xml.substr(0, block))) return parser.fault();
    xml.remove_prefix(std::min(block, xml.size()));
  }
  static_cast<void>(parser.finish());
  return parser.fault();
}

TEST(XmlParser, EventsWithNamespaces) {
  Log log;
  EXPECT_EQ(fault_of("<a xmlns='u' xmlns:p='v'><p:b p:id='1'>甲&amp;</p:b><c id='2'/></a>", log),
            std::nullopt);
  EXPECT_EQ(log.log, "<a@u -><b@v 1>甲&</b><c@u 2></c></a>");
}

TEST(XmlParser, Faults) {
  Log log;
  EXPECT_EQ(fault_of("<a><b></a>", log), XmlFault::malformed);
  EXPECT_EQ(fault_of("<a>", log), XmlFault::malformed);
  EXPECT_EQ(fault_of("", log), XmlFault::malformed);
  EXPECT_EQ(fault_of("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", log), XmlFault::doctype);
  EXPECT_EQ(fault_of("<a><a><a><a/></a></a></a>", log), std::nullopt);
  EXPECT_EQ(fault_of("<a><a><a><a><a/></a></a></a></a>", log), XmlFault::too_deep);
  std::string overlong = "<a b='";
  for (int i = 0; i < 400'000; ++i) overlong += std::to_string(i);
  EXPECT_EQ(fault_of(overlong, log, 1U << 15U), XmlFault::overlong_tag);
}

TEST(XmlParser, AHandlerStopsOrThrows) {
  Log stops;
  EXPECT_EQ(fault_of("<a><stop/><more/></a>", stops, 100), XmlFault::stopped);
  EXPECT_EQ(stops.log, "<a@ -><stop@ ->");
  Log throws;
  EXPECT_THROW(fault_of("<a><throw/></a>", throws), std::runtime_error);
}

}  // namespace
}  // namespace tongbao::archive
