// Small records for the tests of this room, and how to look at what the reader says of them.
#pragma once
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "record/reader.h"

namespace tongbao::record {

// A record around the given sections (the inside of the array) and further fields (", …").
inline std::string record_with(std::string_view sections, std::string_view more = "") {
  return std::string(R"({"schemaVersion": "1", "organization": {"name": "清河县民政局"},)") +
         R"( "title": "清河县民政局关于巡察整改进展情况的通报", "sections": [)" +
         std::string(sections) + "]" + std::string(more) + "}";
}

// The same with one section that holds the given problems, or one problem.
inline std::string record_with_problems(std::string_view problems) {
  return record_with(R"({"heading": "整改情况", "problems": [)" + std::string(problems) + "]}");
}

// "code pointer", one for each error, sorted; empty where the record is good.
inline std::vector<std::string> complaints(const Diagnostics& errors) {
  std::vector<std::string> all;
  for (const Diagnostic& error : errors) {
    EXPECT_EQ(error.severity, Severity::error);
    EXPECT_FALSE(error.message.zh.empty());
    EXPECT_FALSE(error.message.en.empty());
    all.push_back(error.code + " " + error.where.pointer.value_or("-"));
  }
  std::sort(all.begin(), all.end());
  return all;
}
inline std::vector<std::string> complaints(std::string_view json) {
  const auto envelope = read_envelope(json);
  return envelope ? std::vector<std::string>() : complaints(envelope.error());
}

// The only error of a text.
inline Diagnostic only_error(std::string_view json, const ReadLimits& limits = {}) {
  const auto envelope = read_envelope(json, limits);
  if (envelope) return {.code = "none", .where = {}, .message = {}, .hint = {}};
  EXPECT_EQ(envelope.error().size(), 1u);
  return envelope.error().front();
}

// The record of a text that must be good.
inline Record good_record(std::string_view json) {
  auto record = read_record(json);
  if (!record) {
    ADD_FAILURE() << to_line(record.error().front(), Language::en);
    return {};
  }
  return std::move(*record);
}

inline std::string file_text(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

// The records of real notices, which lie beside the source tree on the project's own machines.
inline std::vector<std::filesystem::path> real_records() {
  const std::filesystem::path folder = TONGBAO_SOURCE "/../shared/cases";
  std::vector<std::filesystem::path> found;
  std::error_code absent;
  for (const auto& entry : std::filesystem::directory_iterator(folder, absent)) {
    if (entry.path().string().ends_with(".record.json")) found.push_back(entry.path());
  }
  std::sort(found.begin(), found.end());
  return found;
}

// A record that uses every field of the format.
inline std::string full_record() {
  return file_text(TONGBAO_SOURCE "/tests/record/full.record.json");
}

}  // namespace tongbao::record
