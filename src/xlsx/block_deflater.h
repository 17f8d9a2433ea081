// Text → blocks of a deflate stream that end at a byte's edge, none of them the last, so that such
// blocks can be put one after the other. Used by one thread.
//
// libdeflate is nearly twice as quick as zlib, but makes whole streams only. So it is given pieces
// short enough to become one block each, and that block's mark of being the last is taken away.
#pragma once
#include <memory>
#include <string>
#include <string_view>

#include "xlsx/deflater.h"

struct libdeflate_compressor;

namespace tongbao::xlsx {

class BlockDeflater {
 public:
  BlockDeflater();

  // Appends to `blocks`. The same text gives the same bytes.
  void deflate(std::string_view text, std::string& blocks);

 private:
  struct Free {
    void operator()(libdeflate_compressor* compressor) const;
  };
  void deflate_piece(std::string_view piece, std::string& blocks);

  std::unique_ptr<libdeflate_compressor, Free> compressor_;
  Deflater other_;  // for a piece that does not become one block
};

}  // namespace tongbao::xlsx
