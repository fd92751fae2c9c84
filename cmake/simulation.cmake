# What simulations compute is the same on every machine: no multiply-add is fused, and only
# the file that asks the processor first has its vectors.
file(GLOB simulation_sources CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/risk-service/src/simulation_*.cc")
list(FILTER simulation_sources EXCLUDE REGEX "_test\\.cc$")
set_source_files_properties(${simulation_sources} PROPERTIES COMPILE_OPTIONS "-O3;-ffp-contract=off"
  SKIP_PRECOMPILE_HEADERS ON)
if(CMAKE_SYSTEM_PROCESSOR MATCHES "^(x86_64|AMD64)$")
  set_source_files_properties("${CMAKE_SOURCE_DIR}/risk-service/src/simulation_kernel_avx2.cc"
    PROPERTIES COMPILE_OPTIONS "-O3;-ffp-contract=off;-mavx2;-mpopcnt")
endif()
