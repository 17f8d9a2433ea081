#include "base/freed_memory.h"
#include "cli/cli.h"

int main(int argc, char** argv) {
  tongbao::keep_freed_memory();
  return tongbao::cli::run(argc, argv);
}
