#include "workbook/part_reader.h"

#include <memory>

#include <expat.h>

#include "workbook/errors.h"

namespace tongbao::workbook {

namespace {

constexpr int deepest_element = 100;
constexpr std::int64_t longest_token = std::int64_t{1} << 20;  // bytes that the parser may hold

std::string_view local_name(std::string_view name) {
  const std::size_t colon = name.rfind(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

class Parsing {
 public:
  Parsing(const std::string& part, PartHandler& handler)
      : part_(part), handler_(handler), parser_(XML_ParserCreate(nullptr)) {
    XML_SetUserData(parser_.get(), this);
    XML_SetElementHandler(parser_.get(), begin, end);
    XML_SetCharacterDataHandler(parser_.get(), text);
    XML_SetStartDoctypeDeclHandler(parser_.get(), doctype);
  }

  Result<void> feed(std::string_view block, bool last) {
    const XML_Status status =
        XML_Parse(parser_.get(), block.data(), static_cast<int>(block.size()), last ? 1 : 0);
    if (!handler_.errors().empty()) return failure(handler_.errors());
    if (status != XML_STATUS_OK) return damaged(part_);
    fed_ += static_cast<std::int64_t>(block.size());
    if (!last && fed_ - XML_GetCurrentByteIndex(parser_.get()) > longest_token) {
      return too_large(say("{}中有过长的标记", "{} holds a tag that is too long", part_));
    }
    return {};
  }

 private:
  struct Free {
    void operator()(XML_Parser parser) const { XML_ParserFree(parser); }
  };

  static Parsing& self(void* data) { return *static_cast<Parsing*>(data); }
  static void begin(void* data, const char* name, const char** pairs) {
    Parsing& parsing = self(data);
    if (parsing.stopped()) return;
    if (++parsing.depth_ > deepest_element) {
      parsing.handler_.stop(damaged(parsing.part_).value());
    } else {
      parsing.handler_.begin(local_name(name), Attributes(pairs));
    }
    parsing.stop_if_asked();
  }
  static void end(void* data, const char* name) {
    Parsing& parsing = self(data);
    if (parsing.stopped()) return;
    --parsing.depth_;
    parsing.handler_.end(local_name(name));
    parsing.stop_if_asked();
  }
  static void text(void* data, const char* bytes, int length) {
    Parsing& parsing = self(data);
    if (parsing.stopped()) return;
    parsing.handler_.text({bytes, static_cast<std::size_t>(length)});
    parsing.stop_if_asked();
  }
  static void doctype(void* data, const char* /*name*/, const char* /*system*/,
                      const char* /*public_id*/, int /*internal*/) {
    Parsing& parsing = self(data);
    parsing.handler_.stop(
        refuse("workbook.doctype",
               say("{}中有DOCTYPE，不予读取", "{} has a DOCTYPE and is not read", parsing.part_))
            .value());
    parsing.stop_if_asked();
  }

  [[nodiscard]] bool stopped() const { return !handler_.errors().empty(); }
  void stop_if_asked() {
    if (stopped()) XML_StopParser(parser_.get(), XML_FALSE);
  }

  const std::string& part_;
  PartHandler& handler_;
  std::unique_ptr<XML_ParserStruct, Free> parser_;
  int depth_ = 0;
  std::int64_t fed_ = 0;
};

}  // namespace

std::optional<std::string_view> Attributes::find(std::string_view name) const {
  for (const char* const* pair = pairs_; *pair != nullptr; pair += 2) {
    if (local_name(*pair) == name) return std::string_view(*(pair + 1));
  }
  return std::nullopt;
}

Result<void> read_part(Package& package, const std::string& part, PartHandler& handler) {
  Parsing parsing(part, handler);
  auto read =
      package.read(part, [&parsing](std::string_view block) { return parsing.feed(block, false); });
  if (!read) return read;
  return parsing.feed({}, true);
}

}  // namespace tongbao::workbook
