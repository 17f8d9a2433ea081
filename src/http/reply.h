// An answer before it is sent.
#pragma once
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/document_bytes.h"
#include "http/request_head.h"
#include "http/storage.h"

namespace tongbao::http {

// Takes a piece of a body; false: the client takes no more.
using Sink = std::function<bool(std::string_view)>;
// Gives a body piece by piece; false where it cannot go on: the answer is then broken off, so that
// nobody takes it for whole.
using BodySource = std::function<bool(const Sink&)>;

struct Reply {
  int status = 200;
  std::string content_type;
  DocumentBytes body;
  BodySource source = {};       // in place of `body`, where its length is not known before
  bool waits_for_news = false;  // the source's pieces come when something happens
  std::string etag;             // with its quotes; empty: none
  std::string cache_control = "no-store";
  std::vector<Field> fields;                   // further ones
  std::shared_ptr<Storage::Share> share = {};  // what the body takes; null: nothing
  std::string remark = {};                     // for the log
};

[[nodiscard]] Reply json_reply(std::string json);

// "<sha256 hex>" with its quotes.
[[nodiscard]] std::string etag_of(const Sha256& digest);

// attachment; filename="fallback.pdf"; filename*=UTF-8''%E9%80%9A… (RFC 6266, RFC 8187). Where
// `file_name` is plain ASCII it is its own fallback.
[[nodiscard]] std::string content_disposition(std::string_view file_name,
                                              std::string_view ascii_fallback);

// What goes with every answer of a request.
struct Transmission {
  std::string request_id;
  bool keep_alive = false;
  bool head_only = false;  // of a HEAD
  bool chunked = false;    // the body of a source; else it ends with the connection
  bool secure = false;     // by TLS
};

// Status line and fields, up to and with the empty line. A value with controls in it is left out:
// nobody can end a header early.
[[nodiscard]] std::string serialize_head(const Reply& reply, const Transmission& transmission);

// Whether the body follows on the wire.
[[nodiscard]] bool carries_body(const Reply& reply, const Transmission& transmission);

}  // namespace tongbao::http
