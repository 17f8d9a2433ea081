#include "template/xml.h"

#include <exception>
#include <memory>
#include <utility>

#include <expat.h>

#include "base/utf8.h"
#include "base/xml_reason.h"

namespace tongbao::tmpl {

namespace {

using Parser = std::unique_ptr<XML_ParserStruct, decltype(&XML_ParserFree)>;

constexpr bool is_xml_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

// Walks an attribute's raw text beside its value: a reference and a line break of two bytes each
// stand for one character.
SourceString locate_value(std::string_view value, std::string_view raw, std::size_t offset) {
  SourceString located;
  std::size_t at = 0;
  for (std::size_t i = 0; i < value.size();) {
    const std::size_t begin = i;
    static_cast<void>(next_code_point(value, i));
    located.append(value.substr(begin, i - begin), offset + at);
    if (raw[at] == '&') {
      at = raw.find(';', at) + 1;
    } else if (raw.substr(at, 2) == "\r\n") {
      at += 2;
    } else {
      at += i - begin;
    }
  }
  located.append({}, offset + at);
  return located;
}

// Finds the attributes of a start tag that expat has found well-formed, in their order.
class TagScanner {
 public:
  TagScanner(std::string_view tag, std::size_t offset) : tag_(tag), offset_(offset) {
    while (at_ < tag_.size() && !is_xml_space(tag_[at_])) ++at_;
  }

  Attribute next(std::string_view name, std::string_view value) {
    at_ = tag_.find(name, skip_space());
    Attribute attribute{.name = std::string(name), .offset = offset_ + at_, .value = {}};
    const std::size_t open = tag_.find_first_of("\"'", at_ + name.size());
    const std::size_t close = tag_.find(tag_[open], open + 1);
    attribute.value =
        locate_value(value, tag_.substr(open + 1, close - open - 1), offset_ + open + 1);
    at_ = close + 1;
    return attribute;
  }

 private:
  std::size_t skip_space() {
    while (is_xml_space(tag_[at_])) ++at_;
    return at_;
  }

  std::string_view tag_;
  std::size_t offset_;
  std::size_t at_ = 0;
};

class TreeBuilder {
 public:
  TreeBuilder(const SourceText& source, Report& report, XML_Parser parser)
      : source_(source), report_(report), parser_(parser) {}

  void start(const char* name, const char** attributes) {
    const std::size_t offset = here();
    if (open_.size() >= static_cast<std::size_t>(deepest_element)) {
      report_.error("template.tooDeep", offset,
                    say("元素嵌套超过 {} 层", "elements nest deeper than {}", deepest_element));
      return stop();
    }
    Element element{.name = name, .offset = offset, .attributes = {}, .children = {}};
    const auto length = static_cast<std::size_t>(XML_GetCurrentByteCount(parser_));
    TagScanner scanner(source_.text().substr(offset, length), offset);
    for (; *attributes != nullptr; attributes += 2) {
      element.attributes.push_back(scanner.next(attributes[0], attributes[1]));
    }
    open_.push_back(std::move(element));
  }

  void end() {
    Element element = std::move(open_.back());
    open_.pop_back();
    if (open_.empty()) {
      root = std::move(element);
    } else {
      open_.back().children.push_back({std::move(element)});
    }
  }

  void text(std::string_view text) {
    auto& children = open_.back().children;
    const bool goes_on =
        !children.empty() && std::holds_alternative<SourceString>(children.back().value);
    if (!goes_on) children.push_back({SourceString{}});
    std::get<SourceString>(children.back().value).append(text, here());
  }

  void doctype() {
    const std::size_t begin = source_.text().rfind("<!DOCTYPE", here());
    report_.error("template.doctype", begin,
                  say("模板不得含有 DOCTYPE", "a template may not have a DOCTYPE"),
                  say("删去 <!DOCTYPE …>", "delete <!DOCTYPE …>"));
    stop();
  }

  // Runs a callback; what it throws waits until expat has returned.
  template <class Action>
  void guarded(Action&& action) {
    if (thrown || stopped) return;
    try {
      std::forward<Action>(action)();
    } catch (...) {
      thrown = std::current_exception();
      stop();
    }
  }

  std::optional<Element> root;
  std::exception_ptr thrown;
  bool stopped = false;

 private:
  [[nodiscard]] std::size_t here() const {
    return static_cast<std::size_t>(XML_GetCurrentByteIndex(parser_));
  }
  void stop() {
    stopped = true;
    XML_StopParser(parser_, XML_FALSE);
  }

  const SourceText& source_;
  Report& report_;
  XML_Parser parser_;
  std::vector<Element> open_;
};

TreeBuilder& builder_of(void* data) {
  return *static_cast<TreeBuilder*>(data);
}

void on_start(void* data, const char* name, const char** attributes) {
  builder_of(data).guarded([&] { builder_of(data).start(name, attributes); });
}
void on_end(void* data, const char* /*name*/) {
  builder_of(data).guarded([&] { builder_of(data).end(); });
}
void on_text(void* data, const char* text, int length) {
  builder_of(data).guarded([&] {
    builder_of(data).text({text, static_cast<std::size_t>(length)});
  });
}
void on_doctype(void* data, const char* /*name*/, const char* /*system*/, const char* /*id*/,
                int /*internal*/) {
  builder_of(data).guarded([&] { builder_of(data).doctype(); });
}

}  // namespace

const Attribute* Element::find(std::string_view attribute) const {
  for (const Attribute& candidate : attributes) {
    if (candidate.name == attribute) return &candidate;
  }
  return nullptr;
}

std::optional<Element> parse_xml(const SourceText& source, Report& report) {
  const Parser parser(XML_ParserCreate("UTF-8"), &XML_ParserFree);
  if (parser == nullptr) throw std::bad_alloc();
  TreeBuilder builder(source, report, parser.get());
  XML_SetUserData(parser.get(), &builder);
  XML_SetElementHandler(parser.get(), on_start, on_end);
  XML_SetCharacterDataHandler(parser.get(), on_text);
  XML_SetStartDoctypeDeclHandler(parser.get(), on_doctype);
  const std::string_view text = source.text();
  const XML_Status status =
      XML_Parse(parser.get(), text.data(), static_cast<int>(text.size()), XML_TRUE);
  if (builder.thrown) std::rethrow_exception(builder.thrown);
  if (builder.stopped) return std::nullopt;
  if (status != XML_STATUS_OK) {
    const Bilingual reason = xml_reason(XML_ErrorString(XML_GetErrorCode(parser.get())));
    const auto index = XML_GetCurrentByteIndex(parser.get());
    report.error("template.notXml", index < 0 ? 0 : static_cast<std::size_t>(index),
                 {"不是合格的 XML：" + reason.zh, "not well-formed XML: " + reason.en});
    return std::nullopt;
  }
  return std::move(builder.root);
}

}  // namespace tongbao::tmpl
