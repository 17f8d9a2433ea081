// The commands and their options, as CLI11 knows them: grammar.cpp holds what they share,
// grammar_documents.cpp, grammar_service.cpp, grammar_worker.cpp and grammar_admin.cpp the
// commands.
#pragma once
#include <functional>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "base/result.h"
#include "cli/command.h"
#include "cli/values.h"

namespace tongbao::cli {

// Options as texts: CLI11 finds them, Values understands them.
struct Words {
  std::string language = "zh";
  std::string input = "-";
  std::string output = "-";
  std::string check_output;
  std::string check_template;
  std::string template_id, format, edition, as_of, previous, report;
  std::string import_type;
  std::string into;
  std::string templates, fonts, proof;
  std::string max_body = "32MB", max_rows = "2000000", max_stream = "4GiB", disk_quota = "16GiB";
  std::string listen = "127.0.0.1:8080", ops_listen;
  std::string config, data = "data", store, retention = "7d";
  std::string node, lease = "15";
  std::string webhook_allow, webhook_network, webhook_secret_file;
  std::string connections = "256", render_threads = "0", job_threads = "0", timeout = "60";
  std::string tls_certificate, tls_key;
  std::string key_name, scopes, rate = "0", concurrency = "0", key_id;
  std::string audit_folder, heads;
  std::vector<std::string> expect;
  bool allow_classified = false;
  bool insecure = false;
  bool check_config = false;
  bool attach_record = false;
  bool allow_personal_data = false;
  bool progress = false;
  bool json = false;
  bool fix = false;
  std::vector<std::string> without;
  std::vector<std::string> files;
  std::vector<std::string> help_on;
};

using Maker = std::function<Command(Values&)>;

class Grammar {
 public:
  explicit Grammar(Language language);

  Result<Command> parse(int argc, const char* const* argv);

 private:
  [[nodiscard]] std::string text(const char* zh, const char* en) const {
    return language_ == Language::zh ? zh : en;
  }
  [[nodiscard]] Folders folders() const { return {words_.templates, words_.fonts, words_.proof}; }
  [[nodiscard]] render::Policy policy(Values& values) const;

  void describe_program();
  void add_serve();
  void add_worker();
  void add_render();
  void add_import();
  void add_check();
  void add_extract();
  void add_templates();
  void add_keys();
  void add_audit();
  void add_help();
  CLI::App& add_plain(const char* name, std::string description, const Maker& maker) {
    return add_command(app_, name, std::move(description), maker);
  }
  CLI::App& add_command(CLI::App& parent, const char* name, std::string description,
                        const Maker& maker);
  void input_option(CLI::App& command);
  void output_option(CLI::App& command);
  void folder_options(CLI::App& command, bool templates, bool fonts);
  void proof_option(CLI::App& command);
  void body_option(CLI::App& command);
  void policy_options(CLI::App& command);
  // --config: what makes a service of a command. Its other options with a variable of the
  // environment are settings then, which the file may hold (settings.h).
  void config_option(CLI::App& command);
  void store_options(CLI::App& command);
  [[nodiscard]] StoreSettings store_settings(Values& values) const;
  void job_options(CLI::App& command);
  [[nodiscard]] JobSettings job_settings(Values& values) const;
  // An option with a variable of the environment, named after it: --max-body, TONGBAO_MAX_BODY.
  static CLI::Option& setting(CLI::App& command, const std::string& name, std::string& word,
                              const char* type, const std::string& description);
  Result<Command> help_on(const std::vector<std::string>& names);
  Result<Command> make_command(const std::vector<std::string>& words);

  Language language_;
  Words words_;
  CLI::App app_;
  Maker maker_;  // of the command that was named
};

}  // namespace tongbao::cli
