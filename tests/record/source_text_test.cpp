#include "record/source_text.h"

#include "record/examples.h"

namespace tongbao::record {
namespace {

std::string text_in(const std::string& body) {
  const auto envelope = read_envelope(body);
  EXPECT_TRUE(envelope) << body;
  return std::string(record_text(body));
}

TEST(RecordText, ABodyThatIsARecordIsAllOfIt) {
  const std::string body = "\xEF\xBB\xBF \n" + record_with("") + "\r\n ";
  EXPECT_EQ(text_in(body), body);
  EXPECT_EQ(text_in(full_record()), full_record());
}

TEST(RecordText, AnEnvelopesRecordIsTakenAsItStands) {
  const std::string record = " \t" + record_with(R"({ "heading" : "“}]{[\"\\" })") + "\n";
  const std::string bare = record.substr(2, record.size() - 3);
  const std::string other = record_with(R"({"heading": "另"})");
  EXPECT_EQ(text_in("{\"record\":" + record + "}"), bare);
  EXPECT_EQ(text_in("{\"records\" : [" + record + "] }"), bare);
  EXPECT_EQ(text_in("{\"edition\": \"internal\", \"asOf\":\"2025-06-15\",\"record\": " + record +
                    ", \"previous\": " + other + "}"),
            bare);
  EXPECT_EQ(text_in("{\"previous\": [" + other + "], \"options\": {\"record\": [1.5e3, \"}\"]}," +
                    "\"\\u0072ecord\":" + record + "}"),
            bare);
}

// Requires a sound body, but must not run away from any.
TEST(RecordText, StaysWithinWhateverItIsGiven) {
  const std::string body = "{\"options\": {\"a\\\\\": [1, \"x\\\"]\"]}, \"record\": " +
                           record_with(R"({"heading": "一"})") + "}";
  for (std::size_t size = 0; size < body.size(); ++size) {
    try {
      EXPECT_LE(record_text(std::string_view(body).substr(0, size)).size(), size);
    } catch (const std::exception&) {  // a name that is no JSON: read_envelope would not accept it
    }
  }
}

}  // namespace
}  // namespace tongbao::record
