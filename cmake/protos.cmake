# Our protos and those of google/api and google/rpc that they import, as one library.
file(GLOB_RECURSE CONCORDAT_PROTOS CONFIGURE_DEPENDS RELATIVE "${CMAKE_SOURCE_DIR}/protos"
  "${CMAKE_SOURCE_DIR}/protos/concordat/*.proto")
set(GOOGLE_PROTOS
  google/api/annotations.proto google/api/client.proto google/api/field_behavior.proto
  google/api/http.proto google/api/httpbody.proto google/api/launch_stage.proto google/api/resource.proto
  google/longrunning/operations_proto.proto
  google/rpc/code.proto google/rpc/error_details.proto google/rpc/status.proto)

set(GENERATED "${CMAKE_BINARY_DIR}/generated")
set(PROTO_SOURCES)
foreach(proto ${CONCORDAT_PROTOS} ${GOOGLE_PROTOS})
  if(proto MATCHES "^google/")
    set(root "${GOOGLEAPIS_DIR}")
  else()
    set(root "${CMAKE_SOURCE_DIR}/protos")
  endif()
  string(REGEX REPLACE "\\.proto$" ".pb.cc" source "${GENERATED}/${proto}")
  string(REGEX REPLACE "\\.proto$" ".pb.h" header "${GENERATED}/${proto}")
  add_custom_command(
    OUTPUT "${source}" "${header}"
    COMMAND ${CMAKE_COMMAND} -E make_directory "${GENERATED}"
    COMMAND protobuf::protoc "-I${CMAKE_SOURCE_DIR}/protos" "-I${GOOGLEAPIS_DIR}" "--cpp_out=${GENERATED}" "${root}/${proto}"
    DEPENDS "${root}/${proto}" VERBATIM)
  list(APPEND PROTO_SOURCES "${source}" "${header}")
endforeach()

# One descriptor set of everything with comments: what OpenAPI's descriptions come from.
set(DESCRIPTOR_SET "${CMAKE_BINARY_DIR}/concordat.protoset")
list(TRANSFORM CONCORDAT_PROTOS PREPEND "${CMAKE_SOURCE_DIR}/protos/" OUTPUT_VARIABLE PROTO_PATHS)
add_custom_command(
  OUTPUT "${DESCRIPTOR_SET}"
  COMMAND protobuf::protoc "-I${CMAKE_SOURCE_DIR}/protos" "-I${GOOGLEAPIS_DIR}" --include_imports
    --include_source_info "--descriptor_set_out=${DESCRIPTOR_SET}" ${PROTO_PATHS}
  DEPENDS ${PROTO_PATHS} VERBATIM)
add_custom_target(concordat_descriptor_set ALL DEPENDS "${DESCRIPTOR_SET}")

# An object library: every descriptor must be in each program, also those that
# nothing names, because the adapter and the gateway find them by name.
add_library(concordat_protos_objects OBJECT ${PROTO_SOURCES})
concordat_precompiled(concordat_protos_objects concordat_protos_objects
  <google/protobuf/extension_set.h> <google/protobuf/field_mask.pb.h>
  <google/protobuf/generated_enum_reflection.h> <google/protobuf/generated_message_reflection.h>
  <google/protobuf/map_entry.h> <google/protobuf/map_field_inl.h> <google/protobuf/message.h>
  <google/protobuf/reflection_ops.h> <google/protobuf/timestamp.pb.h> <google/protobuf/wire_format.h>)
target_include_directories(concordat_protos_objects SYSTEM PUBLIC "${GENERATED}")
target_link_libraries(concordat_protos_objects PUBLIC protobuf::libprotobuf)
add_library(concordat_protos INTERFACE)
target_include_directories(concordat_protos SYSTEM INTERFACE "${GENERATED}")
target_sources(concordat_protos INTERFACE $<TARGET_OBJECTS:concordat_protos_objects>)
target_link_libraries(concordat_protos INTERFACE gRPC::grpc++ protobuf::libprotobuf)
add_dependencies(concordat_protos concordat_protos_objects)
