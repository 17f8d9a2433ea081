// The templates that there are, in all their versions.
#pragma once
#include <cstddef>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "template/template.h"

namespace tongbao::render {

// The files of a folder, each checked: they are version 0. Versions from 1 on, which were put into
// the store, are adopted while the program runs. Versions never change and never go, so what was
// found stays valid as long as the catalogue. Safe on any thread.
class Catalogue {
 public:
  // Loads every *.xml of `folder`, whose name is its id. Errors: render.templatesUnreadable, and
  // all those of every file.
  [[nodiscard]] static Result<std::shared_ptr<Catalogue>> load(const std::filesystem::path& folder);

  // Only the file of `id`, for a program that renders once; all of them where there is no such
  // file. Errors: those of load().
  [[nodiscard]] static Result<std::shared_ptr<Catalogue>> load_one(
      const std::filesystem::path& folder, const std::string& id);

  // What is to be stored as a version of `id`. Errors: render.badTemplateId (not 1 to 64 of a–z,
  // A–Z, 0–9, "-", "_"), and all those of the template.
  [[nodiscard]] static Result<void> check(const std::string& id, std::string_view xml);
  // The same of a further version: also render.kindChanged, where `id` is of another kind (a
  // notice, a ledger), since callers go by its formats.
  [[nodiscard]] Result<void> check_further(const std::string& id, std::string_view xml) const;

  struct StoredVersion {
    std::string id;
    unsigned version = 1;
    std::string xml;
  };
  // Takes in what the store has; versions that are there already stay as they are. What this
  // program cannot read (an earlier or later one stored it) is left out, so that the latest sound
  // version before it stays the latest: one warning each, render.templateSkipped.
  [[nodiscard]] Diagnostics adopt(const std::vector<StoredVersion>& versions);

  struct Found {
    const tmpl::Template* tmpl = nullptr;
    unsigned version = 0;
  };
  // The latest version.
  [[nodiscard]] const tmpl::Template* find(std::string_view id) const;  // null: unknown
  // As find(), never null. Error: render.unknownTemplate, with those there are.
  [[nodiscard]] Result<const tmpl::Template*> require(std::string_view id) const;
  // The one that was asked for; none: the latest. Errors also: render.unknownVersion, with those
  // there are.
  [[nodiscard]] Result<Found> require(std::string_view id, std::optional<unsigned> version) const;

  [[nodiscard]] std::vector<std::string> ids() const;                          // sorted
  [[nodiscard]] std::vector<unsigned> versions_of(std::string_view id) const;  // sorted

 private:
  using Versions = std::map<unsigned, tmpl::Template>;  // not empty

  [[nodiscard]] bool has(const StoredVersion& version) const;

  mutable std::shared_mutex mutex_;
  std::map<std::string, Versions, std::less<>> templates_;
};

}  // namespace tongbao::render
