// JSON → structs by the field table. Internal to the room.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/json_pointer.h"
#include "record/fields.h"
#include "record/json_document.h"
#include "record/read_errors.h"

namespace tongbao::record {

// Goes on after an error, until `errors` are full.
class FieldReader {
 public:
  explicit FieldReader(ReadErrors& errors) : errors_(errors) {}

  // Reads `json` into the member of that type at `member`.
  void read(const Type& type, void* member, JsonCursor json, const Pointer& at);
  // The same for a struct itself. `foreign` are members that another reads.
  void read_object(const ObjectType& type, void* object, JsonCursor json, const Pointer& at,
                   std::span<const std::string_view> foreign = {});

  // Says that `json` is not of the kind that is wanted.
  void refuse_type(Kind wanted, JsonCursor json, const Pointer& at);
  void refuse_unknown(std::string_view name, const std::vector<std::string_view>& known,
                      const Pointer& parent);
  void refuse_missing(std::string_view name, std::string_view meaning_zh,
                      std::string_view meaning_en, const Pointer& parent);

 private:
  [[nodiscard]] bool accept(JsonType wanted, Kind kind, JsonCursor json, const Pointer& at);
  void read_member(const ObjectType& type, const Field& field, void* object, JsonCursor json,
                   const Pointer& at);
  void read_any(void* member, JsonCursor json);
  void read_text(TextForm form, std::string& text, JsonCursor json, const Pointer& at);
  void read_number(double& number, JsonCursor json, const Pointer& at);
  void read_date(Date& date, JsonCursor json, const Pointer& at);
  void read_choice(const Type& type, void* value, JsonCursor json, const Pointer& at);
  void read_list(const Type& type, void* list, JsonCursor json, const Pointer& at);
  void read_paragraph(Paragraph& paragraph, JsonCursor json, const Pointer& at);
  void read_runs(Paragraph& paragraph, JsonCursor json, const Pointer& at);
  void read_run(Paragraph& paragraph, JsonCursor json, const Pointer& at);
  void check_required(const ObjectType& type, std::uint64_t seen, const Pointer& at);

  ReadErrors& errors_;
};

}  // namespace tongbao::record
