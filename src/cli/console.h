// Reading what a command is given and writing what it makes: files, standard streams, messages.
#pragma once
#include <cstddef>
#include <string>

#include "base/document_bytes.h"
#include "base/result.h"
#include "cli/command.h"

namespace tongbao::cli {

// Everything of the file or of standard input. Errors: file.unreadable, file.tooLarge.
[[nodiscard]] Result<std::string> read_input(const FileName& name, std::size_t limit,
                                             Console& console);

// The whole of `bytes`, to the file by rename or to standard output. Error: file.unwritable.
[[nodiscard]] Result<void> write_output(const FileName& name, const DocumentBytes& bytes,
                                        Console& console);

// One line each on `console.err`; controls in them (input may be hostile) are shown as "?".
// Those that have a place but name no file stand in `file`.
void say_all(const Diagnostics& diagnostics, const FileName& file, Console& console);

// Says them and gives the exit code that they call for.
[[nodiscard]] int fail(const Diagnostics& errors, const FileName& file, Console& console);

// As write_output, with its errors said.
[[nodiscard]] int deliver(const FileName& name, const DocumentBytes& bytes, Console& console);

}  // namespace tongbao::cli
