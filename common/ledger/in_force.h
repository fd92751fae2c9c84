// Which rows of a resource's table are in force for a read: what every question to
// the tables shares, of one record, of a list and of a report's own sums alike. The
// table goes by `t`.
#ifndef CONCORDAT_COMMON_LEDGER_IN_FORCE_H_
#define CONCORDAT_COMMON_LEDGER_IN_FORCE_H_

#include <string>
#include <string_view>

#include "common/ledger/read_at.h"
#include "common/resource/resource_type.h"
#include "common/sql/sql_part.h"

namespace concordat {

// The range of names below a parent; `-` stands for any id (AIP-159), an empty
// parent is that of global resources.
SqlPart BelowParent(const ResourceType& type, std::string_view parent);

// The joins that InForce needs, after the table; begins with a space or is empty.
std::string_view InForceJoins(const ReadAt& at);

// True of the slices in force, deleted ones too, of what may be told by what the
// service itself knows.
SqlPart InForce(const ResourceType& type, const ReadAt& at);

// A query, to stand in parentheses in a FROM, for the slices below a parent that are
// in force, are not deleted and may be told, by `exempt_elsewhere` too: all columns of
// the table. The server merges it into the query around it.
SqlPart RowsInForce(const ResourceType& type, std::string_view parent, const ReadAt& at);

// True of a slice, in force for a read and going by the alias, that may not have been
// told like this on an earlier day: a slice that was in force then was the same.
SqlPart ArrivedSince(const ResourceType& type, std::string_view alias, const ReadAt& at,
                     absl::CivilDay earlier);

}  // namespace concordat

#endif  // CONCORDAT_COMMON_LEDGER_IN_FORCE_H_
