// With 100,000 documents in the table, what is asked again and again looks at few of them.
#include <fmt/format.h>
#include <gmock/gmock.h>

#include "store/job_changes.h"
#include "store/store_fixture.h"

namespace tongbao::store {

namespace {

using ::testing::AnyOf;
using ::testing::HasSubstr;
using ::testing::Not;

class ScaleTest : public StoreTest {
 protected:
  ScaleTest() {
    accept(1, "many");
    for (int i = 0; i < 10; ++i) add_documents(1 + i * 10'000, 10'000 + i * 10'000);
    fresh.run("ANALYZE");
  }
  // Half of them made, half waiting.
  void add_documents(int first, int last) const {
    fresh.run(fmt::format(R"(INSERT INTO documents (job, n, name, template, template_version,
        format, options, input, state, rank, due_at, attempt, token, worker, errors)
      SELECT job, k, name, template, template_version, format, options, input,
        CASE WHEN k % 2 = 0 THEN 'done' ELSE state END, CASE WHEN k % 2 = 0 THEN NULL ELSE rank + k END,
        due_at, attempt, token, worker, errors
      FROM documents, (WITH RECURSIVE counted(k) AS (SELECT {} UNION ALL
        SELECT k + 1 FROM counted WHERE k < {}) SELECT k FROM counted) AS c WHERE n = 0)",
                          first, last));
  }
  [[nodiscard]] std::string plan_of(const std::string& statement) const {
    return fresh.run((GetParam() == Kind::sqlite ? "EXPLAIN QUERY PLAN " : "EXPLAIN ") + statement);
  }
};

TEST_P(ScaleTest, AClaimLooksAtTheHeadOfTheQueue) {
  const std::string plan = plan_of(next_in_queue(fresh.session()->dialect()));
  EXPECT_THAT(plan, HasSubstr("documents_queue"));
  EXPECT_THAT(plan, Not(AnyOf(HasSubstr("TEMP B-TREE"), HasSubstr("Sort"), HasSubstr("Seq Scan"))));
  EXPECT_EQ(claim().value().n, 0U);
  EXPECT_EQ(claim().value().n, 1U);
}

}  // namespace

TONGBAO_ON_BOTH_STORES(ScaleTest);

}  // namespace tongbao::store
