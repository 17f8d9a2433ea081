#include <gmock/gmock.h>

#include "render/envelope_problems.h"
#include "render/limited_problems.h"

namespace tongbao::render {
namespace {

record::Record record_with(std::vector<std::string> ids) {
  record::Record record;
  record.sections.resize(1);
  for (std::string& id : ids) {
    record::Problem problem;
    problem.id = std::move(id);
    record.sections[0].problems.push_back(std::move(problem));
  }
  return record;
}

struct Seen {
  std::string id;
  std::size_t ordinal;
  std::string pointer;
  friend bool operator==(const Seen&, const Seen&) = default;
};

std::vector<Seen> drain(record::ProblemSource& source) {
  std::vector<Seen> seen;
  for (;;) {
    const auto next = source.next();
    if (!next || *next == nullptr) return seen;
    seen.push_back({(*next)->problem->id, (*next)->ordinal, (*next)->pointer});
  }
}

TEST(EnvelopeProblems, OneRecordsAreItsOwn) {
  record::Envelope envelope;
  envelope.records.push_back(record_with({"a", "b"}));
  EnvelopeProblems problems(envelope);
  EXPECT_THAT(drain(problems), testing::ElementsAre(Seen{"a", 1, "/sections/0/problems/0"},
                                                    Seen{"b", 2, "/sections/0/problems/1"}));
}

TEST(EnvelopeProblems, OrdinalsRunOverAllRecords) {
  record::Envelope envelope;
  envelope.records.push_back(record_with({"a", "b"}));
  envelope.records.push_back(record_with({}));
  envelope.records.push_back(record_with({"a"}));
  EnvelopeProblems problems(envelope);
  EXPECT_THAT(drain(problems),
              testing::ElementsAre(Seen{"a", 1, "/records/0/sections/0/problems/0"},
                                   Seen{"b", 2, "/records/0/sections/0/problems/1"},
                                   Seen{"a", 3, "/records/2/sections/0/problems/0"}));
}

TEST(EnvelopeProblems, SayTheEndAgainAndAgain) {
  record::Envelope envelope;
  envelope.records.push_back(record_with({}));
  EnvelopeProblems problems(envelope);
  for (int i = 0; i < 3; ++i) EXPECT_EQ(problems.next().value(), nullptr);
}

TEST(LimitedProblems, LetAsManyThroughAsAllowed) {
  record::Envelope envelope;
  envelope.records.push_back(record_with({"a", "b"}));
  EnvelopeProblems problems(envelope);
  LimitedProblems limited(problems, 2);
  EXPECT_EQ(drain(limited).size(), 2U);
}

TEST(LimitedProblems, RefuseTheNextWithItsPlace) {
  record::Envelope envelope;
  envelope.records.push_back(record_with({"a", "b"}));
  EnvelopeProblems problems(envelope);
  LimitedProblems limited(problems, 1);
  ASSERT_TRUE(limited.next().has_value());
  const auto refused = limited.next();
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().at(0).code, "render.tooManyRows");
  EXPECT_EQ(refused.error().at(0).where.pointer, "/sections/0/problems/1");
}

}  // namespace
}  // namespace tongbao::render
