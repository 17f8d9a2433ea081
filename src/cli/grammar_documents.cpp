#include "cli/grammar.h"

namespace tongbao::cli {

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

}  // namespace tongbao::cli
