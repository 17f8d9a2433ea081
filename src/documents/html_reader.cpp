#include "documents/html_reader.h"

#include <algorithm>
#include <ctime>
#include <exception>
#include <memory>
#include <new>
#include <utility>

#include <libxml/HTMLparser.h>

#include "documents/errors.h"
#include "documents/html_body.h"
#include "documents/html_charset.h"

namespace tongbao::documents {

namespace {

constexpr std::size_t block_size = std::size_t{8} << 10;
constexpr std::size_t largest_page = std::size_t{4} << 20;
// libxml2 compares each attribute of a tag with those before it, each end tag with those open: what
// a page may cost is bounded between blocks, and a tag in its length.
constexpr std::ptrdiff_t longest_tag = std::ptrdiff_t{128} << 10;
constexpr double most_seconds = 0.8;

double processor_seconds() {
  timespec now{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

std::string_view view_of(const xmlChar* text) {
  return reinterpret_cast<const char*>(text);
}

struct Events {
  HtmlBody body;
  std::exception_ptr thrown;

  // What the body throws waits until the parser has returned.
  template <class Action>
  void guarded(Action&& action) {
    if (thrown) return;
    try {
      std::forward<Action>(action)();
    } catch (...) {
      thrown = std::current_exception();
    }
  }
};

Events& events_of(void* data) {
  return *static_cast<Events*>(data);
}

bool is_hidden(const xmlChar** attributes) {
  for (; attributes != nullptr && *attributes != nullptr; attributes += 2) {
    const std::string_view name = view_of(attributes[0]);
    if (name == "hidden") return true;
    if (name != "style" || attributes[1] == nullptr) continue;
    std::string style(view_of(attributes[1]));
    style.erase(std::remove(style.begin(), style.end(), ' '), style.end());
    if (style.find("display:none") != std::string::npos) return true;
  }
  return false;
}

void on_start(void* data, const xmlChar* name, const xmlChar** attributes) {
  events_of(data).guarded(
      [&] { events_of(data).body.start(view_of(name), is_hidden(attributes)); });
}
void on_end(void* data, const xmlChar* name) {
  events_of(data).guarded([&] { events_of(data).body.end(view_of(name)); });
}
void on_text(void* data, const xmlChar* text, int length) {
  events_of(data).guarded([&] {
    events_of(data).body.text(
        {reinterpret_cast<const char*>(text), static_cast<std::size_t>(length)});
  });
}

htmlSAXHandler handlers() {
  htmlSAXHandler sax{};
  sax.startElement = on_start;
  sax.endElement = on_end;
  sax.characters = on_text;
  sax.ignorableWhitespace = on_text;
  return sax;
}

using Parser = std::unique_ptr<htmlParserCtxt, decltype(&htmlFreeParserCtxt)>;

}  // namespace

bool looks_like_html(std::string_view bytes) {
  constexpr std::size_t reach = 2048;
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  bytes.remove_prefix(std::min(bytes.find_first_not_of(" \t\r\n"), bytes.size()));
  if (!bytes.starts_with('<')) return false;
  std::string head(bytes.substr(0, reach));
  std::transform(head.begin(), head.end(), head.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return head.find("<html") != std::string::npos ||
         head.find("<!doctype html") != std::string::npos;
}

// The parser makes no tree, so that neither depth nor misnested formatting costs memory.
Result<Warned<std::string>> read_html(std::string_view bytes, std::string_view charset) {
  if (bytes.substr(0, 4096).find('\0') != std::string_view::npos) {
    return failure(wrong_type(DocumentType::html));
  }
  if (bytes.size() > largest_page) {
    return failure(
        too_large(say("网页超过{}字节", "the page has more than {} bytes", largest_page)));
  }
  auto decoded = decode_html(bytes, charset);
  if (!decoded) return decoded;
  const std::string& text = decoded->value;
  Events events;
  htmlSAXHandler sax = handlers();
  const Parser parser(
      htmlCreatePushParserCtxt(&sax, &events, nullptr, 0, nullptr, XML_CHAR_ENCODING_UTF8),
      &htmlFreeParserCtxt);
  if (parser == nullptr) throw std::bad_alloc();
  htmlCtxtUseOptions(parser.get(), HTML_PARSE_NONET | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                                       HTML_PARSE_IGNORE_ENC);
  const double begin = processor_seconds();
  for (std::size_t at = 0; at < text.size() && !events.body.error() && !events.thrown;
       at += block_size) {
    const std::size_t length = std::min(block_size, text.size() - at);
    htmlParseChunk(parser.get(), text.data() + at, static_cast<int>(length), 0);
    const xmlParserInput* input = parser->input;
    const bool overlong = input != nullptr && input->end - input->cur > longest_tag;
    if (overlong || processor_seconds() - begin > most_seconds) {
      return failure(
          too_large(say("网页的标签过长或过多", "the page's tags are too long or too many")));
    }
  }
  htmlParseChunk(parser.get(), nullptr, 0, 1);
  if (events.thrown) std::rethrow_exception(events.thrown);
  if (events.body.error()) return failure(*events.body.error());
  return Warned<std::string>{events.body.take(), std::move(decoded->diagnostics)};
}

}  // namespace tongbao::documents
