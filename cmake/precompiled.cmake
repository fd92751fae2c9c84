# Half of what a file costs to compile is reading headers that nearly all of them read.
# These are read once for the protos, once for the libraries and once for the tests.
# clang-tidy reads each file without them (scripts/tidy), so that no file lives on what it
# does not include itself.
set(CONCORDAT_PRECOMPILED
  <algorithm> <array> <chrono> <cstdint> <filesystem> <functional> <map> <memory> <mutex>
  <optional> <set> <span> <string> <string_view> <thread> <utility> <variant> <vector>
  <absl/functional/function_ref.h> <absl/status/status.h> <absl/status/statusor.h>
  <absl/strings/str_cat.h> <absl/time/civil_time.h> <absl/time/time.h>
  <google/protobuf/descriptor.h> <google/protobuf/extension_set.h>
  <google/protobuf/field_mask.pb.h> <google/protobuf/generated_message_reflection.h>
  <google/protobuf/map_field.h> <google/protobuf/message.h> <google/protobuf/timestamp.pb.h>
  <grpcpp/grpcpp.h>)
set(CONCORDAT_PRECOMPILED_FOR_TESTS ${CONCORDAT_PRECOMPILED} <gmock/gmock.h> <gtest/gtest.h>)

# The first target of a kind makes the headers, the others use them.
function(concordat_precompiled target owner)
  if(target STREQUAL owner)
    target_precompile_headers(${target} PRIVATE ${ARGN})
  else()
    target_precompile_headers(${target} REUSE_FROM ${owner})
  endif()
endfunction()
