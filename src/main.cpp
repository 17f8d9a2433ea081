#include "cli/cli.h"

int main(int argc, char** argv) {
  return tongbao::cli::run(argc, argv);
}
