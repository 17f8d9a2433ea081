// A job as the outside sees it: the answer of GET /v1/jobs/{id}, each server-sent event, and the
// body of its webhook.
#pragma once
#include <string>

#include "base/diagnostic.h"
#include "store/job.h"

namespace tongbao::jobs {

// {"id","state","counts","documents":[…],"createdAt","finishedAt"}: null rather than absent, times
// RFC 3339 in UTC. One line, without line break.
[[nodiscard]] std::string job_json(const store::Job& job, Language language);

}  // namespace tongbao::jobs
