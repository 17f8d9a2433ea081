#include "template/template.h"

#include <filesystem>
#include <utility>

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
Kind Template::kind() const {
  return std::holds_alternative<NoticeProgram>(program_->body) ? Kind::notice : Kind::ledger;
}
const Template::Program& Template::program() const {
  return *program_;
}

}  // namespace tongbao::tmpl
