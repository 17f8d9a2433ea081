// All documents of a job as one ZIP file with manifest.json, written while it is sent.
#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "store/blob_store.h"
#include "store/job.h"

namespace tongbao::jobs {

// File names of the job's documents in its archive, by n: the name as sent, else the document's
// own; of equal ones the later get (2), (3), …; "" for those that were not made.
[[nodiscard]] std::vector<std::string> archive_names(const store::Job& job);

// {"id","createdAt","finishedAt","program","documents":[{"n","file","name","unit","title","date",
// "template","templateVersion","format","state","bytes","digest","inputDigest"}]}: what was not
// made has null for what only a document has.
[[nodiscard]] std::string manifest_json(const store::Job& job);

// Writes to `take`, whose false ends it. Stored, not deflated: PDF and XLSX are so already. The
// same job gives the same bytes in one time zone (ZIP knows local time only). False where `take`
// said so, or a document cannot be read: then the archive is not whole, and has no directory.
[[nodiscard]] bool write_archive(const store::Job& job, const store::BlobStore& blobs,
                                 const std::function<bool(std::string_view)>& take);

}  // namespace tongbao::jobs
