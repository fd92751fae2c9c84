# MySQL Connector/C++ 1.1, whose package brings neither a CMake nor a pkg-config file.
find_path(CONNECTOR_CPP_INCLUDE cppconn/driver.h REQUIRED)
find_library(CONNECTOR_CPP_LIBRARY mysqlcppconn REQUIRED)
add_library(MySQL::ConnectorCpp UNKNOWN IMPORTED)
set_target_properties(MySQL::ConnectorCpp PROPERTIES
  IMPORTED_LOCATION "${CONNECTOR_CPP_LIBRARY}"
  INTERFACE_SYSTEM_INCLUDE_DIRECTORIES "${CONNECTOR_CPP_INCLUDE}")
