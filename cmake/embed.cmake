# The descriptor set goes into the gateway: its comments are what OpenAPI says.
set_source_files_properties("${CMAKE_SOURCE_DIR}/gateway/src/openapi/descriptor_set.cc" PROPERTIES
  OBJECT_DEPENDS "${DESCRIPTOR_SET}"
  COMPILE_DEFINITIONS "CONCORDAT_DESCRIPTOR_SET=\"${DESCRIPTOR_SET}\"")
