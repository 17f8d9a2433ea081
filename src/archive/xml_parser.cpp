#include "archive/xml_parser.h"

#include <exception>
#include <new>
#include <utility>

#include <expat.h>

#include "base/xml_reason.h"

namespace tongbao::archive {

namespace {

constexpr char separator = '|';
constexpr long longest_tag = 1L << 20;  // expat holds it whole, and reads it again as it grows

std::string_view local_name(std::string_view qualified) {
  const std::size_t end = qualified.rfind(separator);
  return end == std::string_view::npos ? qualified : qualified.substr(end + 1);
}

}  // namespace

XmlElement::XmlElement(std::string_view qualified, const char** attributes)
    : name(local_name(qualified)), attributes_(attributes) {
  if (name.size() < qualified.size())
    space = qualified.substr(0, qualified.size() - name.size() - 1);
}

std::optional<std::string_view> XmlElement::find(std::string_view local) const {
  for (const char** each = attributes_; *each != nullptr; each += 2) {
    if (local_name(*each) == local) return each[1];
  }
  return std::nullopt;
}

struct XmlParser::Events {
  Events(XmlHandler& to, int most)
      : handler(to),
        deepest(most),
        parser(XML_ParserCreateNS(nullptr, separator), &XML_ParserFree) {
    if (parser == nullptr) throw std::bad_alloc();
    XML_SetUserData(parser.get(), this);
    XML_SetElementHandler(parser.get(), on_start, on_end);
    XML_SetCharacterDataHandler(parser.get(), on_text);
    XML_SetStartDoctypeDeclHandler(parser.get(), on_doctype);
  }

  // What a handler throws waits until expat has returned.
  template <class Action>
  void guarded(Action&& action) {
    if (thrown || fault) return;
    try {
      std::forward<Action>(action)();
      if (!fault && handler.stopped()) fault = XmlFault::stopped;
    } catch (...) {
      thrown = std::current_exception();
    }
    if (thrown || fault) XML_StopParser(parser.get(), XML_FALSE);
  }

  static Events& of(void* data) { return *static_cast<Events*>(data); }
  static void on_start(void* data, const char* name, const char** attributes) {
    Events& events = of(data);
    events.guarded([&] {
      if (++events.depth > events.deepest) {
        events.fault = XmlFault::too_deep;
      } else {
        events.handler.start(XmlElement(name, attributes));
      }
    });
  }
  static void on_end(void* data, const char* name) {
    Events& events = of(data);
    events.guarded([&] {
      --events.depth;
      events.handler.end(local_name(name));
    });
  }
  static void on_text(void* data, const char* text, int length) {
    Events& events = of(data);
    events.guarded([&] { events.handler.text({text, static_cast<std::size_t>(length)}); });
  }
  static void on_doctype(void* data, const char* /*name*/, const char* /*system*/,
                         const char* /*id*/, int /*internal*/) {
    Events& events = of(data);
    events.guarded([&] { events.fault = XmlFault::doctype; });
  }

  XmlHandler& handler;
  int deepest;
  std::unique_ptr<XML_ParserStruct, decltype(&XML_ParserFree)> parser;
  std::exception_ptr thrown;
  std::optional<XmlFault> fault;
  int depth = 0;
};

XmlParser::XmlParser(XmlHandler& handler, int deepest)
    : events_(std::make_unique<Events>(handler, deepest)) {}

XmlParser::~XmlParser() = default;

bool XmlParser::feed(std::string_view block) {
  fed_ += static_cast<long>(block.size());
  return parse(block, false);
}

bool XmlParser::finish() {
  return parse({}, true);
}

Bilingual XmlParser::reason() const {
  const char* const reason = XML_ErrorString(XML_GetErrorCode(events_->parser.get()));
  return xml_reason(reason == nullptr ? "" : reason);
}

bool XmlParser::parse(std::string_view block, bool last) {
  XML_Parser parser = events_->parser.get();
  const XML_Status status = XML_Parse(parser, block.data(), static_cast<int>(block.size()), last);
  if (events_->thrown) std::rethrow_exception(events_->thrown);
  fault_ = events_->fault;
  if (!fault_ && status != XML_STATUS_OK) fault_ = XmlFault::malformed;
  if (!fault_ && !last && fed_ - XML_GetCurrentByteIndex(parser) > longest_tag) {
    fault_ = XmlFault::overlong_tag;
  }
  return !fault_;
}

}  // namespace tongbao::archive
