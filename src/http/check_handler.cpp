#include <utility>

#include "http/handlers.h"
#include "proof/findings_json.h"

namespace tongbao::http {
namespace {

// ?without=contact.email,names
proof::Without unwanted_rules(const Call& call) {
  proof::Without without;
  const auto given = call.query.find("without");
  if (given == call.query.end()) return without;
  std::string_view rest = given->second;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find(','), rest.size());
    if (end > 0) without.emplace_back(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return without;
}

std::string template_of(const Call& call) {
  const auto given = call.query.find("template");
  return given == call.query.end() ? "" : given->second;
}

}  // namespace

Attempt<Reply> check_record(Service& service, Call& call) {
  const auto type = body_type(call, {"application/json"});
  if (!type) return tl::unexpected(type.error());
  auto body = call.body.read(service.settings.max_body);
  if (!body) return tl::unexpected(std::move(body.error()));
  const std::uint64_t bytes = (*body)->size();
  auto checked = compute(
      service, call, bytes,
      [rendering = service.rendering, body = *std::move(body), without = unwanted_rules(call),
       template_id = template_of(call)](const std::stop_token&) {
        return rendering->check(body->take_text(), without, template_id);
      });
  if (!checked) return tl::unexpected(std::move(checked.error()));
  if (!*checked) return tl::unexpected(Problem{std::move(checked->error()), {}, {}});
  return json_reply(proof::findings_json(**checked, call.language));
}

}  // namespace tongbao::http
