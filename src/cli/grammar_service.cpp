#include "cli/grammar.h"

namespace tongbao::cli {

void Grammar::add_serve() {
  CLI::App& command =
      add_plain("serve", text("启动 HTTP 服务", "run the HTTP server"), [this](Values& values) {
        Serve serve{.settings = {}, .folders = folders(), .policy = policy(values)};
        serve.settings.listen = values.address("--listen", words_.listen);
        serve.settings.max_body = values.bytes("--max-body", words_.max_body);
        serve.settings.max_stream = values.bytes("--max-stream", words_.max_stream);
        serve.settings.disk_quota = values.bytes("--disk-quota", words_.disk_quota);
        serve.settings.connections = values.count("--connections", words_.connections, 1);
        serve.settings.render_threads = values.count("--render-threads", words_.render_threads, 0);
        serve.settings.timeout = values.seconds("--timeout", words_.timeout);
        serve.settings.tls_certificate = words_.tls_certificate;
        serve.settings.tls_key = words_.tls_key;
        values.require_both("--tls-certificate", words_.tls_certificate, "--tls-key",
                            words_.tls_key);
        if (!words_.ops_listen.empty()) {
          serve.settings.ops_listen = values.address("--ops-listen", words_.ops_listen);
        }
        serve.settings.language = words_.language == "en" ? Language::en : Language::zh;
        serve.store = store_settings(values);
        serve.jobs = job_settings(values);
        serve.job_threads = values.count("--job-threads", words_.job_threads, 0);
        serve.insecure = words_.insecure;
        serve.check_config = words_.check_config;
        return serve;
      });
  config_option(command);
  setting(command, "listen", words_.listen, "HOST:PORT",
          text("监听地址；端口 0 为任一空闲端口", "address to listen on; port 0: any free one"));
  setting(command, "ops-listen", words_.ops_listen, "HOST:PORT",
          text("只答 /healthz、/readyz、/metrics 的另一监听地址，不写则没有",
               "a second address, for /healthz, /readyz and /metrics alone; nothing: none"));
  setting(command, "tls-certificate", words_.tls_certificate, "FILE",
          text("TLS 证书（PEM，含中间证书）", "certificate for TLS: PEM, with its chain"));
  setting(command, "tls-key", words_.tls_key, "FILE",
          text("证书的私钥（PEM）", "the certificate's private key: PEM"));
  store_options(command);
  job_options(command);
  setting(
      command, "job-threads", words_.job_threads, "N",
      text("作业中同时生成的文档数；0 为处理器核数", "documents of jobs at once; 0: one a core"));
  folder_options(command, true, true);
  proof_option(command);
  body_option(command);
  policy_options(command);
  setting(command, "max-stream", words_.max_stream, "SIZE",
          text("逐行数据的上限", "most bytes of an NDJSON stream"));
  setting(command, "disk-quota", words_.disk_quota, "SIZE",
          text("请求与文档在磁盘上（TMPDIR）的上限；逐行数据按两倍计",
               "most bytes of bodies and documents on disk (in TMPDIR); a stream counts twice"));
  setting(command, "connections", words_.connections, "N",
          text("同时连接数的上限", "connections open at once"));
  setting(command, "render-threads", words_.render_threads, "N",
          text("同时生成的文档数；0 为处理器核数", "documents at once; 0: one a core"));
  setting(command, "timeout", words_.timeout, "SECONDS",
          text("接收请求、生成文档、发送文档各自的时限（秒）；内容大的相应延长，停滞的到时中断",
               "seconds to receive a request, to make its document, to send it, each; large ones "
               "get more, as long as they move"));
  command
      .add_flag("--insecure", words_.insecure,
                text("允许在非本机地址上不设密钥", "serve beyond loopback without keys"))
      ->envname("TONGBAO_INSECURE");
  command.add_flag("--check-config", words_.check_config,
                   text("只检查配置，不启动", "check the configuration only"));
}

}  // namespace tongbao::cli
