#include "cli/grammar.h"
#include "cli/installation.h"

namespace tongbao::cli {

void Grammar::add_keys() {
  CLI::App& group =
      add_plain("keys", text("新建、列出、撤销密钥", "make, list, revoke API keys"), {});
  group.require_subcommand(1);
  CLI::App& create = add_command(
      group, "create", text("新建密钥，只显示一次", "make a key, and show it once"),
      [this](Values& values) {
        return CreateKey{.store = store_settings(values),
                         .name = values.name("--name", words_.key_name),
                         .scopes = values.scopes("--scopes", words_.scopes),
                         .requests_per_minute = values.rate("--rate", words_.rate),
                         .concurrency = values.rate("--concurrency", words_.concurrency)};
      });
  create.add_option("--name", words_.key_name, text("名称，给人看的", "what people call it"))
      ->required()
      ->type_name("NAME");
  create
      .add_option("--scopes", words_.scopes,
                  text("权限：render,check,jobs,templates,admin",
                       "what it may do: render,check,jobs,templates,admin"))
      ->required()
      ->type_name("SCOPES");
  create
      .add_option("--rate", words_.rate,
                  text("每分钟请求数的上限；0 为不限", "most requests a minute; 0: no limit"))
      ->type_name("N/min")
      ->capture_default_str();
  create
      .add_option("--concurrency", words_.concurrency,
                  text("同时请求数的上限；0 为不限", "most requests at once; 0: no limit"))
      ->type_name("N")
      ->capture_default_str();
  store_options(create);
  CLI::App& list =
      add_command(group, "list", text("列出密钥", "list the keys"), [this](Values& values) {
        return ListKeys{store_settings(values), words_.json};
      });
  list.add_flag("--json", words_.json, text("输出 JSON", "as JSON"));
  store_options(list);
  CLI::App& revoke =
      add_command(group, "revoke", text("撤销密钥", "revoke a key"), [this](Values& values) {
        return RevokeKey{store_settings(values), words_.key_id};
      });
  revoke.add_option("ID", words_.key_id, text("密钥编号", "the key's id"))
      ->required()
      ->type_name("");
  store_options(revoke);
}

void Grammar::add_audit() {
  CLI::App& group = add_plain("audit", text("核对审计日志", "the audit log"), {});
  group.require_subcommand(1);
  CLI::App& verify = add_command(
      group, "verify", text("核对审计日志的摘要链", "verify the chains of the audit log"),
      [this](Values& values) {
        return VerifyAudit{.folder = words_.audit_folder.empty()
                                         ? audit_folder(words_.data)
                                         : std::filesystem::path(words_.audit_folder),
                           .noted = values.heads("--expect", words_.expect),
                           .heads = words_.heads};
      });
  verify
      .add_option("--folder", words_.audit_folder,
                  text("审计日志的文件夹；不写为数据文件夹下的 audit",
                       "folder of the audit log; nothing: audit in the data folder"))
      ->type_name("FOLDER");
  verify
      .add_option("--expect", words_.expect,
                  text("以前记下的链尾，须仍在链中", "a head noted earlier, which must be there"))
      ->type_name("NODE=DIGEST");
  verify
      .add_option("--head", words_.heads,
                  text("记有链尾的文件，即以前的输出", "a file of them, as printed earlier"))
      ->type_name("FILE");
  verify.add_option("--data", words_.data, text("数据文件夹", "folder of data"))
      ->envname("TONGBAO_DATA")
      ->type_name("FOLDER")
      ->capture_default_str();
}

}  // namespace tongbao::cli
