#include "pdf/object_file.h"

#include <algorithm>
#include <cstring>
#include <deque>
#include <new>
#include <stdexcept>
#include <utility>

#include <hpdf.h>
#include <hpdf_mmgr.h>
#include <hpdf_objects.h>
#include <hpdf_streams.h>

#include "pdf/syntax.h"

namespace tongbao::pdf {

namespace {

constexpr std::size_t largest_file = 0x7FFFFFFF;  // byte offsets are 32 bits wide in libharu
constexpr std::string_view header = "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n";

// What libharu fetches of an object while it writes.
struct Contents {
  std::string entries;
  std::shared_ptr<const std::string> data;  // of a stream
  std::size_t read = 0;
  bool defined = false;
};

// C functions that libharu calls back; no exception may leave them.
extern "C" {

HPDF_STATUS tongbao_pdf_write_entries(HPDF_Dict dict, HPDF_Stream stream) {
  const auto& entries = static_cast<const Contents*>(dict->attr)->entries;
  const auto* bytes = reinterpret_cast<const HPDF_BYTE*>(entries.data());
  return HPDF_Stream_Write(stream, bytes, static_cast<HPDF_UINT>(entries.size()));
}

HPDF_STATUS tongbao_pdf_read_data(HPDF_Stream stream, HPDF_BYTE* target, HPDF_UINT* size) {
  auto& contents = *static_cast<Contents*>(stream->attr);
  const std::size_t left = contents.data->size() - contents.read;
  const std::size_t count = std::min<std::size_t>(*size, left);
  if (count != 0) std::memcpy(target, contents.data->data() + contents.read, count);
  contents.read += count;
  *size = static_cast<HPDF_UINT>(count);
  return count == left ? HPDF_STREAM_EOF : HPDF_OK;
}

HPDF_STATUS tongbao_pdf_rewind_data(HPDF_Stream stream, HPDF_INT, HPDF_WhenceMode) {
  static_cast<Contents*>(stream->attr)->read = 0;
  return HPDF_OK;
}

HPDF_INT32 tongbao_pdf_tell_data(HPDF_Stream stream) {
  return static_cast<HPDF_INT32>(static_cast<const Contents*>(stream->attr)->read);
}

HPDF_UINT32 tongbao_pdf_size_of_data(HPDF_Stream stream) {
  return static_cast<HPDF_UINT32>(static_cast<const Contents*>(stream->attr)->data->size());
}

HPDF_STATUS tongbao_pdf_append(HPDF_Stream stream, const HPDF_BYTE* bytes, HPDF_UINT size) {
  auto& out = *static_cast<std::string*>(stream->attr);
  if (size > largest_file - out.size()) return HPDF_FILE_IO_ERROR;
  try {
    out.append(reinterpret_cast<const char*>(bytes), size);
  } catch (...) {
    return HPDF_FAILD_TO_ALLOC_MEM;
  }
  return HPDF_OK;
}

}  // extern "C"

void check(HPDF_STATUS status, const char* call) {
  if (status == HPDF_OK) return;
  if (status == HPDF_FAILD_TO_ALLOC_MEM) throw std::bad_alloc();
  throw std::runtime_error(std::string(call) + " failed with status " + std::to_string(status));
}

template <class T>
T* check(T* object, const char* call) {
  if (object == nullptr) throw std::runtime_error(std::string(call) + " failed");
  return object;
}

}  // namespace

struct ObjectFile::Data {
  HPDF_Error_Rec error{};
  HPDF_MMgr memory = nullptr;
  HPDF_Xref xref = nullptr;
  std::deque<Contents> contents;  // stable addresses: libharu's objects point here
  std::size_t size = 0;           // of all contents

  Data() {
    HPDF_Error_Init(&error, nullptr);
    memory = check(HPDF_MMgr_New(&error, 0, nullptr, nullptr), "HPDF_MMgr_New");
    xref = HPDF_Xref_New(memory, 0);
    if (xref == nullptr) HPDF_MMgr_Free(memory);
    check(xref, "HPDF_Xref_New");
  }
  ~Data() {
    HPDF_Xref_Free(xref);
    HPDF_MMgr_Free(memory);
  }
  Data(const Data&) = delete;
  Data& operator=(const Data&) = delete;

  template <class Object>
  ObjectId number(Object object) {
    if (xref->entries->count >= HPDF_LIMIT_MAX_XREF_ELEMENT) {
      HPDF_Obj_Free(memory, object);
      throw std::length_error("a PDF of more than 8,388,607 objects");
    }
    check(HPDF_Xref_Add(xref, object), "HPDF_Xref_Add");  // frees the object where it fails
    return {xref->entries->count - 1};
  }

  HPDF_Dict dictionary(ObjectId object) const {
    auto* const entry = check(HPDF_Xref_GetEntry(xref, object.number), "HPDF_Xref_GetEntry");
    return static_cast<HPDF_Dict>(entry->obj);
  }

  void attach(HPDF_Dict dict) {
    dict->attr = &contents.emplace_back();
    dict->write_fn = tongbao_pdf_write_entries;
  }

  void fill(Contents& target, std::string entries) {
    size += entries.size();
    if (size > largest_file) throw std::length_error("a PDF of more than 2 GiB");
    entries += '\n';
    target.entries = std::move(entries);
    target.defined = true;
  }
};

ObjectFile::ObjectFile() : data_(std::make_unique<Data>()) {}

ObjectFile::~ObjectFile() = default;

ObjectId ObjectFile::reserve() {
  auto* const dict = check(HPDF_Dict_New(data_->memory), "HPDF_Dict_New");
  const ObjectId object = data_->number(dict);
  data_->attach(dict);
  return object;
}

void ObjectFile::define(ObjectId object, Dictionary dictionary) {
  auto& contents = *static_cast<Contents*>(data_->dictionary(object)->attr);
  data_->fill(contents, std::move(dictionary).take_entries());
}

ObjectId ObjectFile::add(Dictionary dictionary) {
  const ObjectId object = reserve();
  define(object, std::move(dictionary));
  return object;
}

ObjectId ObjectFile::add_stream(Dictionary dictionary, std::string data, Filter filter) {
  return add_stream(std::move(dictionary), std::make_shared<const std::string>(std::move(data)),
                    filter);
}

ObjectId ObjectFile::add_stream(Dictionary dictionary, std::shared_ptr<const std::string> data,
                                Filter filter) {
  if (filter == Filter::flate) dictionary.add_name("Filter", "FlateDecode");
  data_->size += data->size();
  const ObjectId object = add(std::move(dictionary));
  auto* const dict = data_->dictionary(object);
  auto& contents = *static_cast<Contents*>(dict->attr);
  contents.data = std::move(data);

  // libharu sets the length while it writes, and wants it to be an object of its own.
  auto* const length = check(HPDF_Number_New(data_->memory, 0), "HPDF_Number_New");
  data_->number(length);
  check(HPDF_Dict_Add(dict, "Length", length), "HPDF_Dict_Add");
  dict->stream =
      check(HPDF_CallbackReader_New(data_->memory, tongbao_pdf_read_data, tongbao_pdf_rewind_data,
                                    tongbao_pdf_tell_data, tongbao_pdf_size_of_data, &contents),
            "HPDF_CallbackReader_New");
  return object;
}

std::string ObjectFile::save(Dictionary trailer) {
  const bool whole = std::all_of(data_->contents.begin(), data_->contents.end(),
                                 [](const Contents& contents) { return contents.defined; });
  if (!whole) throw std::logic_error("a reserved PDF object was never defined");
  data_->attach(data_->xref->trailer);
  data_->fill(data_->contents.back(), std::move(trailer).take_entries());

  std::string out;
  constexpr std::size_t around_an_object = 64;  // its number, its line of the table
  out.reserve(data_->size + data_->xref->entries->count * around_an_object);
  out += header;
  const std::unique_ptr<HPDF_Stream_Rec, decltype(&HPDF_Stream_Free)> stream(
      check(HPDF_CallbackWriter_New(data_->memory, tongbao_pdf_append, &out),
            "HPDF_CallbackWriter_New"),
      HPDF_Stream_Free);
  stream->size = static_cast<HPDF_UINT>(out.size());  // offsets count from the file's begin
  check(HPDF_Xref_WriteToStream(data_->xref, stream.get(), nullptr), "HPDF_Xref_WriteToStream");
  return out;
}

}  // namespace tongbao::pdf
