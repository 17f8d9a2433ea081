// libharu's object layer behind checked calls: it numbers the objects, keeps them, writes streams
// with their lengths, the cross-reference table and the trailer (ISO 32000-1 7.5). The only file
// pair that knows libharu.
#pragma once
#include <cstddef>
#include <memory>
#include <string>

#include "pdf/dictionary.h"

namespace tongbao::pdf {

enum class Filter { none, flate };

// One file, written once. Not for two threads at a time; different files are independent.
// Every call throws std::runtime_error where libharu fails, std::length_error for more than
// 8,388,607 objects or 2 GiB.
class ObjectFile {
 public:
  ObjectFile();
  ~ObjectFile();
  ObjectFile(const ObjectFile&) = delete;
  ObjectFile& operator=(const ObjectFile&) = delete;

  // A dictionary that others may refer to before define() says what is in it.
  [[nodiscard]] ObjectId reserve();
  void define(ObjectId object, Dictionary dictionary);
  ObjectId add(Dictionary dictionary);

  // `data` is written as it is; with Filter::flate it must be a zlib stream already. The entries
  // Length and Filter are added.
  ObjectId add_stream(Dictionary dictionary, std::string data, Filter filter);
  ObjectId add_stream(Dictionary dictionary, std::shared_ptr<const std::string> data,
                      Filter filter);

  // The whole file, PDF 1.7. Requires that every reserved object is defined; call it once.
  [[nodiscard]] std::string save(Dictionary trailer);

 private:
  struct Data;
  std::unique_ptr<Data> data_;
};

}  // namespace tongbao::pdf
