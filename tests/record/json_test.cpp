// What is not JSON, or more than is taken, is refused with its place.
#include "record/examples.h"

namespace tongbao::record {
namespace {

struct Case {
  std::string json;
  std::string code;
  int line;
  int column;
};

TEST(Json, SaysWhereItIsWrong) {
  const Case cases[] = {
      {"", "json.empty", 0, 0},
      {" \n\t ", "json.empty", 0, 0},
      {"\xEF\xBB\xBF", "json.empty", 0, 0},
      {"{", "json.syntax", 1, 2},
      {"{\"title\":\n \"通报\"", "json.syntax", 2, 6},
      {"{\"标题\": 1,}", "json.syntax", 1, 10},
      {"{\n \"a\": 1\n \"b\": 2}", "json.syntax", 3, 4},
      {"{\"a\": 1}}", "json.syntax", 1, 9},
      {"{\"a\": 'x'}", "json.syntax", 1, 7},
      {"{\"a\": \"x\ny\"}", "json.syntax", 1, 9},
      {"{\"a\": NaN}", "json.syntax", 1, 7},
      {"{\"a\": \"\\ud800\"}", "json.syntax", 1, 14},
      {"{\"a\": 1e999}", "json.badNumber", 1, 12},
      {"{\"a\": \"\xFF\"}", "json.utf8", 1, 8},
      {"{\n\"题\": \"\xC0\xAF\"}", "json.utf8", 2, 7},
      {"{\"a\": 1,\n \"b\": 2,\n  \"a\": 3}", "json.duplicateKey", 3, 3},
      {"{\"a\": 1, \"\\u0061\": 3}", "json.duplicateKey", 1, 10},
  };
  for (const Case& each : cases) {
    SCOPED_TRACE(each.json);
    const Diagnostic error = only_error(each.json);
    EXPECT_EQ(error.code, each.code);
    EXPECT_EQ(error.where.line, each.line);
    EXPECT_EQ(error.where.column, each.column);
  }
}

TEST(Json, HintsAtWhatIsOftenMeant) {
  EXPECT_EQ(only_error("{\"a\": 1, }").hint.en, "no comma after the last item");
  EXPECT_EQ(only_error("{'a': 1}").hint.en, "texts stand in double quotes");
}

TEST(Json, SixtyFourLevelsAreTakenAndNoMore) {
  const auto nested = [](std::size_t depth) {
    return record_with("", R"(, "extra": )" + std::string(depth, '[') + std::string(depth, ']'));
  };
  EXPECT_TRUE(read_record(nested(63)));  // the record itself is the first level
  const Diagnostic error = only_error(nested(64));
  EXPECT_EQ(error.code, "json.tooDeep");
  EXPECT_EQ(error.where.line, 1);
}

TEST(Json, TenThousandLevelsAreRefusedAtTheSixtyFifth) {
  const Diagnostic error = only_error(std::string(10'000, '['));
  EXPECT_EQ(error.code, "json.tooDeep");
  EXPECT_EQ(error.where.column, 65);
}

TEST(Json, RepeatedNamesAreFoundInLargeObjectsToo) {
  std::string members;
  for (int i = 0; i < 1000; ++i) members += "\"k" + std::to_string(i) + "\": 0, ";
  EXPECT_TRUE(read_record(record_with("", R"(, "extra": {)" + members + R"("last": 0})")));
  EXPECT_EQ(only_error(record_with("", R"(, "extra": {)" + members + R"("k999": 0})")).code,
            "json.duplicateKey");
  EXPECT_EQ(only_error(record_with("", R"(, "extra": {)" + members + R"("k0": 0})")).code,
            "json.duplicateKey");
}

TEST(Json, IsBoundedInBytesAndValues) {
  ReadLimits limits;
  limits.bytes = 10;
  EXPECT_EQ(only_error("{\"a\": 1234}", limits).code, "json.tooLarge");
  limits = {};
  limits.values = 100;
  EXPECT_EQ(
      only_error(record_with("", ", \"extra\": [0" + std::string(200, ' ') + "]"), limits).code,
      "none");
  std::string many = "0";
  for (int i = 0; i < 200; ++i) many += ",0";
  EXPECT_EQ(only_error(record_with("", ", \"extra\": [" + many + "]"), limits).code,
            "json.tooLarge");
}

TEST(Json, IsBoundedInObjects) {
  ReadLimits limits;
  limits.objects = 4;  // the record, its organization and two more
  EXPECT_EQ(only_error(record_with("", ", \"extra\": [{}, {}]"), limits).code, "none");
  EXPECT_EQ(only_error(record_with("", ", \"extra\": [{}, {}, {}]"), limits).code, "json.tooLarge");
}

TEST(Json, AByteOrderMarkIsPassedOver) {
  EXPECT_TRUE(read_record("\xEF\xBB\xBF" + record_with("")));
}

}  // namespace
}  // namespace tongbao::record
