#include "documents/xml_parser.h"

#include <exception>
#include <new>
#include <utility>

#include <expat.h>

#include "documents/errors.h"

namespace tongbao::documents {

namespace {

constexpr char separator = '|';
constexpr int deepest = 256;
constexpr long longest_tag = 1L << 20;  // expat holds it whole, and reads it again as it grows

Diagnostic bad_xml(const std::string& part, const std::string& reason) {
  return import_error("import.badXml",
                      say("{}不是合格的XML：{}", "{} is not well-formed XML: {}", part, reason),
                      say("请用Word或WPS重新保存", "save it again with Word or WPS"));
}

}  // namespace

XmlElement::XmlElement(std::string_view qualified, const char** attributes)
    : attributes_(attributes) {
  const std::size_t end = qualified.rfind(separator);
  space = end == std::string_view::npos ? std::string_view() : qualified.substr(0, end);
  name = end == std::string_view::npos ? qualified : qualified.substr(end + 1);
}

std::optional<std::string_view> XmlElement::find(std::string_view local) const {
  for (const char** each = attributes_; *each != nullptr; each += 2) {
    const std::string_view qualified(*each);
    const std::size_t end = qualified.rfind(separator);
    if (qualified.substr(end == std::string_view::npos ? 0 : end + 1) == local) return each[1];
  }
  return std::nullopt;
}

struct XmlParser::Events {
  explicit Events(XmlHandler& to)
      : handler(to), parser(XML_ParserCreateNS(nullptr, separator), &XML_ParserFree) {
    if (parser == nullptr) throw std::bad_alloc();
    XML_SetUserData(parser.get(), this);
    XML_SetElementHandler(parser.get(), on_start, on_end);
    XML_SetCharacterDataHandler(parser.get(), on_text);
    XML_SetStartDoctypeDeclHandler(parser.get(), on_doctype);
  }

  // What a handler throws waits until expat has returned.
  template <class Action>
  void guarded(Action&& action) {
    if (thrown || too_deep || doctype) return;
    try {
      std::forward<Action>(action)();
    } catch (...) {
      thrown = std::current_exception();
    }
    if (thrown || too_deep || doctype) XML_StopParser(parser.get(), XML_FALSE);
  }

  static Events& of(void* data) { return *static_cast<Events*>(data); }
  static void on_start(void* data, const char* name, const char** attributes) {
    Events& events = of(data);
    events.guarded([&] {
      events.too_deep = ++events.depth > deepest;
      if (!events.too_deep) events.handler.start(XmlElement(name, attributes));
    });
  }
  static void on_end(void* data, const char* /*name*/) {
    Events& events = of(data);
    events.guarded([&] {
      --events.depth;
      events.handler.end();
    });
  }
  static void on_text(void* data, const char* text, int length) {
    Events& events = of(data);
    events.guarded([&] { events.handler.text({text, static_cast<std::size_t>(length)}); });
  }
  static void on_doctype(void* data, const char* /*name*/, const char* /*system*/,
                         const char* /*id*/, int /*internal*/) {
    Events& events = of(data);
    events.guarded([&] { events.doctype = true; });
  }

  XmlHandler& handler;
  std::unique_ptr<XML_ParserStruct, decltype(&XML_ParserFree)> parser;
  std::exception_ptr thrown;
  int depth = 0;
  bool too_deep = false;
  bool doctype = false;
};

XmlParser::XmlParser(XmlHandler& handler, std::string part)
    : events_(std::make_unique<Events>(handler)), part_(std::move(part)) {}

XmlParser::~XmlParser() = default;

bool XmlParser::feed(std::string_view block) {
  fed_ += static_cast<long>(block.size());
  return parse(block, false);
}

bool XmlParser::finish() {
  return parse({}, true);
}

bool XmlParser::parse(std::string_view block, bool last) {
  XML_Parser parser = events_->parser.get();
  const XML_Status status = XML_Parse(parser, block.data(), static_cast<int>(block.size()), last);
  if (events_->thrown) std::rethrow_exception(events_->thrown);
  if (events_->too_deep) {
    error_ = too_large(
        say("{}的元素嵌套超过{}层", "the elements of {} nest deeper than {}", part_, deepest));
  } else if (events_->doctype) {
    error_ = bad_xml(part_, "DOCTYPE");
  } else if (status != XML_STATUS_OK) {
    error_ = bad_xml(part_, XML_ErrorString(XML_GetErrorCode(parser)));
  } else if (fed_ - XML_GetCurrentByteIndex(parser) > longest_tag) {
    error_ = bad_xml(part_, "overlong tag");
  } else {
    error_ = events_->handler.error();
  }
  return !error_;
}

}  // namespace tongbao::documents
