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
        serve.settings.language = language_;
        serve.settings.tls_certificate = words_.tls_certificate;
        serve.settings.tls_key = words_.tls_key;
        values.require_both("--tls-certificate", words_.tls_certificate, "--tls-key",
                            words_.tls_key);
        serve.store = store_settings();
        serve.insecure = words_.insecure;
        serve.check_config = words_.check_config;
        return serve;
      });
  const auto setting = [&command](const char* name, std::string& word, const char* environment,
                                  const char* type, const std::string& description) {
    command.add_option(name, word, description)
        ->envname(environment)
        ->type_name(type)
        ->capture_default_str();
  };
  setting("--listen", words_.listen, "TONGBAO_LISTEN", "HOST:PORT",
          text("监听地址；端口 0 为任一空闲端口", "address to listen on; port 0: any free one"));
  setting("--tls-certificate", words_.tls_certificate, "TONGBAO_TLS_CERTIFICATE", "FILE",
          text("TLS 证书（PEM，含中间证书）", "certificate for TLS: PEM, with its chain"));
  setting("--tls-key", words_.tls_key, "TONGBAO_TLS_KEY", "FILE",
          text("证书的私钥（PEM）", "the certificate's private key: PEM"));
  store_options(command);
  folder_options(command, true, true);
  proof_option(command);
  body_option(command);
  policy_options(command);
  setting("--max-stream", words_.max_stream, "TONGBAO_MAX_STREAM", "SIZE",
          text("逐行数据的上限", "most bytes of an NDJSON stream"));
  setting("--disk-quota", words_.disk_quota, "TONGBAO_DISK_QUOTA", "SIZE",
          text("请求与文档在磁盘上（TMPDIR）的上限；逐行数据按两倍计",
               "most bytes of bodies and documents on disk (in TMPDIR); a stream counts twice"));
  setting("--connections", words_.connections, "TONGBAO_CONNECTIONS", "N",
          text("同时连接数的上限", "connections open at once"));
  setting("--render-threads", words_.render_threads, "TONGBAO_RENDER_THREADS", "N",
          text("同时生成的文档数；0 为处理器核数", "documents at once; 0: one a core"));
  setting("--timeout", words_.timeout, "TONGBAO_TIMEOUT", "SECONDS",
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
