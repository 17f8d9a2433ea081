// The command line: commands, their options, exit codes (0 done, 1 the answer is no, 2 unusable
// arguments or input, 3 the system failed).
#pragma once

namespace tongbao::cli {

[[nodiscard]] int run(int argc, char** argv);

}  // namespace tongbao::cli
