#include "pdf/record_stream.h"

#include <exception>
#include <memory>
#include <new>
#include <optional>
#include <stdexcept>
#include <utility>
#include <vector>

#include <qpdf/Pipeline.hh>
#include <qpdf/Pl_String.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFLogger.hh>

#include "pdf/decoding_budget.h"

namespace tongbao::pdf {

namespace {

using Outcome = RecordStream::Outcome;

// Takes qpdf's warnings, shows them to nobody and ends the reading where they have no end: qpdf
// keeps every one of them.
class Warnings : public Pipeline {
 public:
  Warnings() : Pipeline("warnings", nullptr) {}
  using Pipeline::write;
  void write(const unsigned char*, std::size_t) override {
    constexpr int most = 2000;
    if (++count_ > most) throw std::runtime_error("too many errors");
  }
  void finish() override {}

 private:
  int count_ = 0;
};

std::shared_ptr<QPDFLogger> silent_logger() {
  auto logger = QPDFLogger::create();
  const auto warnings = std::make_shared<Warnings>();
  logger->setWarn(warnings);
  logger->setError(warnings);
  logger->setInfo(warnings);
  return logger;
}

bool is_name(QPDFObjectHandle value, const char* name) {
  return value.isName() && value.getName() == name;
}

// The stream of a file specification, where this is of a record.
std::optional<QPDFObjectHandle> record_stream(QPDFObjectHandle specification) {
  if (!specification.isDictionary()) return {};
  if (!is_name(specification.getKey("/AFRelationship"), "/Source")) return {};
  QPDFObjectHandle files = specification.getKey("/EF");
  if (!files.isDictionary()) return {};
  for (const char* key : {"/UF", "/F"}) {
    QPDFObjectHandle stream = files.getKey(key);
    if (!stream.isStream()) continue;
    if (is_name(stream.getDict().getKey("/Subtype"), "/application/json")) return stream;
  }
  return {};
}

// Looks through file specifications, as many as a document may reasonably have: hostile trees have
// loops.
class Search {
 public:
  // An array of specifications, or one.
  void look_into(QPDFObjectHandle list) {
    if (!list.isArray()) return look_at(list);
    for (int i = 0; i < list.getArrayNItems() && goes_on(); ++i) look_at(list.getArrayItem(i));
  }

  // A name tree of specifications (ISO 32000-1 7.9.6).
  void look_into_tree(const QPDFObjectHandle& root) {
    std::vector<QPDFObjectHandle> nodes = {root};
    while (!nodes.empty() && goes_on()) {
      QPDFObjectHandle node = nodes.back();
      nodes.pop_back();
      --left_;
      if (!node.isDictionary()) continue;
      QPDFObjectHandle names = node.getKey("/Names");
      for (int i = 1; names.isArray() && i < names.getArrayNItems() && goes_on(); i += 2) {
        look_at(names.getArrayItem(i));
      }
      QPDFObjectHandle kids = node.getKey("/Kids");
      for (int i = kids.isArray() ? kids.getArrayNItems() : 0; i > 0 && goes_on(); --i) {
        nodes.push_back(kids.getArrayItem(i - 1));
        --left_;
      }
    }
  }

  [[nodiscard]] const std::optional<QPDFObjectHandle>& found() const { return found_; }

 private:
  [[nodiscard]] bool goes_on() const { return !found_ && left_ > 0; }
  void look_at(const QPDFObjectHandle& specification) {
    --left_;
    if (!found_) found_ = record_stream(specification);
  }

  std::optional<QPDFObjectHandle> found_;
  int left_ = 10000;
};

std::optional<QPDFObjectHandle> find_record(QPDF& file) {
  QPDFObjectHandle catalog = file.getRoot();
  Search search;
  search.look_into(catalog.getKey("/AF"));
  QPDFObjectHandle names = catalog.getKey("/Names");
  if (names.isDictionary()) search.look_into_tree(names.getKey("/EmbeddedFiles"));
  return search.found();
}

// Nothing where the stream cannot be decoded.
std::optional<std::string> contents_of(QPDFObjectHandle& stream) {
  std::string contents;
  Pl_String sink("record", nullptr, contents);
  bool decoded = false;
  const bool whole =
      stream.pipeStreamData(&sink, &decoded, 0, qpdf_dl_generalized, true /* no warnings */);
  if (!whole || !decoded) return {};
  return contents;
}

std::string checksum_of(QPDFObjectHandle& stream) {
  QPDFObjectHandle parameters = stream.getDict().getKey("/Params");
  if (!parameters.isDictionary()) return {};
  QPDFObjectHandle sum = parameters.getKey("/CheckSum");
  return sum.isString() ? sum.getStringValue() : std::string();
}

RecordStream read(std::string_view pdf) {
  QPDF file;
  file.setLogger(silent_logger());
  file.processMemoryFile("PDF", pdf.data(), pdf.size());
  std::optional<QPDFObjectHandle> stream = find_record(file);
  if (!stream) return {};
  std::optional<std::string> contents = contents_of(*stream);
  if (!contents) return {Outcome::not_readable, {}, {}, "EmbeddedFile"};
  return {Outcome::found, std::move(*contents), checksum_of(*stream), {}};
}

}  // namespace

RecordStream find_record_stream(std::string_view pdf, std::size_t most_decoded) {
  DecodingBudget budget(most_decoded);
  RecordStream result;
  try {
    result = read(pdf);
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception& error) {
    result = {Outcome::not_readable, {}, {}, error.what()};
  }
  if (budget.exceeded()) result = {Outcome::too_large, {}, {}, {}};
  return result;
}

}  // namespace tongbao::pdf
