// The log of jobs: one line of JSON for each document ended and each webhook called.
#pragma once
#include <functional>

#include "http/server.h"
#include "jobs/runner.h"
#include "jobs/webhooks.h"

namespace tongbao::cli {

[[nodiscard]] jobs::Observer log_documents(http::LogSink sink);
// Versions of templates that this program cannot read.
[[nodiscard]] std::function<void(const Diagnostics&)> log_templates(http::LogSink sink);
[[nodiscard]] std::function<void(const jobs::Delivered&)> log_webhooks(http::LogSink sink);

}  // namespace tongbao::cli
