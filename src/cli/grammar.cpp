#include "cli/grammar.h"

#include <memory>
#include <thread>
#include <utility>

#include "cli/usage_error.h"

namespace tongbao::cli {

Grammar::Grammar(Language language) : language_(language) {
  words_.language = text("zh", "en");
  describe_program();
  add_serve();
  add_worker();
  add_render();
  add_import();
  add_check();
  add_extract();
  add_templates();
  add_keys();
  add_audit();
  add_plain("fonts",
            text("列出字体角色、文件、覆盖范围和后备字体",
                 "list the face roles, their files, coverage and fallbacks"),
            [this](Values&) { return ShowFonts{folders()}; });
  folder_options(*app_.get_subcommand("fonts"), false, true);
  add_plain("schema", text("输出整改数据的 JSON Schema", "print the record's JSON Schema"),
            [](Values&) { return ShowSchema{}; });
  add_plain("version", text("显示版本", "print the version"),
            [](Values&) { return ShowText{"tongbao " TONGBAO_VERSION "\n"}; });
  add_help();
}

render::Policy Grammar::policy(Values& values) const {
  return {.allow_classified = words_.allow_classified,
          .max_rows = values.count("--max-rows", words_.max_rows, 1),
          .workbook_threads = std::max(1U, std::thread::hardware_concurrency())};
}

void Grammar::describe_program() {
  app_.name("tongbao");
  app_.description(
      text("通报：由一份整改数据生成通报（PDF）和台账（XLSX）。",
           "Makes the notice (PDF) and the ledgers (XLSX) of one rectification record."));
  const auto formatter = std::make_shared<CLI::Formatter>();
  formatter->column_width(34);
  if (language_ == Language::zh) {
    formatter->label("Usage", "用法");
    formatter->label("OPTIONS", "选项");
    formatter->label("SUBCOMMAND", "命令");
    formatter->label("Positionals", "参数");
    formatter->label("REQUIRED", "必填");
    formatter->label("Env", "环境变量");
  }
  app_.formatter(formatter);
  app_.option_defaults()->group(text("选项", "Options"));
  app_.set_help_flag("-h,--help", text("显示帮助", "print this help"));
  app_.set_version_flag("--version", "tongbao " TONGBAO_VERSION,
                        text("显示版本", "print the version"));
  app_.add_option("--lang", words_.language,
                  text("消息的语言：zh 或 en", "language of messages: zh or en"))
      ->envname("TONGBAO_LANG")
      ->type_name("LANG")
      ->capture_default_str();
  app_.require_subcommand(1);
}

CLI::App& Grammar::add_command(CLI::App& parent, const char* name, std::string description,
                               const Maker& maker) {
  CLI::App* command = parent.add_subcommand(name, std::move(description));
  command->group(text("命令", "Commands"));
  command->fallthrough();
  command->get_help_ptr()->group(text("选项", "Options"));
  // With a callback of its own, a command is done with as it is parsed; without, CLI11 would read
  // the environment for the commands that were not named, over the flags of the one that was.
  if (maker) command->parse_complete_callback([this, maker] { maker_ = maker; });
  return *command;
}

void Grammar::input_option(CLI::App& command) {
  command
      .add_option("-i,--input", words_.input,
                  text("输入文件；- 或不写为标准输入", "input file; - or nothing: standard input"))
      ->type_name("FILE");
}

void Grammar::output_option(CLI::App& command) {
  command
      .add_option(
          "-o,--output", words_.output,
          text("输出文件；- 或不写为标准输出", "output file; - or nothing: standard output"))
      ->type_name("FILE");
}

void Grammar::folder_options(CLI::App& command, bool templates, bool fonts) {
  if (templates) {
    command.add_option("--templates", words_.templates, text("模板文件夹", "folder of templates"))
        ->envname("TONGBAO_TEMPLATES")
        ->type_name("FOLDER");
  }
  if (fonts) {
    command.add_option("--fonts", words_.fonts, text("字体文件夹", "folder of fonts"))
        ->envname("TONGBAO_FONTS")
        ->type_name("FOLDER");
  }
}

void Grammar::proof_option(CLI::App& command) {
  command
      .add_option("--proof", words_.proof, text("校对词表文件夹", "folder of proofreading lists"))
      ->envname("TONGBAO_PROOF")
      ->type_name("FOLDER");
}

void Grammar::body_option(CLI::App& command) {
  command.add_option("--max-body", words_.max_body, text("输入的上限", "most bytes of an input"))
      ->envname("TONGBAO_MAX_BODY")
      ->type_name("SIZE")
      ->capture_default_str();
}

void Grammar::policy_options(CLI::App& command) {
  command
      .add_option("--max-rows", words_.max_rows, text("台账行数的上限", "most rows of a ledger"))
      ->envname("TONGBAO_MAX_ROWS")
      ->type_name("N")
      ->capture_default_str();
  command
      .add_flag("--allow-classified", words_.allow_classified,
                text("允许带密级的数据", "accept records with a classification"))
      ->envname("TONGBAO_ALLOW_CLASSIFIED");
}

void Grammar::config_option(CLI::App& command) {
  setting(command, "config", words_.config, "FILE",
          text("设置文件；命令行和环境变量优先",
               "file of settings; flags and environment go before it"));
}

void Grammar::store_options(CLI::App& command) {
  setting(command, "data", words_.data, "FOLDER",
          text("数据文件夹：作业、密钥、审计日志", "folder of jobs, keys and the audit log"));
  setting(command, "store", words_.store, "URL",
          text("存储：postgresql://…；不写为数据文件夹下的 SQLite",
               "the store: postgresql://…; nothing: SQLite in the data folder"));
}

StoreSettings Grammar::store_settings(Values& values) const {
  return {.data = words_.data,
          .url = words_.store,
          .retention = values.period("--retention", words_.retention)};
}

CLI::Option& Grammar::setting(CLI::App& command, const std::string& name, std::string& word,
                              const char* type, const std::string& description) {
  std::string variable = "TONGBAO_";
  for (const char c : name) variable += c == '-' ? '_' : static_cast<char>(c - 'a' + 'A');
  return *command.add_option("--" + name, word, description)
              ->envname(variable)
              ->type_name(type)
              ->capture_default_str();
}

void Grammar::add_help() {
  CLI::App& command = add_plain("help", text("显示命令的帮助", "print a command's help"), {});
  command.add_option("COMMAND", words_.help_on, text("命令", "a command"))->type_name("");
}

Result<Command> Grammar::help_on(const std::vector<std::string>& names) {
  const CLI::App* app = &app_;
  std::string path = app->get_name();
  for (const std::string& name : names) {
    const auto named =
        app->get_subcommands([&name](const CLI::App* each) { return each->get_name() == name; });
    if (named.empty()) return failure(unknown_argument(*app, name));
    app = named.front();
    path += ' ' + name;
  }
  // App::help() would speak of the command that was named, which is "help".
  return ShowText{app->get_formatter()->make_help(app, path, CLI::AppFormatMode::Normal)};
}

Result<Command> Grammar::parse(int argc, const char* const* argv) {
  try {
    app_.parse(argc, argv);
  } catch (const CLI::CallForHelp&) {
    return ShowText{app_.help()};
  } catch (const CLI::CallForVersion&) {
    return ShowText{"tongbao " TONGBAO_VERSION "\n"};
  } catch (const CLI::ParseError& error) {
    return failure(usage_error(app_, error));
  }
  if (app_.got_subcommand("help")) return help_on(words_.help_on);
  return make_command({argv, argv + argc});
}

Result<Command> Grammar::make_command(const std::vector<std::string>& words) {
  CLI::App& named = *app_.get_subcommands().front();
  auto origins = apply_settings(app_, named, words);
  if (!origins) return failure(std::move(origins.error()));
  Values values(*origins);
  static_cast<void>(values.language("--lang", words_.language));
  Command command = maker_(values);
  if (!values.errors().empty()) return failure(values.errors());
  if (auto* serve = std::get_if<Serve>(&command)) {
    serve->in_force = settings_in_force(app_, named, *origins);
  }
  return command;
}

}  // namespace tongbao::cli
