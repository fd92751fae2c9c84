// Carries a resource, or an element of one of its lists, between its message and
// its columns, by reflection.
#ifndef CONCORDAT_COMMON_RESOURCE_ROW_MAPPER_H_
#define CONCORDAT_COMMON_RESOURCE_ROW_MAPPER_H_

#include <google/protobuf/message.h>

#include <string>
#include <vector>

#include "common/resource/resource_type.h"
#include "common/sql/mysql.h"

namespace concordat {

// Fills the message from the cells from `first_cell` on, in the order of the columns.
absl::Status ReadColumns(const Row& row, size_t first_cell, const std::vector<Column>& columns,
                         google::protobuf::Message* message);

// Adds the values of the columns in their order; a partial date adds three.
void AppendColumns(const std::vector<Column>& columns, const google::protobuf::Message& message,
                   SqlValues* values);

// The value of one column, without the bounds of a partial date.
SqlValue ColumnValue(const Column& column, const google::protobuf::Message& message);

// The columns that AppendColumns gives values for, for an INSERT.
std::vector<std::string> WrittenColumns(const std::vector<Column>& columns);

// Unsets each message below in which nothing is set: no column tells it from an
// absent one. Elements of lists stay.
void DropEmptyMessages(google::protobuf::Message* message);

// Microseconds since 1970, as times stand in SQL, to and from a Timestamp.
void SetTimestamp(int64_t micros, google::protobuf::Message* resource, const char* field);

}  // namespace concordat

#endif  // CONCORDAT_COMMON_RESOURCE_ROW_MAPPER_H_
