#include <algorithm>

#include "http/handlers.h"

namespace tongbao::http {
namespace {

std::string join(const std::vector<std::string_view>& names) {
  std::string joined;
  for (const std::string_view name : names) {
    if (!joined.empty()) joined += ", ";
    joined += name;
  }
  return joined;
}

}  // namespace

Attempt<MediaType> body_media_type(const Call& call,
                                   const std::vector<std::string_view>& accepted) {
  if (call.head.count("Content-Encoding") > 0) {
    return refuse(
        "http.contentEncoding", say("不接受压缩的请求内容", "an encoded body is not accepted"),
        say("去掉Content-Encoding，原样发送", "send it as it is, without Content-Encoding"));
  }
  auto type = parse_media_type(call.head.find("Content-Type").value_or(""));
  if (!type || std::find(accepted.begin(), accepted.end(), type->essence) == accepted.end()) {
    const std::string names = join(accepted);
    return refuse("http.mediaType",
                  say("不支持该Content-Type", "this Content-Type is not supported"),
                  say("应为{}", "it should be {}", names));
  }
  return *std::move(type);
}

Attempt<std::string> body_type(const Call& call, const std::vector<std::string_view>& accepted) {
  const auto type = body_media_type(call, accepted);
  if (!type) return tl::unexpected(type.error());
  if (!type->charset.empty() && type->charset != "utf-8") {
    return refuse("http.charset", say("只接受UTF-8", "only UTF-8 is accepted"),
                  say("转换为UTF-8后发送", "convert it to UTF-8"));
  }
  return type->essence;
}

}  // namespace tongbao::http
