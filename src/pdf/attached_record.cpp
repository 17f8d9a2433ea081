#include "pdf/attached_record.h"

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

#include "base/digest.h"
#include "pdf/decoding_budget.h"

namespace tongbao::pdf {

namespace {

constexpr std::size_t bytes_a_mebibyte = std::size_t{1} << 20U;

Diagnostic file_too_large(const AttachmentLimits& limits) {
  const std::size_t most = limits.file_bytes / bytes_a_mebibyte;
  return {.code = "pdf.tooLarge",
          .where = {},
          .message = say("PDF文件超过{}兆字节", "the PDF is larger than {} MiB", most),
          .hint = {}};
}

Diagnostic content_too_large(const AttachmentLimits& limits) {
  const std::size_t most = limits.decoded_bytes / bytes_a_mebibyte;
  return {.code = "pdf.tooLarge",
          .where = {},
          .message = say("PDF文件解压后超过{}兆字节", "the PDF unpacks to more than {} MiB", most),
          .hint = {}};
}

Diagnostic not_readable(const std::string& reason) {
  return {.code = "pdf.notReadable",
          .where = {},
          .message = say("无法读取PDF文件：{}", "the PDF cannot be read: {}", reason),
          .hint = say("文件应为未加密、未损坏的PDF", "a PDF without password that is not damaged")};
}

Diagnostic no_record() {
  return {.code = "pdf.noRecord",
          .where = {},
          .message = say("PDF文件未附带整改数据", "the PDF carries no record"),
          .hint = say("生成时使用--attach-record（HTTP：attach=record）附带整改数据",
                      "--attach-record (HTTP: attach=record) puts the record inside")};
}

Diagnostic record_damaged() {
  return {.code = "pdf.recordDamaged",
          .where = {},
          .message = say("PDF文件附带的整改数据与其校验和不符",
                         "the record inside the PDF does not match its checksum"),
          .hint = {}};
}

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
  void look_into_tree(QPDFObjectHandle root) {
    std::vector<QPDFObjectHandle> nodes = {std::move(root)};
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
  void look_at(QPDFObjectHandle specification) {
    --left_;
    if (!found_) found_ = record_stream(std::move(specification));
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

bool matches_checksum(QPDFObjectHandle stream, const std::string& contents) {
  QPDFObjectHandle parameters = stream.getDict().getKey("/Params");
  if (!parameters.isDictionary()) return true;
  QPDFObjectHandle sum = parameters.getKey("/CheckSum");
  const Md5 digest = md5(contents);
  const std::string_view expected(reinterpret_cast<const char*>(digest.data()), digest.size());
  return !sum.isString() || sum.getStringValue() == expected;
}

Result<std::string> read(std::string_view pdf, const AttachmentLimits& limits,
                         const DecodingBudget& budget) {
  QPDF file;
  file.setLogger(silent_logger());
  file.processMemoryFile("PDF", pdf.data(), pdf.size());
  std::optional<QPDFObjectHandle> stream = find_record(file);
  std::optional<std::string> contents;
  if (stream) contents = contents_of(*stream);
  if (budget.exceeded()) return failure(content_too_large(limits));
  if (!stream) return failure(no_record());
  if (!contents) return failure(not_readable("EmbeddedFile"));
  if (!matches_checksum(*stream, *contents)) return failure(record_damaged());
  return std::move(*contents);
}

}  // namespace

Result<std::string> read_attachment(std::string_view pdf, const AttachmentLimits& limits) {
  if (pdf.size() > limits.file_bytes) return failure(file_too_large(limits));
  DecodingBudget budget(limits.decoded_bytes);
  try {
    return read(pdf, limits, budget);
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception& error) {
    if (budget.exceeded()) return failure(content_too_large(limits));
    return failure(not_readable(error.what()));
  }
}

}  // namespace tongbao::pdf
