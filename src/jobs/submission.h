// The body of POST /v1/jobs → the documents that are asked for.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "jobs/task.h"
#include "record/reader.h"

namespace tongbao::jobs {

struct Wanted {
  std::string name;  // for the manifest and as file name in the archive; "": by its title
  std::string template_id;
  std::optional<unsigned> version;    // none: the newest
  std::optional<std::string> format;  // none: the template's own
  Task task;
  std::string input;  // an envelope, its members as they stood: pointers of its errors hold in the
                      // entry of the body, too
};

struct Submission {
  std::vector<Wanted> documents;  // at least one
  std::string webhook;            // "": none
};

inline constexpr std::size_t most_documents = 10'000;
inline constexpr std::size_t longest_name = 200;  // bytes

// {"documents": [{"template", "record" or the members of an envelope, "format", "version", "name",
// "attach": "record", "allow": "personal-data"}], "webhook": {"url"}}. What may be absent, but for
// the envelope's members, may be null, as in the job that is answered. Records are not looked into:
// a bad one fails its own document alone. Every error at once, each with pointer, line and column:
// json.* (reader.h), jobs.missingField, jobs.unknownField, jobs.wrongType, jobs.badValue,
// jobs.tooManyDocuments.
[[nodiscard]] Result<Submission> read_submission(std::string_view json,
                                                 const record::ReadLimits& limits);

}  // namespace tongbao::jobs
