#include "record/fields.h"

#include <set>

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "record/examples.h"

namespace tongbao::record {
namespace {

using testing::ElementsAre;

View field(const View& object, const ObjectType& type, std::string_view name) {
  const Field* found = type.find(name);
  EXPECT_NE(found, nullptr) << name;
  return found == nullptr ? View() : object.field(*found);
}

// Every table, found from the record down.
void collect(const ObjectType& type, std::set<const ObjectType*>& found) {
  if (!found.insert(&type).second) return;
  for (const Field& field_of_type : type.fields) {
    const Type* inner = &field_of_type.type;
    while (inner->kind == Kind::list) inner = inner->element;
    if (inner->kind == Kind::object) collect(*inner->object(), found);
  }
}

TEST(FieldTable, NamesEachFieldOnceAndSaysWhatItMeans) {
  std::set<const ObjectType*> types;
  collect(record_type(), types);
  EXPECT_EQ(types.size(), 16u);
  for (const ObjectType* type : types) {
    std::set<std::string_view> names;
    EXPECT_LE(type->fields.size(), 64u) << "the reader marks them in 64 bits";
    for (const Field& each : type->fields) {
      EXPECT_TRUE(names.insert(each.name).second) << type->name << "." << each.name;
      EXPECT_FALSE(each.meaning_zh.empty()) << each.name;
      EXPECT_FALSE(each.meaning_en.empty()) << each.name;
    }
  }
}

TEST(FieldTable, FindsFieldsByNameAndKnowsWhatIsRequired) {
  EXPECT_EQ(problem_type().find("leder"), nullptr);
  ASSERT_NE(problem_type().find("coDepartments"), nullptr);
  EXPECT_EQ(problem_type().find("coDepartments")->type.kind, Kind::list);
  std::vector<std::string_view> required;
  for (const Field& each : record_type().fields) {
    if (each.required) required.push_back(each.name);
  }
  EXPECT_THAT(required, ElementsAre("schemaVersion", "organization", "title", "sections"));
}

TEST(View, WalksARecordByNames) {
  const Record record = good_record(full_record());
  const View root = View::of(record);
  const View organization = field(root, record_type(), "organization");
  ASSERT_EQ(organization.kind(), Kind::object);
  EXPECT_EQ(field(organization, *organization.type()->object(), "name").text(), "清河县民政局");
  EXPECT_EQ(field(root, record_type(), "date").date(), (Date{2025, 6, 16}));
  EXPECT_EQ(field(root, record_type(), "numbering").choice(), "continuous");
  EXPECT_EQ(field(root, record_type(), "preamble")[0].paragraph().runs.size(), 1u);

  const Problem& problem = record.sections[0].sections[0].problems[0];
  const View view = View::of(problem);
  EXPECT_EQ(view.address(), &problem);
  EXPECT_EQ(field(view, problem_type(), "status").choice_meaning(), "阶段性完成");
  EXPECT_TRUE(field(view, problem_type(), "runIn").boolean());
  const View outcomes = field(view, problem_type(), "outcomes");
  ASSERT_EQ(outcomes.size(), 1u);
  const ObjectType& outcome_type = *outcomes[0].type()->object();
  EXPECT_EQ(field(outcomes[0], outcome_type, "value").number(), 2.5);
}

TEST(View, EmptyTextsAndListsAreNotPresent) {
  Problem problem;
  problem.label = "";
  problem.finding = "有";
  problem.body.push_back({.runs = {std::string()}});
  const View view = View::of(problem);
  EXPECT_TRUE(view.present());
  EXPECT_TRUE(field(view, problem_type(), "finding").present());
  EXPECT_TRUE(field(view, problem_type(), "runIn").present());
  EXPECT_TRUE(field(view, problem_type(), "body").present());
  EXPECT_FALSE(field(view, problem_type(), "body")[0].present());
  for (const char* absent : {"label", "title", "measures", "deadline", "status", "publication"}) {
    EXPECT_FALSE(field(view, problem_type(), absent).present()) << absent;
  }
  EXPECT_FALSE(View().present());
  EXPECT_FALSE(View().field(*problem_type().find("title")).present());
}

TEST(View, ReachesIntoExtra) {
  const Record record = good_record(full_record());
  const View extra = field(View::of(record), record_type(), "extra");
  ASSERT_EQ(extra.kind(), Kind::any);
  const View list = extra.member("free");
  ASSERT_EQ(list.size(), 7u);
  EXPECT_EQ(list[2].json(), 3.5);
  EXPECT_FALSE(list[4].present());
  EXPECT_FALSE(extra.member("other").present());
  EXPECT_FALSE(list.member("free").present());
}

}  // namespace
}  // namespace tongbao::record
