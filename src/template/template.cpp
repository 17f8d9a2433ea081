#include "template/template.h"

#include <algorithm>
#include <filesystem>
#include <utility>

#include "proof/check.h"
#include "template/compiler.h"
#include "template/program.h"
#include "template/source.h"
#include "template/vocabulary.h"
#include "template/xml.h"

namespace tongbao::tmpl {

namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

Diagnostics say_too_large(const std::string& file) {
  Diagnostic error;
  error.code = "template.tooLarge";
  error.where.file = file;
  error.message = say("模板超过 {} 字节", "the template has more than {} bytes", largest_template);
  return {std::move(error)};
}

std::string words(const Element& root, std::string_view attribute) {
  const Attribute* found = root.find(attribute);
  return found == nullptr ? std::string() : found->value.value();
}

// Names with a comma or white space between.
std::vector<std::string> unwanted_rules(const Element& root, Report& report) {
  const Attribute* const found = root.find("check-without");
  if (found == nullptr) return {};
  constexpr std::string_view between = ", \t\r\n";
  const std::string& text = found->value.value();
  std::vector<std::string> rules;
  for (std::size_t at = text.find_first_not_of(between); at != std::string::npos;) {
    const std::size_t end = std::min(text.find_first_of(between, at), text.size());
    rules.push_back(text.substr(at, end - at));
    for (Diagnostic& unknown : proof::unknown_rules({rules.back()})) {
      report.error("template.unknownRule", found->value.offset_of(at), std::move(unknown.message),
                   std::move(unknown.hint));
    }
    at = text.find_first_not_of(between, end);
  }
  return rules;
}

}  // namespace

Result<Template> Template::parse(std::string_view xml, std::string file_name) {
  if (xml.size() > largest_template) return failure(say_too_large(file_name));
  if (xml.substr(0, byte_order_mark.size()) == byte_order_mark) {
    xml.remove_prefix(byte_order_mark.size());
  }
  const SourceText source(xml, std::move(file_name));
  Report report(source);
  const std::optional<Element> root = parse_xml(source, report);
  if (!root) return failure(report.take());
  check_structure(*root, report);
  auto program = std::make_unique<Program>();
  program->id = std::filesystem::path(source.file()).stem().string();
  program->file = source.file();
  program->name = words(*root, "name");
  program->description = words(*root, "description");
  program->check_without = unwanted_rules(*root, report);
  if (root->name == "notice") {
    program->body = compile_notice(*root, source, report);
  } else if (root->name == "ledger") {
    program->body = compile_ledger(*root, source, report);
  }
  if (!report.empty()) return failure(report.take());
  return Template(std::move(program));
}

Template::Template(std::unique_ptr<const Program> program) : program_(std::move(program)) {}
Template::Template(Template&&) noexcept = default;
Template& Template::operator=(Template&&) noexcept = default;
Template::~Template() = default;

const std::string& Template::id() const {
  return program_->id;
}
const std::string& Template::name() const {
  return program_->name;
}
const std::string& Template::description() const {
  return program_->description;
}
const std::vector<std::string>& Template::check_without() const {
  return program_->check_without;
}
Kind Template::kind() const {
  return std::holds_alternative<NoticeProgram>(program_->body) ? Kind::notice : Kind::ledger;
}
const Template::Program& Template::program() const {
  return *program_;
}

}  // namespace tongbao::tmpl
