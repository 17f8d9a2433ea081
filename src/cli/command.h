// What a command line asks for, as plain values, and the functions that do it.
#pragma once
#include <chrono>
#include <cstddef>
#include <filesystem>
#include <iosfwd>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "access/scope.h"
#include "audit/log.h"
#include "base/date.h"
#include "base/diagnostic.h"
#include "cli/settings.h"
#include "documents/read_document.h"
#include "http/server.h"
#include "jobs/webhooks.h"
#include "proof/check.h"
#include "record/record.h"
#include "render/renderer.h"

namespace tongbao::cli {

enum ExitCode { exit_done = 0, exit_no = 1, exit_unusable = 2, exit_failed = 3 };

// Where a command reads and speaks.
struct Console {
  std::istream& in;
  std::ostream& out;
  std::ostream& err;
  Language language = Language::zh;
  bool err_is_terminal = false;
  char** words = nullptr;  // of the command line, as main() had them
};

// Folders as given; an empty one is looked for (installation.h).
struct Folders {
  std::filesystem::path templates;
  std::filesystem::path fonts;
  std::filesystem::path proof;
};

// A file name; "-" is standard input or output.
using FileName = std::string;

struct Render {
  std::string template_id;
  FileName input = "-";
  FileName output = "-";
  std::optional<render::Format> format;
  std::optional<record::Edition> edition;
  std::optional<Date> as_of;
  FileName previous;  // "": none
  FileName report;    // "": none
  bool attach_record = false;
  bool allow_personal_data = false;
  bool progress = false;  // also where standard error is no terminal
  Folders folders;
  render::Policy policy;
  std::size_t max_body = 0;
};

struct Import {
  FileName input = "-";
  FileName output = "-";
  bool is_ledger = false;                       // a filled one, XLSX; else a notice
  std::optional<documents::DocumentType> type;  // of a notice; else by content
  FileName into;                                // the record that a ledger is merged into; "": none
  std::size_t max_body = 0;
};

struct Check {
  FileName input = "-";
  FileName output;  // of --fix; "": the input, or standard output where that is standard input
  bool json = false;
  bool fix = false;
  proof::Without without;
  std::string template_id;  // whose unwanted rules are left out too; "": of none
  Folders folders;
  std::size_t max_body = 0;
};

struct Extract {
  FileName input = "-";
  FileName output = "-";
};

struct ListTemplates {
  Folders folders;
};

struct ShowTemplate {
  Folders folders;
  std::string id;
};

struct CheckTemplates {
  std::vector<FileName> files;
};

struct ShowFonts {
  Folders folders;
};

struct ShowSchema {};

struct ShowText {  // help and version
  std::string text;
};

// What services share: where jobs, keys and templates are kept.
struct StoreSettings {
  std::filesystem::path data = "data";
  std::string url;                                                  // "": SQLite under `data`
  std::chrono::milliseconds retention{std::chrono::hours(24 * 7)};  // of jobs that have ended
};

// How jobs are worked off, and whom their ends are told.
struct JobSettings {
  std::string node;  // names the worker and its audit log; "": the machine's name
  std::chrono::milliseconds lease{15'000};
  jobs::WebhookPolicy webhooks;  // its secret: of the file, read when the service starts
  FileName webhook_secret;       // "": no webhooks
};

struct Serve {
  http::ServerSettings settings;
  Folders folders;
  render::Policy policy;
  StoreSettings store;
  JobSettings jobs;
  std::size_t job_threads = 0;         // documents of jobs at once; 0: one a core
  bool insecure = false;               // beyond loopback without keys
  std::vector<Setting> in_force = {};  // for --check-config
  bool check_config = false;
};

struct Worker {
  StoreSettings store;
  JobSettings jobs;
  Folders folders;
  render::Policy policy;
  std::size_t max_body = 0;
  std::size_t threads = 0;  // documents at once; 0: one a core
};

struct CreateKey {
  StoreSettings store;
  std::string name;
  access::Scopes scopes;
  std::uint32_t requests_per_minute = 0;  // 0: no limit
  std::uint32_t concurrency = 0;          // 0: no limit
};

struct ListKeys {
  StoreSettings store;
  bool json = false;
};

struct RevokeKey {
  StoreSettings store;
  std::string id;
};

struct VerifyAudit {
  std::filesystem::path folder;
  audit::Heads noted;
  FileName heads;  // more that were noted, as this command prints them; "": none
};

using Command = std::variant<Render, Import, Check, Extract, ListTemplates, ShowTemplate,
                             CheckTemplates, ShowFonts, ShowSchema, ShowText, Serve, Worker,
                             CreateKey, ListKeys, RevokeKey, VerifyAudit>;

// Each returns an ExitCode and has said on `console.err` why, where it is not exit_done.
[[nodiscard]] int execute(const Render& command, Console& console);
[[nodiscard]] int execute(const Import& command, Console& console);
[[nodiscard]] int execute(const Check& command, Console& console);
[[nodiscard]] int execute(const Extract& command, Console& console);
[[nodiscard]] int execute(const ListTemplates& command, Console& console);
[[nodiscard]] int execute(const ShowTemplate& command, Console& console);
[[nodiscard]] int execute(const CheckTemplates& command, Console& console);
[[nodiscard]] int execute(const ShowFonts& command, Console& console);
[[nodiscard]] int execute(const ShowSchema& command, Console& console);
[[nodiscard]] int execute(const ShowText& command, Console& console);
[[nodiscard]] int execute(const Serve& command, Console& console);
[[nodiscard]] int execute(const Worker& command, Console& console);
[[nodiscard]] int execute(const CreateKey& command, Console& console);
[[nodiscard]] int execute(const ListKeys& command, Console& console);
[[nodiscard]] int execute(const RevokeKey& command, Console& console);
[[nodiscard]] int execute(const VerifyAudit& command, Console& console);

}  // namespace tongbao::cli
