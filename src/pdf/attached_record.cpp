#include "pdf/attached_record.h"

#include <algorithm>
#include <utility>

#include "base/digest.h"
#include "pdf/record_stream.h"

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

// qpdf's words quote the file, whose bytes may be anything.
std::string printable(std::string_view reason) {
  constexpr std::size_t most = 200;
  std::string text(reason.substr(0, most));
  std::replace_if(
      text.begin(), text.end(), [](char c) { return c < 0x20 || c > 0x7E; }, '?');
  return text;
}

Diagnostic not_readable(std::string_view words) {
  const std::string reason = printable(words);
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

bool matches_checksum(const RecordStream& stream) {
  const Md5 digest = md5(stream.contents);
  const std::string_view sum(reinterpret_cast<const char*>(digest.data()), digest.size());
  return stream.checksum.empty() || stream.checksum == sum;
}

}  // namespace

Result<std::string> read_attachment(std::string_view pdf, const AttachmentLimits& limits) {
  using Outcome = RecordStream::Outcome;
  if (pdf.size() > limits.file_bytes) return failure(file_too_large(limits));
  RecordStream stream = find_record_stream(pdf, limits.decoded_bytes);
  switch (stream.outcome) {
    case Outcome::none:
      return failure(no_record());
    case Outcome::not_readable:
      return failure(not_readable(stream.reason));
    case Outcome::too_large:
      return failure(content_too_large(limits));
    case Outcome::found:
      break;
  }
  if (!matches_checksum(stream)) return failure(record_damaged());
  return std::move(stream.contents);
}

}  // namespace tongbao::pdf
