#include "render/attached_record.h"

#include <gmock/gmock.h>

#include "record/reader.h"
#include "record/writer.h"

namespace tongbao::render {
namespace {

using record::Edition;
using testing::HasSubstr;
using testing::Not;

std::string record_with(const std::string& problem) {
  return "{ \"title\" : \"通报\", \"schemaVersion\":\"1\", \"organization\": {\"name\": "
         "\"某局\"},\n"
         "\"sections\": [{\"heading\": \"情况\", \"problems\": [" +
         problem + "]}]}\n";
}
const std::string open_record = record_with(R"({"id": "1", "title": "题", "leader": ""})");
const std::string inner_record = record_with(R"({"id": "1", "title": "题", "leader": "某人"})");

std::string attached(const std::string& body, Edition edition, bool body_at_hand = true) {
  const auto envelope = record::read_envelope(body);
  EXPECT_TRUE(envelope) << body;
  return attached_record(envelope->records.front(), edition, body_at_hand ? body : "");
}

TEST(AttachedRecord, InternallyItIsTheRecordAsItCame) {
  EXPECT_EQ(attached(inner_record, Edition::internal), inner_record);
  const std::string bare = inner_record.substr(0, inner_record.size() - 1);
  EXPECT_EQ(
      attached("{\"edition\":\"internal\",\"record\":" + inner_record + "}", Edition::internal),
      bare);
}

TEST(AttachedRecord, InPublicItIsTheProjection) {
  const std::string carried = attached(inner_record, Edition::public_);
  EXPECT_THAT(carried, Not(HasSubstr("某人")));
  EXPECT_THAT(carried, Not(HasSubstr("leader")));
  const auto again = record::read_record(carried);
  ASSERT_TRUE(again);
  EXPECT_EQ(record::write_record(*again), carried);
}

TEST(AttachedRecord, WhatHoldsNothingInsideGoesOutAsItCame) {
  EXPECT_EQ(attached(open_record, Edition::public_), open_record);
  // Beside the record an envelope may hold what is nobody's business.
  const std::string carried =
      attached("{\"previous\":" + inner_record + ",\"record\":" + open_record +
                   ",\"options\":{\"key\":\"秘\"}}",
               Edition::public_);
  EXPECT_EQ(carried + "\n", open_record);
}

TEST(AttachedRecord, WithoutItsBytesItIsWrittenAnew) {
  const auto record = record::read_record(inner_record);
  ASSERT_TRUE(record);
  EXPECT_EQ(attached(inner_record, Edition::internal, false), record::write_record(*record));
}

}  // namespace
}  // namespace tongbao::render
