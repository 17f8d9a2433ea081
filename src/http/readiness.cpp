#include "http/readiness.h"

#include <chrono>
#include <utility>

#include "http/audited.h"

namespace tongbao::http {
namespace {

constexpr std::chrono::seconds between_looks{1};
constexpr std::chrono::seconds store_patience{5};

Problem face_away() {
  return problem("http.faceAway", say("字体文件无法打开", "a face cannot be opened"),
                 say("管理员可用tongbao fonts查看", "the operator sees it with tongbao fonts"));
}

Problem store_away() {
  return problem("http.storeAway", say("存储不可用", "the store is away"));
}

Problem not_ready() {
  return problem("http.notReady", say("尚不能生成文件", "not able to render now"));
}

}  // namespace

Readiness::Readiness(std::shared_ptr<const Rendering> rendering, Probe probe_store,
                     Probe probe_audit)
    : rendering_(std::move(rendering)),
      probe_store_(std::move(probe_store)),
      probe_audit_(std::move(probe_audit)),
      rendering_obstacles_(rendering_->readiness()),
      watching_([this](const std::stop_token& stop) { watch(stop); }) {}

std::optional<Problem> Readiness::obstacle() const {
  const std::lock_guard lock(mutex_);
  if (!store_answers()) {
    Problem away = store_away();
    away.cause = store_obstacles_.empty() ? "the store does not answer"
                                          : to_line(store_obstacles_.front(), Language::en);
    return away;
  }
  if (!audit_obstacles_.empty()) return audit_unwritable(audit_obstacles_.front());
  if (rendering_obstacles_.empty()) return std::nullopt;
  const Diagnostic& first = rendering_obstacles_.front();
  Problem found = first.code.starts_with("font.") ? face_away() : not_ready();
  found.cause = to_line(first, Language::en);
  return found;
}

bool Readiness::store_answers() const {
  if (!probe_store_) return true;
  return store_asked_ && Clock::now() - *store_asked_ < store_patience && store_obstacles_.empty();
}

void Readiness::watch(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    Diagnostics of_rendering = rendering_->readiness();
    Result<void> probed;
    if (probe_store_) probed = probe_store_();
    Result<void> of_audit;
    if (probe_audit_) of_audit = probe_audit_();
    std::unique_lock lock(mutex_);
    rendering_obstacles_ = std::move(of_rendering);
    store_obstacles_ = probed ? Diagnostics{} : std::move(probed.error());
    audit_obstacles_ = of_audit ? Diagnostics{} : std::move(of_audit.error());
    store_asked_ = Clock::now();
    stopped_.wait_for(lock, stop, between_looks, [] { return false; });
  }
}

}  // namespace tongbao::http
