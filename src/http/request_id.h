// Names by which a request is found again in logs, here and at the caller: its own, and whose it
// is.
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

// X-Operator: who asked, in the upstream system; "": it does not say. Error: http.badHeader, where
// it is no UTF-8, has controls, more than 200 characters, or stands there twice: it goes into the
// audit log as sent, or not at all.
[[nodiscard]] Attempt<std::string> operator_of(const RequestHead& head);

}  // namespace tongbao::http
