// Documents that every rule of PDF/A and PDF/UA is tested over: some by hand and the examples.
#pragma once
#include <cstddef>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "pdf/readers.h"
#include "pdf/write_pdf.h"

namespace tongbao::pdf::testing {

using nlohmann::json;

// An operator of a content stream with its operands as they stand there.
struct Operation {
  std::string name;
  std::vector<std::string> operands;
};

struct Subject {
  std::string pdf;
  Reader reader;
  json objects;  // as Reader::objects()

  explicit Subject(std::string bytes);

  // A value that may be an indirect object; of a stream its dictionary.
  [[nodiscard]] json resolve(const json& value) const;
  [[nodiscard]] json at(const json& dictionary, const char* key) const;
  [[nodiscard]] json catalog() const;
  [[nodiscard]] std::vector<json> pages() const;
  [[nodiscard]] std::vector<Operation> operations(std::size_t page) const;  // from 0
  // Every dictionary of the file, those of streams included, that has `key`.
  [[nodiscard]] std::vector<json> dictionaries_with(const char* key) const;
};

[[nodiscard]] Attachment example_attachment();

// "tagged", "formal", "attached" (formal with the attachment) and the folders of examples/ that
// hold a record.
[[nodiscard]] std::vector<std::string> subject_names();
[[nodiscard]] const Subject& subject(const std::string& name);  // made once

class OverSubjects : public ::testing::TestWithParam<std::string> {
 protected:
  [[nodiscard]] static const Subject& subject() { return testing::subject(GetParam()); }
};

// "city-department" as the name of a test.
[[nodiscard]] std::string test_name(const ::testing::TestParamInfo<std::string>& info);

}  // namespace tongbao::pdf::testing
