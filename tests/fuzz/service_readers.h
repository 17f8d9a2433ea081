// What the service reads: requests, submissions, settings, its own log.
#pragma once
#include <string_view>

namespace tongbao::fuzz {

void read_head(std::string_view text);        // with its query and the fields that are looked into
void read_chunked(std::string_view bytes);    // a body in chunks, from a socket
void read_submission(std::string_view json);  // the body of POST /v1/jobs
void read_settings(std::string_view text);    // a file of settings
void read_audit_line(std::string_view text);  // a line of the audit log

}  // namespace tongbao::fuzz
