#include <algorithm>

#include "cli/grammar.h"

namespace tongbao::cli {
namespace {

// "a,b" → a and b; blanks around them, and what is empty, are dropped.
std::vector<std::string> list_of(const std::string& text) {
  std::vector<std::string> entries;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(',', begin), text.size());
    const std::size_t first = std::min(text.find_first_not_of(' ', begin), end);
    std::string entry = text.substr(first, end - first);
    entry.erase(entry.find_last_not_of(' ') + 1);
    if (!entry.empty()) entries.push_back(std::move(entry));
    begin = end + 1;
  }
  return entries;
}

}  // namespace

void Grammar::job_options(CLI::App& command) {
  setting(command, "retention", words_.retention, "PERIOD",
          text("已结束作业的保留期（7d、12h）", "how long jobs that have ended are kept: 7d, 12h"));
  setting(command, "node", words_.node, "NAME",
          text("节点名，用于作业和审计日志；不写为本机名",
               "name of the node, for jobs and the audit log; nothing: the machine's"));
  setting(command, "lease", words_.lease, "SECONDS",
          text("作业租约（秒）：工作进程失联多久后由别处接手",
               "seconds after which another takes over from a worker that is gone"));
  setting(command, "webhook-allow", words_.webhook_allow, "ORIGIN,…",
          text("允许通知的地址，如 https://oa.example.gov.cn:8443；不写则不通知",
               "where webhooks may go, like https://oa.example.gov.cn:8443; nothing: nowhere"));
  setting(command, "webhook-network", words_.webhook_network, "NETWORK,…",
          text("虽非公网但允许通知的网段，如 10.1.0.0/16",
               "networks that webhooks may go to although they are not public, like 10.1.0.0/16"));
  setting(command, "webhook-secret-file", words_.webhook_secret_file, "FILE",
          text("通知的签名密钥所在文件", "file with the secret that signs webhooks"));
}

JobSettings Grammar::job_settings(Values& values) const {
  return {.node = words_.node,
          .lease = values.seconds("--lease", words_.lease),
          .webhooks = {.origins = list_of(words_.webhook_allow),
                       .networks = list_of(words_.webhook_network)},
          .webhook_secret = words_.webhook_secret_file};
}

void Grammar::add_worker() {
  CLI::App& command = add_plain("worker",
                                text("从共享存储领取并完成作业，不提供 HTTP",
                                     "claim jobs from a shared store and do them, without HTTP"),
                                [this](Values& values) {
                                  Worker worker{.store = store_settings(values),
                                                .jobs = job_settings(values),
                                                .folders = folders(),
                                                .policy = policy(values)};
                                  worker.max_body = values.bytes("--max-body", words_.max_body);
                                  worker.threads =
                                      values.count("--render-threads", words_.render_threads, 0);
                                  return worker;
                                });
  config_option(command);
  store_options(command);
  job_options(command);
  folder_options(command, true, true);
  body_option(command);
  policy_options(command);
  setting(command, "render-threads", words_.render_threads, "N",
          text("同时生成的文档数；0 为处理器核数", "documents at once; 0: one a core"));
}

}  // namespace tongbao::cli
