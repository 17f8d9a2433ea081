#include "jobs/archive.h"

#include <algorithm>
#include <cerrno>
#include <memory>
#include <set>
#include <system_error>

#include <archive.h>
#include <archive_entry.h>
#include <nlohmann/json.hpp>

#include "base/timestamp.h"

namespace tongbao::jobs {
namespace {

using Json = nlohmann::ordered_json;

// "甲.pdf", 2 → "甲(2).pdf".
std::string numbered(const std::string& name, std::size_t number) {
  const std::size_t dot = std::min(name.rfind('.'), name.size());
  return name.substr(0, dot) + '(' + std::to_string(number) + ')' + name.substr(dot);
}

// Some systems take names that differ in the case of Latin letters for the same.
std::string without_case(std::string name) {
  std::transform(name.begin(), name.end(), name.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return name;
}

std::string wished_name(const store::JobDocument& document) {
  const std::string& name = document.order.name;
  if (name.empty()) return document.made->file_name;
  const std::string extension = '.' + document.order.format;
  return name.ends_with(extension) ? name : name + extension;
}

Json entry_json(const store::JobDocument& document, const std::string& file) {
  const store::Order& order = document.order;
  Json entry = {{"n", document.n}, {"file", nullptr},  {"name", nullptr},
                {"unit", nullptr}, {"title", nullptr}, {"date", nullptr}};
  if (!order.name.empty()) entry["name"] = order.name;
  entry["template"] = order.template_id;
  entry["templateVersion"] = order.template_version;
  entry["format"] = order.format;
  entry["state"] = name_of(document.state);
  entry["bytes"] = nullptr;
  entry["digest"] = nullptr;
  entry["inputDigest"] = hex(order.input);
  if (!document.made) return entry;
  const store::Made& made = *document.made;
  entry["file"] = file;
  entry["unit"] = made.unit;
  entry["title"] = made.title;
  if (!made.date.empty()) entry["date"] = made.date;
  entry["bytes"] = made.bytes;
  entry["digest"] = hex(made.digest);
  return entry;
}

// libarchive's writer, with each call checked.
class ZipStream {
 public:
  using Take = std::function<bool(std::string_view)>;

  ZipStream(const Take& take, std::int64_t written_at)
      : take_(take), written_at_(written_at), archive_(archive_write_new()) {
    sound_ = archive_ != nullptr && archive_write_set_format_zip(archive_.get()) == ARCHIVE_OK &&
             archive_write_set_options(
                 archive_.get(), "zip:compression=store,zip:hdrcharset=UTF-8") == ARCHIVE_OK &&
             archive_write_set_bytes_per_block(archive_.get(), 0) == ARCHIVE_OK &&
             archive_write_open(archive_.get(), this, nullptr, pass_on, nullptr) == ARCHIVE_OK;
  }

  void begin(const std::string& name, std::uint64_t size) {
    const std::unique_ptr<archive_entry, void (*)(archive_entry*)> entry(archive_entry_new(),
                                                                         archive_entry_free);
    archive_entry_set_pathname_utf8(entry.get(), name.c_str());
    archive_entry_set_filetype(entry.get(), AE_IFREG);
    archive_entry_set_perm(entry.get(), 0644);
    archive_entry_set_size(entry.get(), static_cast<la_int64_t>(size));
    archive_entry_set_mtime(entry.get(), written_at_, 0);
    sound_ = sound_ && archive_write_header(archive_.get(), entry.get()) == ARCHIVE_OK;
  }

  bool add(std::string_view bytes) {
    while (sound_ && !bytes.empty()) {
      const la_ssize_t written = archive_write_data(archive_.get(), bytes.data(), bytes.size());
      sound_ = written > 0;
      if (sound_) bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return sound_;
  }

  // Writes the directory: only where all before it went well.
  bool finish() {
    sound_ = sound_ && archive_write_close(archive_.get()) == ARCHIVE_OK;
    return sound_;
  }

  // An archive that is given up must not be closed by its destructor as if it were whole.
  void give_up() {
    sound_ = false;
    archive_write_fail(archive_.get());
  }

 private:
  static la_ssize_t pass_on(archive* archive, void* self, const void* bytes, std::size_t count) {
    const auto& take = static_cast<ZipStream*>(self)->take_;
    if (take({static_cast<const char*>(bytes), count})) return static_cast<la_ssize_t>(count);
    archive_set_error(archive, EPIPE, "the reader left");
    return ARCHIVE_FATAL;
  }

  struct Free {
    void operator()(archive* archive) const { archive_write_free(archive); }
  };

  const Take& take_;
  std::int64_t written_at_;  // seconds since 1970
  bool sound_ = false;
  std::unique_ptr<archive, Free> archive_;
};

bool add_document(ZipStream& zip, const std::string& name, const store::Made& made,
                  const store::BlobStore& blobs) {
  const auto bytes = blobs.get(made.digest);
  if (!bytes) return false;
  zip.begin(name, bytes->size());
  return bytes->each_block([&](std::string_view block) { return zip.add(block); });
}

}  // namespace

std::vector<std::string> archive_names(const store::Job& job) {
  std::vector<std::string> names;
  std::set<std::string> taken = {"manifest.json"};
  for (const store::JobDocument& document : job.documents) {
    if (!document.made) {
      names.emplace_back();
      continue;
    }
    const std::string wished = wished_name(document);
    std::string name = wished;
    for (std::size_t number = 2; !taken.insert(without_case(name)).second; ++number) {
      name = numbered(wished, number);
    }
    names.push_back(std::move(name));
  }
  return names;
}

std::string manifest_json(const store::Job& job) {
  const std::vector<std::string> names = archive_names(job);
  Json manifest = {{"id", job.id}, {"createdAt", rfc3339(job.created_at)}, {"finishedAt", nullptr}};
  if (job.finished_at) manifest["finishedAt"] = rfc3339(*job.finished_at);
  manifest["program"] = "tongbao " TONGBAO_VERSION;
  manifest["documents"] = Json::array();
  for (const store::JobDocument& document : job.documents) {
    manifest["documents"].push_back(entry_json(document, names[document.n]));
  }
  return manifest.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

bool write_archive(const store::Job& job, const store::BlobStore& blobs,
                   const std::function<bool(std::string_view)>& take) {
  ZipStream zip(take, job.created_at / 1000);
  const std::string manifest = manifest_json(job);
  zip.begin("manifest.json", manifest.size());
  bool whole = zip.add(manifest);
  const std::vector<std::string> names = archive_names(job);
  for (std::size_t n = 0; whole && n < names.size(); ++n) {
    if (names[n].empty()) continue;
    try {
      whole = add_document(zip, names[n], *job.documents[n].made, blobs);
    } catch (const std::system_error&) {  // its file cannot be read
      whole = false;
    }
  }
  if (whole) return zip.finish();
  zip.give_up();
  return false;
}

}  // namespace tongbao::jobs
