// Names by which a request is found again in logs, here and at the caller.
#pragma once
#include <string>
#include <string_view>

#include "http/request_head.h"

namespace tongbao::http {

// 32 random hexadecimal digits.
[[nodiscard]] std::string make_request_id();

// The caller's X-Request-Id where it is one of 1 to 128 characters of A–Z a–z 0–9 . _ : / + = @ -
// (nothing that could break a log or a header); else a new one.
[[nodiscard]] std::string request_id_of(const RequestHead& head);

// The traceparent field where it is sound (W3C Trace Context 3.2); else "".
[[nodiscard]] std::string traceparent_of(const RequestHead& head);

}  // namespace tongbao::http
