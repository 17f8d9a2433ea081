#include "pdf/subject.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <memory>
#include <stdexcept>
#include <string_view>
#include <utility>

#include "pdf/formal_notice.h"
#include "pdf/tagged_notice.h"
#include "pdf/write_pdf.h"
#include "record/reader.h"
#include "render/renderer.h"

namespace tongbao::pdf::testing {

namespace {

template <class T>
T value_of(Result<T> result) {
  if (!result) throw std::runtime_error(to_line(result.error().front(), Language::en));
  return std::move(*result);
}

std::string example(const std::string& name) {
  const std::filesystem::path project = TONGBAO_SOURCE;
  const auto text =
      value_of(read_file(project / "examples" / name / "record.json", std::size_t{1} << 24U));
  static const auto catalogue = value_of(render::Catalogue::load(project / "templates"));
  const render::Renderer renderer(catalogue, project_fonts());
  return value_of(renderer.render({.template_id = "notice", .format = {}},
                                  value_of(record::read_envelope(text))))
      .bytes.text();
}

// Splits a content stream (ISO 32000-1 7.8.2) into operators; throws where it is none.
class Lexer {
 public:
  explicit Lexer(const std::string& text) : text_(text) {}

  std::vector<Operation> operations() {
    std::vector<Operation> all;
    Operation operation;
    for (skip_space(); at_ < text_.size(); skip_space()) {
      const std::string token = next();
      const char first = token.front();
      const bool is_operand =
          std::string_view("/([<+-.0123456789").find(first) != std::string_view::npos;
      if (is_operand) {
        operation.operands.push_back(token);
      } else {
        operation.name = token;
        all.push_back(std::move(operation));
        operation = {};
      }
    }
    if (!operation.operands.empty()) throw std::runtime_error("operands without operator");
    return all;
  }

 private:
  static bool is_space(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }
  static bool is_delimiter(char c) {
    return std::string_view("()<>[]/").find(c) != std::string_view::npos;
  }
  char peek(std::size_t ahead = 0) const { return text_.at(at_ + ahead); }
  void skip_space() {
    while (at_ < text_.size() && is_space(text_[at_])) ++at_;
  }

  std::string next() {
    const std::size_t begin = at_;
    if (peek() == '(') {
      skip_string();
    } else if (peek() == '<' && peek(1) == '<') {
      skip_until(">>");
    } else if (peek() == '<') {
      skip_until(">");
    } else if (peek() == '[') {
      for (++at_; peek() != ']'; skip_space()) static_cast<void>(next());
      ++at_;
    } else {
      ++at_;
      while (at_ < text_.size() && !is_space(peek()) && !is_delimiter(peek())) ++at_;
    }
    return text_.substr(begin, at_ - begin);
  }

  void skip_string() {
    for (++at_; peek() != ')'; ++at_) {
      if (peek() == '\\') {
        ++at_;
      } else if (peek() == '(') {
        throw std::runtime_error("a parenthesis that is not escaped");
      }
    }
    ++at_;
  }

  void skip_until(std::string_view end) {
    at_ = text_.find(end, at_);
    if (at_ == std::string::npos) throw std::runtime_error("an open string");
    at_ += end.size();
  }

  const std::string& text_;
  std::size_t at_ = 0;
};

std::string pdf_of(const std::string& name) {
  if (name == "tagged") return write_pdf(tagged_notice().document, *project_fonts());
  if (name == "formal") return write_pdf(formal_notice().document, *project_fonts());
  if (name == "attached") {
    return write_pdf(formal_notice().document, *project_fonts(), example_attachment());
  }
  return example(name);
}

void collect(const json& value, const char* key, std::vector<json>& found) {
  if (value.is_object() && value.contains(key)) found.push_back(value);
  if (value.is_object() || value.is_array()) {
    for (const json& part : value) collect(part, key, found);
  }
}

}  // namespace

Subject::Subject(std::string bytes)
    : pdf(std::move(bytes)), reader(pdf), objects(reader.objects()) {}

json Subject::resolve(const json& value) const {
  if (!value.is_string()) return value;
  const auto object = objects.find("obj:" + value.get<std::string>());
  if (object == objects.end()) return value;
  return object->contains("stream") ? object->at("stream").at("dict") : object->at("value");
}

json Subject::at(const json& dictionary, const char* key) const {
  return resolve(dictionary.at(key));
}

json Subject::catalog() const {
  return at(objects.at("trailer").at("value"), "/Root");
}

std::vector<json> Subject::pages() const {
  std::vector<json> found;
  const json root = at(catalog(), "/Pages");
  for (const json& kid : root.at("/Kids")) found.push_back(resolve(kid));
  return found;
}

std::vector<Operation> Subject::operations(std::size_t page) const {
  const std::string content = reader.page_content(static_cast<int>(page) + 1);
  return Lexer(content).operations();
}

std::vector<json> Subject::dictionaries_with(const char* key) const {
  std::vector<json> found;
  collect(objects, key, found);
  return found;
}

Attachment example_attachment() {
  return {.name = "整改数据.json",
          .media_type = "application/json",
          .description = "本通报所依据的整改数据",
          .bytes = "{\"schemaVersion\":\"1\",\"title\":\"关于整改的通报\"}\n"};
}

std::vector<std::string> subject_names() {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(TONGBAO_SOURCE "/examples")) {
    if (std::filesystem::exists(entry.path() / "record.json")) {
      names.push_back(entry.path().filename().string());
    }
  }
  std::sort(names.begin(), names.end());
  names.insert(names.begin(), {"tagged", "formal", "attached"});
  return names;
}

const Subject& subject(const std::string& name) {
  static std::map<std::string, std::unique_ptr<Subject>> made;
  std::unique_ptr<Subject>& subject = made[name];
  if (!subject) {
    subject = std::make_unique<Subject>(pdf_of(name));
  }
  return *subject;
}

std::string test_name(const ::testing::TestParamInfo<std::string>& info) {
  std::string name = info.param;
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}

}  // namespace tongbao::pdf::testing
