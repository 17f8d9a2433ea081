#include "cli/arguments.h"

#include <cstdlib>
#include <functional>
#include <memory>
#include <string_view>
#include <thread>
#include <utility>

#include <CLI/CLI.hpp>

#include "cli/usage_error.h"
#include "cli/values.h"

namespace tongbao::cli {

namespace {

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
  std::string listen = "127.0.0.1:8080";
  std::string connections = "256", render_threads = "0", timeout = "60";
  bool allow_classified = false;
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
  explicit Grammar(Language language) : language_(language) {
    describe_program();
    add_serve();
    add_render();
    add_import();
    add_check();
    add_extract();
    add_templates();
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

  Result<Command> parse(int argc, const char* const* argv);

 private:
  [[nodiscard]] std::string text(const char* zh, const char* en) const {
    return language_ == Language::zh ? zh : en;
  }
  [[nodiscard]] Folders folders() const { return {words_.templates, words_.fonts, words_.proof}; }
  [[nodiscard]] render::Policy policy(Values& values) const {
    return {.allow_classified = words_.allow_classified,
            .max_rows = values.count("--max-rows", words_.max_rows, 1),
            .workbook_threads = std::max(1U, std::thread::hardware_concurrency())};
  }

  void describe_program();
  void add_serve();
  void add_render();
  void add_import();
  void add_check();
  void add_extract();
  void add_templates();
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
  Result<Command> help_on(const std::vector<std::string>& names);

  Language language_;
  Words words_;
  CLI::App app_;
  Maker maker_;  // of the command that was named
};

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
      ->type_name("LANG");
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
  command.add_flag("--check-config", words_.check_config,
                   text("只检查配置，不启动", "check the configuration only"));
}

void Grammar::add_render() {
  CLI::App& command =
      add_plain("render", text("生成一份文档", "render one document"), [this](Values& values) {
        return Render{.template_id = words_.template_id,
                      .input = words_.input,
                      .output = words_.output,
                      .format = values.format("--format", words_.format),
                      .edition = values.edition("--edition", words_.edition),
                      .as_of = values.date("--as-of", words_.as_of),
                      .previous = words_.previous,
                      .report = values.report("--report", words_.report, words_.output),
                      .attach_record = words_.attach_record,
                      .allow_personal_data = words_.allow_personal_data,
                      .progress = words_.progress,
                      .folders = folders(),
                      .policy = policy(values),
                      .max_body = values.bytes("--max-body", words_.max_body)};
      });
  command
      .add_option("TEMPLATE", words_.template_id,
                  text("模板编号，如 notice、ledger", "id of a template: notice, ledger"))
      ->required()
      ->type_name("");
  input_option(command);
  output_option(command);
  command
      .add_option("--format", words_.format,
                  text("pdf、xlsx、layout 或 content；不写为模板自身的格式",
                       "pdf, xlsx, layout or content; else the template's own"))
      ->type_name("FORMAT");
  command
      .add_option("--edition", words_.edition,
                  text("public（公开版）或 internal（内部版）", "public or internal"))
      ->type_name("EDITION");
  command
      .add_option(
          "--as-of", words_.as_of,
          text("判断状态和时限所依据的日期", "date that states and deadlines are judged at"))
      ->type_name("DATE");
  command
      .add_option("--previous", words_.previous,
                  text("上一期的整改数据", "the record of the period before"))
      ->type_name("FILE");
  command
      .add_option("--report", words_.report,
                  text("另存成品页面的格式检查报告（GB/T 9704，JSON）",
                       "also write what GB/T 9704 says of the finished pages, as JSON"))
      ->type_name("FILE");
  command.add_flag("--attach-record", words_.attach_record,
                   text("在通报的 PDF 中附带整改数据（公开版只附带可公开的部分）",
                        "let the notice's PDF carry the record (the public edition: what it may)"));
  command.add_flag("--allow-personal-data", words_.allow_personal_data,
                   text("公开版确须印出身份证号、手机号、银行账号等时使用，逐处警告",
                        "print personal data in the public edition, with a warning for each"));
  command.add_flag("--progress", words_.progress,
                   text("在标准错误上显示进度；在终端上总是显示",
                        "say on standard error how far it is; on a terminal always"));
  folder_options(command, true, true);
  body_option(command);
  policy_options(command);
}

void Grammar::add_import() {
  CLI::App& command = add_plain(
      "import",
      text("把已发布的通报，或填好的台账，读成整改数据",
           "read a published notice, or a filled ledger, into a record"),
      [this](Values& values) {
        const bool is_ledger = words_.import_type == "ledger";
        return Import{.input = words_.input,
                      .output = words_.output,
                      .is_ledger = is_ledger,
                      .type = values.document_type("--type", is_ledger ? "" : words_.import_type),
                      .into = values.merged_record("--into", words_.into, is_ledger),
                      .max_body = values.bytes("--max-body", words_.max_body)};
      });
  input_option(command);
  output_option(command);
  command
      .add_option("--type", words_.import_type,
                  text("输入的类型：text、docx、html、pdf，或 "
                       "ledger（台账，XLSX）；不写则按内容判断通报的类型",
                       "type of the input: text, docx, html, pdf, or ledger (XLSX); else that of a "
                       "notice by its content"))
      ->type_name("TYPE");
  command
      .add_option("--into", words_.into,
                  text("台账合并到的整改数据；不写则由台账生成新的",
                       "the record that a ledger is merged into; else it becomes one of its own"))
      ->type_name("FILE");
  body_option(command);
}

void Grammar::add_check() {
  CLI::App& command =
      add_plain("check", text("校对整改数据", "proofread a record"), [this](Values& values) {
        return Check{.input = words_.input,
                     .output = words_.check_output,
                     .json = words_.json,
                     .fix = words_.fix,
                     .without = words_.without,
                     .template_id = words_.check_template,
                     .folders = folders(),
                     .max_body = values.bytes("--max-body", words_.max_body)};
      });
  input_option(command);
  command
      .add_option("-o,--output", words_.check_output,
                  text("--fix 的输出文件；不写为输入文件自身",
                       "output file of --fix; else the input file itself"))
      ->type_name("FILE");
  command.add_flag("--json", words_.json, text("以 JSON 输出", "print JSON"));
  command.add_flag("--fix", words_.fix,
                   text("改正确定无疑的问题，写回整改数据",
                        "apply the certain suggestions and write the corrected record"));
  command
      .add_option("--without", words_.without,
                  text("不用的规则或类别，如 contact.email,names",
                       "rules or families not to go by: contact.email,names"))
      ->delimiter(',')
      ->envname("TONGBAO_WITHOUT")
      ->type_name("CODE");
  command
      .add_option("--template", words_.check_template,
                  text("模板编号：也不用它停用的规则",
                       "id of a template: neither go by the rules that it switches off"))
      ->type_name("ID");
  folder_options(command, true, false);
  proof_option(command);
  body_option(command);
}

void Grammar::add_extract() {
  CLI::App& command = add_plain(
      "extract", text("取出通报的 PDF 附带的整改数据", "take out the record that a PDF carries"),
      [this](Values&) {
        return Extract{words_.input, words_.output};
      });
  command
      .add_option("FILE", words_.input,
                  text("通报的 PDF；- 为标准输入", "a notice's PDF; -: standard input"))
      ->required()
      ->type_name("");
  output_option(command);
}

void Grammar::add_templates() {
  CLI::App& group =
      add_plain("templates", text("列出、查看、检查模板", "list, show, check templates"), {});
  group.require_subcommand(1);
  CLI::App& list = add_command(group, "list", text("列出模板", "list the templates"),
                               [this](Values&) { return ListTemplates{folders()}; });
  CLI::App& show =
      add_command(group, "show", text("查看一个模板", "show one template"), [this](Values&) {
        return ShowTemplate{folders(), words_.template_id};
      });
  CLI::App& check = add_command(group, "check", text("检查模板文件", "check template files"),
                                [this](Values&) { return CheckTemplates{words_.files}; });
  folder_options(list, true, false);
  folder_options(show, true, false);
  show.add_option("ID", words_.template_id, text("模板编号", "id of a template"))
      ->required()
      ->type_name("");
  check.add_option("FILE", words_.files, text("模板文件", "template files"))
      ->required()
      ->type_name("");
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
  Values values;
  static_cast<void>(values.language("--lang", words_.language));
  Command command = maker_(values);
  if (!values.errors().empty()) return failure(values.errors());
  return command;
}

}  // namespace

Language wished_language(int argc, const char* const* argv) {
  std::string_view wished;
  for (int i = 1; i < argc; ++i) {
    const std::string_view word = argv[i];
    if (word.rfind("--lang=", 0) == 0) wished = word.substr(7);
    if (word == "--lang" && i + 1 < argc) wished = argv[i + 1];
  }
  if (wished.empty()) {
    const char* environment = std::getenv("TONGBAO_LANG");
    if (environment != nullptr) wished = environment;
  }
  return wished == "en" ? Language::en : Language::zh;
}

Result<Command> parse_arguments(int argc, const char* const* argv, Language language) {
  return Grammar(language).parse(argc, argv);
}

}  // namespace tongbao::cli
