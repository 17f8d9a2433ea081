#include "image/png_chunks.h"

#include <optional>
#include <utility>

#include <zlib.h>

namespace tongbao::image {

namespace {

constexpr std::string_view signature("\x89PNG\r\n\x1A\n", 8);
constexpr std::size_t header_length = 13;

// Length, type, data and checksum; `whole` is all four.
struct Chunk {
  std::string_view type;
  std::string_view data;
  std::string_view whole;
};

std::uint32_t number_at(std::string_view bytes, std::size_t offset) {
  std::uint32_t number = 0;
  for (const char byte : bytes.substr(offset, 4)) {
    number = (number << 8) | static_cast<unsigned char>(byte);
  }
  return number;
}

bool is_sound(const Chunk& chunk) {
  const std::string_view covered = chunk.whole.substr(4, chunk.data.size() + 4);
  uLong sum = crc32(0, nullptr, 0);
  // Views of at most the file's size, which the caller has bounded.
  sum =
      crc32(sum, reinterpret_cast<const Bytef*>(covered.data()), static_cast<uInt>(covered.size()));
  return sum == number_at(chunk.whole, chunk.whole.size() - 4);
}

// Takes the next chunk off `rest`; nothing where the file ends in it.
std::optional<Chunk> take_chunk(std::string_view& rest) {
  constexpr std::size_t frame = 12;
  if (rest.size() < frame) return std::nullopt;
  const std::size_t length = number_at(rest, 0);
  if (length > rest.size() - frame) return std::nullopt;
  const Chunk chunk{rest.substr(4, 4), rest.substr(8, length), rest.substr(0, length + frame)};
  rest.remove_prefix(chunk.whole.size());
  return chunk;
}

// Critical chunks have a capital first letter (5.4). Transparency alone is needed beside them:
// texts and profiles may hold a thousand times their size.
bool is_needed(std::string_view type) {
  return (type[0] & 0x20) == 0 || type == "tRNS";
}

}  // namespace

bool is_png(std::string_view bytes) {
  return bytes.starts_with(signature);
}

Result<PngChunks> read_chunks(std::string_view bytes) {
  PngChunks chunks;
  chunks.file = signature;
  chunks.file.reserve(bytes.size());
  std::string_view rest = bytes.substr(signature.size());
  while (true) {
    const auto chunk = take_chunk(rest);
    if (!chunk) return failure(broken(say("文件不完整", "the file is cut short")));
    if (!is_sound(*chunk)) return failure(broken(say("校验和不对", "a checksum is wrong")));
    const bool is_first = chunks.file.size() == signature.size();
    if (is_first) {
      if (chunk->type != "IHDR" || chunk->data.size() != header_length) {
        return failure(broken(say("没有文件头", "it has no header")));
      }
      chunks.width = number_at(chunk->data, 0);
      chunks.height = number_at(chunk->data, 4);
    }
    if (is_needed(chunk->type)) chunks.file += chunk->whole;
    if (chunk->type == "IEND") return chunks;
  }
}

Diagnostic broken(const Bilingual& reason) {
  return {.code = "image.broken",
          .where = {},
          .message = {"图片已损坏：" + reason.zh, "the picture is broken: " + reason.en},
          .hint = {}};
}

}  // namespace tongbao::image
