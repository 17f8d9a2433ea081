#include "http/status.h"

#include <algorithm>
#include <array>

namespace tongbao::http {
namespace {

struct Rule {
  std::string_view code;  // a whole code, or a room with its dot ("record.")
  int status;
};

// Searched in this order; the first that fits decides.
constexpr std::array rules = {
    Rule{"http.timeout", 408},
    Rule{"http.unknownPath", 404},
    Rule{"http.methodNotAllowed", 405},
    Rule{"http.lengthRequired", 411},
    Rule{"http.tooLarge", 413},
    Rule{"http.mediaType", 415},
    Rule{"http.charset", 415},
    Rule{"http.contentEncoding", 415},
    Rule{"http.expectation", 417},
    Rule{"http.clientLeft", 499},  // for the log
    Rule{"http.busy", 503},
    Rule{"http.stopping", 503},
    Rule{"http.renderTimeout", 503},
    Rule{"http.storage", 503},
    Rule{"http.notReady", 503},
    Rule{"access.keyRequired", 401},
    Rule{"access.keyUnknown", 401},
    Rule{"access.scopeMissing", 403},
    Rule{"access.rateExceeded", 429},
    Rule{"access.tooManyAtOnce", 429},
    Rule{"access.notReady", 503},
    Rule{"audit.unwritable", 503},
    Rule{"http.storeAway", 503},
    Rule{"http.faceAway", 503},
    Rule{"http.internal", 500},
    Rule{"http.noJobs", 503},
    Rule{"http.noStore", 503},
    Rule{"http.", 400},  // the message itself is broken
    Rule{"jobs.unknownJob", 404},
    Rule{"jobs.unknownDocument", 404},
    Rule{"jobs.notFinished", 409},
    Rule{"jobs.cancelled", 409},
    Rule{"jobs.failed", 409},
    Rule{"jobs.badIdempotencyKey", 400},
    Rule{"jobs.queueFull", 503},
    Rule{"jobs.inputLost", 503},
    Rule{"jobs.", 422},
    Rule{"store.unavailable", 503},
    Rule{"store.full", 503},
    Rule{"json.tooLarge", 413},
    Rule{"json.", 400},
    Rule{"import.tooLarge", 413},
    Rule{"import.empty", 400},
    Rule{"import.utf8", 400},
    Rule{"import.noReader", 500},
    Rule{"import.wrongType", 415},
    Rule{"import.charset", 415},
    Rule{"import.", 422},
    Rule{"workbook.tooLarge", 413},
    Rule{"workbook.", 422},
    Rule{"proof.unknownRule", 400},
    Rule{"render.unknownTemplate", 404},
    Rule{"render.unknownVersion", 404},
    Rule{"template.", 422},
    Rule{"render.formatUnavailable", 406},
    Rule{"render.noStream", 415},
    Rule{"render.", 422},
    Rule{"record.", 422},
    Rule{"stream.", 422},
    Rule{"bind.", 422},
    Rule{"image.", 422},
    Rule{"layout.", 422},
    Rule{"font.missingGlyph", 422},
};

struct Title {
  int status;
  std::string_view zh;
  std::string_view en;
};

constexpr std::array titles = {
    Title{200, "成功", "OK"},
    Title{201, "已创建", "Created"},
    Title{202, "已接受", "Accepted"},
    Title{204, "没有内容", "No Content"},
    Title{304, "未修改", "Not Modified"},
    Title{400, "请求无法解析", "Bad Request"},
    Title{401, "需要有效的密钥", "Unauthorized"},
    Title{403, "没有权限", "Forbidden"},
    Title{404, "没有找到", "Not Found"},
    Title{405, "不支持该方法", "Method Not Allowed"},
    Title{406, "没有可接受的格式", "Not Acceptable"},
    Title{408, "请求超时", "Request Timeout"},
    Title{409, "与当前状态冲突", "Conflict"},
    Title{411, "缺少内容长度", "Length Required"},
    Title{413, "请求内容过大", "Content Too Large"},
    Title{415, "不支持的内容类型", "Unsupported Media Type"},
    Title{417, "无法满足预期", "Expectation Failed"},
    Title{422, "内容不符合要求", "Unprocessable Content"},
    Title{429, "请求过多", "Too Many Requests"},
    Title{499, "客户端已离开", "Client Closed Request"},
    Title{500, "服务器内部错误", "Internal Server Error"},
    Title{503, "服务暂不可用", "Service Unavailable"},
};

// The further to the front, the more an error says about the whole request.
constexpr std::array precedence = {500, 503, 409, 413, 415, 400, 404, 406, 422};

std::size_t rank(int status) {
  const auto* place = std::find(precedence.begin(), precedence.end(), status);
  return static_cast<std::size_t>(place - precedence.begin());
}

const Title& find_title(int status) {
  const auto* found = std::find_if(titles.begin(), titles.end(),
                                   [&](const Title& title) { return title.status == status; });
  return found != titles.end() ? *found : find_title(500);
}

bool fits(const Rule& rule, std::string_view code) {
  return rule.code.back() == '.' ? code.starts_with(rule.code) : code == rule.code;
}

}  // namespace

int status_of(std::string_view code) {
  const auto* rule = std::find_if(rules.begin(), rules.end(),
                                  [&](const Rule& candidate) { return fits(candidate, code); });
  return rule != rules.end() ? rule->status : 500;
}

int status_of(const Diagnostics& errors) {
  int worst = 0;
  for (const Diagnostic& error : errors) {
    if (error.severity != Severity::error) continue;
    const int status = status_of(error.code);
    if (worst == 0 || rank(status) < rank(worst)) worst = status;
  }
  return worst == 0 ? 500 : worst;
}

Bilingual title_of(int status) {
  const Title& title = find_title(status);
  return {std::string(title.zh), std::string(title.en)};
}

std::string_view reason_of(int status) {
  return find_title(status).en;
}

int retry_after(int status) {
  return status == 503 || status == 429 ? 2 : 0;
}

}  // namespace tongbao::http
