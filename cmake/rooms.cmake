# A folder and the rooms in it: its sources make a library, its main.cc a program,
# its *_test.cc a test program. scripts/check-rooms says who may include whom.
# GCC 12 takes std::variant and std::optional for uninitialised where they are not.
set(CONCORDAT_WARNINGS -Wall -Wextra -Werror=return-type -Wno-unused-parameter -Wno-maybe-uninitialized)

# `owner` is the target whose precompiled headers it uses: another, or itself with
# the headers that follow.
function(concordat_library target folder owner)
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/${folder}/*.cc")
  list(FILTER sources EXCLUDE REGEX "(_test|/main)\\.cc$")
  add_library(${target} STATIC ${sources})
  target_include_directories(${target} PUBLIC "${CMAKE_SOURCE_DIR}")
  target_compile_options(${target} PRIVATE ${CONCORDAT_WARNINGS})
  concordat_precompiled(${target} ${owner} ${ARGN})
endfunction()

function(concordat_service room)
  if(room STREQUAL "gateway")
    set(folder gateway)
    set(program gateway)
  else()
    set(folder ${room}-service)
    set(program ${room}-service)
  endif()
  concordat_library(concordat_${room} ${folder}/src concordat_common)
  target_link_libraries(concordat_${room} PUBLIC concordat_common)
  if(EXISTS "${CMAKE_SOURCE_DIR}/${folder}/src/main.cc")
    add_executable(${program} "${CMAKE_SOURCE_DIR}/${folder}/src/main.cc")
    target_link_libraries(${program} PRIVATE concordat_${room})
  endif()
endfunction()

# Tests of a folder and of those in it; LABEL is `unit`, `integration` or `e2e`.
function(concordat_tests target folder label)
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/${folder}/*_test.cc")
  if(NOT sources)
    return()
  endif()
  add_executable(${target} ${sources})
  target_link_libraries(${target} PRIVATE ${ARGN} GTest::gmock GTest::gtest_main)
  target_compile_options(${target} PRIVATE ${CONCORDAT_WARNINGS})
  concordat_precompiled(${target} concordat_test_support)
  # What starts whole programs and databases has the machine to itself.
  set(serial TRUE)
  if(label STREQUAL "unit")
    set(serial FALSE)
  endif()
  gtest_discover_tests(${target} DISCOVERY_MODE PRE_TEST
    PROPERTIES LABELS ${label} TIMEOUT 1500 RUN_SERIAL ${serial})
endfunction()
