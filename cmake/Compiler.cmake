# Flags that every target has, and ccache where it is there.
add_library(tongbao_options INTERFACE)
target_compile_options(tongbao_options INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wnon-virtual-dtor
  -Wold-style-cast -Wcast-qual -Woverloaded-virtual -Werror
  # A designated initializer leaves the rest at its default on purpose.
  -Wno-missing-field-initializers)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  # GCC 12 sees both in its own std::string when it optimises (GCC bugs 105329 and 105562).
  target_compile_options(tongbao_options INTERFACE -Wno-restrict -Wno-maybe-uninitialized)
endif()
target_include_directories(tongbao_options INTERFACE "${PROJECT_SOURCE_DIR}/src")
if(TONGBAO_SANITIZE)
  target_compile_options(tongbao_options INTERFACE
    -fsanitize=${TONGBAO_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  target_link_options(tongbao_options INTERFACE -fsanitize=${TONGBAO_SANITIZE})
endif()

find_program(TONGBAO_CCACHE ccache)
if(TONGBAO_CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER "${TONGBAO_CCACHE}")
endif()
