// Ctrl-C and its kin while a file is in the making.
#pragma once

namespace tongbao::cli {

// SIGINT, SIGTERM and SIGHUP are kept in mind instead of ending the process, so that its temporary
// files can go first; a second one of the same kind ends it at once. One object at a time.
class Interruption {
 public:
  Interruption();
  ~Interruption();  // the process then ends as the signal that came would have ended it
  Interruption(const Interruption&) = delete;
  Interruption& operator=(const Interruption&) = delete;

  [[nodiscard]] bool requested() const;
};

}  // namespace tongbao::cli
