// A job (作业): documents that are to be made, each by itself, and what has become of them.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/digest.h"

namespace tongbao::store {

// Of a document: queued → running → done or failed; cancelled from the first two. Of a job: as its
// documents together have it (state_of()).
enum class State { queued, running, done, failed, cancelled };

[[nodiscard]] std::string_view name_of(State state);  // "queued"
[[nodiscard]] std::optional<State> state_named(std::string_view name);
[[nodiscard]] bool has_ended(State state);

// What a made document is; its bytes lie in the BlobStore.
struct Made {
  Sha256 digest{};  // of its bytes
  std::uint64_t bytes = 0;
  std::string media_type;
  std::string file_name;
  std::string title;  // of the document, for the manifest
  std::string unit;   // 单位
  std::string date;   // 成文日期, as printed in the record; "": none
  std::optional<std::uint64_t> pages;
  std::optional<std::uint64_t> rows;
};

// What a document is made from. `options` is opaque to the store (jobs/task.h reads it).
struct Order {
  std::string name;  // that the sender gave it; may be empty
  std::string template_id;
  unsigned template_version = 0;  // fixed when the job is accepted
  std::string format;             // "pdf"
  std::string options;            // JSON
  Sha256 input{};                 // of the bytes in the BlobStore
};

struct JobDocument {
  std::size_t n = 0;  // from 0
  Order order;
  State state = State::queued;
  std::optional<Made> made;  // where done
  std::string errors;        // where failed: opaque JSON (jobs/failure.h)
};

struct Job {
  std::string id;
  std::string owner;           // id of the API key that sent it; "": none was asked for
  std::string operator_;       // who asked, in the sender's system (X-Operator)
  std::string request_id;      // of the request that it came with
  std::string webhook;         // address; "": none
  std::uint64_t revision = 0;  // grows with every change
  std::int64_t created_at = 0;
  std::optional<std::int64_t> finished_at;
  std::vector<JobDocument> documents;
};

// queued where nothing has begun; running; failed where all have ended and one failed; else
// cancelled where one was cancelled; else done.
[[nodiscard]] State state_of(const Job& job);

}  // namespace tongbao::store
