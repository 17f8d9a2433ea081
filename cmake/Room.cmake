# tongbao_room(NAME LIBRARIES …): the static library tongbao_NAME from src/NAME/*.cpp.
# LIBRARIES are what its headers need; PRIVATE_LIBRARIES only its sources.
function(tongbao_room name)
  cmake_parse_arguments(ROOM "" "" "LIBRARIES;PRIVATE_LIBRARIES" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/*.cpp")
  if(sources)
    add_library(tongbao_${name} STATIC ${sources})
    target_link_libraries(tongbao_${name}
      PUBLIC ${ROOM_LIBRARIES} PRIVATE tongbao_options ${ROOM_PRIVATE_LIBRARIES})
    target_include_directories(tongbao_${name} PUBLIC "${PROJECT_SOURCE_DIR}/src")
  else()
    add_library(tongbao_${name} INTERFACE)
    target_include_directories(tongbao_${name} INTERFACE "${PROJECT_SOURCE_DIR}/src")
    target_link_libraries(tongbao_${name} INTERFACE ${ROOM_LIBRARIES})
  endif()
endfunction()

# tongbao_tests(NAME LIBRARIES … PROPERTIES …): the test program tests_NAME from every .cpp of its
# folder. PROPERTIES are those of each test for CTest.
function(tongbao_tests name)
  cmake_parse_arguments(TESTS "" "" "LIBRARIES;PROPERTIES" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/*.cpp")
  if(NOT sources)
    return()
  endif()
  add_executable(tests_${name} ${sources})
  target_link_libraries(tests_${name} PRIVATE tongbao_options ${TESTS_LIBRARIES} GTest::gmock
                                              GTest::gtest_main)
  target_compile_definitions(tests_${name} PRIVATE TONGBAO_SOURCE="${PROJECT_SOURCE_DIR}")
  target_include_directories(tests_${name} PRIVATE "${PROJECT_SOURCE_DIR}/tests")
  gtest_discover_tests(tests_${name} TEST_PREFIX "${name}." DISCOVERY_TIMEOUT 60
                       PROPERTIES TIMEOUT 300 ${TESTS_PROPERTIES})
endfunction()
