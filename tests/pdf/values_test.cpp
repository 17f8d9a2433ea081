// The smallest parts: numbers and strings as text, objects of a file, the CFF reader.
#include <cmath>
#include <limits>
#include <stdexcept>

#include <gmock/gmock.h>

#include "pdf/cff.h"
#include "pdf/dictionary.h"
#include "pdf/info.h"
#include "pdf/object_file.h"
#include "pdf/readers.h"
#include "pdf/syntax.h"

namespace tongbao::pdf {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::string number(double value, int decimals = 3) {
  std::string out;
  append_number(out, value, decimals);
  return out;
}

TEST(Syntax, NumbersAreShortAndPlain) {
  EXPECT_EQ(number(0), "0");
  EXPECT_EQ(number(-0.0001), "0");
  EXPECT_EQ(number(12), "12");
  EXPECT_EQ(number(12.5), "12.5");
  EXPECT_EQ(number(-0.25), "-.25");
  EXPECT_EQ(number(841.89), "841.89");
  EXPECT_EQ(number(40000.125), "40000.125");
  EXPECT_EQ(number(1.0004), "1");
  EXPECT_EQ(number(1.05, 1), "1.1");
  EXPECT_EQ(number(0.00001, 6), ".00001");
}

TEST(Syntax, NumbersOutOfRangeAreRefused) {
  EXPECT_THROW(number(1e9), std::invalid_argument);
  EXPECT_THROW(number(std::nan("")), std::invalid_argument);
  EXPECT_THROW(number(-std::numeric_limits<double>::infinity()), std::invalid_argument);
}

TEST(Syntax, TextIsAsciiOrUtf16) {
  const auto text = [](std::string_view utf8) {
    std::string out;
    append_text(out, utf8);
    return out;
  };
  EXPECT_EQ(text("a (b) \\"), "(a \\(b\\) \\\\)");
  EXPECT_EQ(text("一𠮷"), "<FEFF4E00D842DFB7>");
  EXPECT_EQ(text("a\nb"), "<FEFF0061000A0062>");
  EXPECT_EQ(text(""), "()");
}

TEST(Syntax, NamesAreEscaped) {
  std::string out;
  append_name(out, "A b#/宋");
  EXPECT_EQ(out, "/A#20b#23#2F#E5#AE#8B");
}

TEST(Info, DatesAreMidnightInChina) {
  EXPECT_EQ(pdf_date({2025, 4, 1}), "D:20250401000000+08'00'");
  EXPECT_EQ(pdf_date({2021, 7, 0}), "D:202107");
}

TEST(ObjectFile, KeepsAnyValueInAnyAmount) {
  ObjectFile file;
  Array many;
  for (int i = 0; i < 50000; ++i) many.add_number(40000.5);
  const std::string long_text(200000, 'a');
  const ObjectId pages = file.add(std::move(
      Dictionary().add_name("Type", "Pages").add("Kids", Array()).add_integer("Count", 0)));
  const ObjectId catalog = file.reserve();
  const ObjectId stream = file.add_stream({}, "\r\n data \n", Filter::none);
  file.define(catalog, std::move(Dictionary()
                                     .add_name("Type", "Catalog")
                                     .add_reference("Pages", pages)
                                     .add("Many", many)
                                     .add_text("Text", long_text)
                                     .add_reference("Stream", stream)));
  const std::string pdf = file.save(std::move(Dictionary().add_reference("Root", catalog)));
  EXPECT_THAT(pdf, HasSubstr("stream\r\n\r\n data \n\nendstream"));

  const testing::Reader reader(pdf);
  EXPECT_THAT(reader.qpdf_check(), HasSubstr("No syntax or stream encoding errors found"));
  const auto objects = reader.objects();
  const auto& value = objects.at("obj:" + std::to_string(catalog.number) + " 0 R").at("value");
  EXPECT_EQ(value.at("/Many").size(), 50000U);
  EXPECT_EQ(value.at("/Many").at(49999), 40000.5);
  EXPECT_EQ(value.at("/Text"), "u:" + long_text);
}

TEST(ObjectFile, WantsEveryReservedObjectDefined) {
  ObjectFile file;
  static_cast<void>(file.reserve());
  EXPECT_THROW(static_cast<void>(file.save({})), std::logic_error);
}

// A CFF table of three glyphs by hand (5176): header, Name INDEX, Top DICT INDEX, String INDEX,
// Global Subr INDEX, charset (format 1), CharStrings, FDArray with one empty Font DICT.
std::vector<std::uint8_t> small_cff() {
  std::vector<std::uint8_t> table = {1, 0, 4, 1};
  const auto put = [&table](std::initializer_list<int> bytes) {
    for (const int byte : bytes) table.push_back(static_cast<std::uint8_t>(byte));
  };
  put({0, 1, 1, 1, 2, 'F'});
  // SIDs 391, 392, supplement 5, ROS; charset at 59; CharStrings at 64; FDArray at 74.
  put({0, 1, 1, 1, 24});
  put({28, 1, 135, 28, 1, 136, 144, 12, 30});
  put({28, 0, 59, 15});
  put({28, 0, 64, 17});
  put({28, 0, 74, 12, 36, 139});
  put({0, 2, 1, 1, 6, 9, 'A', 'd', 'o', 'b', 'e', 'G', 'B', '1'});
  put({0, 0});
  while (table.size() < 59) put({0});
  put({1, 0, 7, 1, 0});
  put({0, 3, 1, 1, 2, 3, 4, 14, 14, 14});
  put({0, 1, 1, 1, 1});
  return table;
}

TEST(Cff, ReadsCidsAndCollection) {
  const CffNames names = read_cff_names(small_cff());
  EXPECT_EQ(names.collection.registry, "Adobe");
  EXPECT_EQ(names.collection.ordering, "GB1");
  EXPECT_EQ(names.collection.supplement, 5);
  EXPECT_THAT(names.cids, ElementsAre(0, 7, 8));
  EXPECT_FALSE(has_subroutines(small_cff()));
}

TEST(Cff, CutOffAnywhereIsAnErrorAndNoMore) {
  const std::vector<std::uint8_t> whole = small_cff();
  for (std::size_t size = 0; size < whole.size() - 10; ++size) {
    const std::vector<std::uint8_t> part(whole.begin(),
                                         whole.begin() + static_cast<std::ptrdiff_t>(size));
    EXPECT_THROW(static_cast<void>(read_cff_names(part)), std::runtime_error) << size;
  }
}

TEST(Cff, AnyByteMayBeAnything) {
  for (std::size_t at = 0; at < small_cff().size(); ++at) {
    for (int value = 0; value < 256; ++value) {
      std::vector<std::uint8_t> table = small_cff();
      table[at] = static_cast<std::uint8_t>(value);
      try {
        static_cast<void>(read_cff_names(table));
        static_cast<void>(has_subroutines(table));
      } catch (const std::runtime_error&) {
        continue;  // refused; what counts is that nothing is read out of bounds
      }
    }
  }
}

}  // namespace
}  // namespace tongbao::pdf
