// For tests: records that are put straight into the tables of their service.
#ifndef CONCORDAT_TESTS_SUPPORT_TABLE_FILLER_H_
#define CONCORDAT_TESTS_SUPPORT_TABLE_FILLER_H_

#include <google/protobuf/message.h>

#include <string>
#include <utility>
#include <vector>

#include "common/base/message_fields.h"
#include "common/base/text.h"
#include "common/base/uuid.h"
#include "common/ledger/registry.h"
#include "common/resource/child_rows.h"
#include "common/resource/resource_index.h"
#include "common/resource/row_mapper.h"
#include "common/resource/term_table.h"
#include "common/sql/bulk.h"
#include "tests/support/ledger_testing.h"

namespace concordat::test {

// How a slice stands in its table.
enum class Slice { kInForce, kSuperseded, kDeleted };

// Puts records into their tables, in force from 2010-04-01 on.
class TableFiller {
 public:
  // Rows keep the summaries of the registry; none as programs before them have written.
  explicit TableFiller(Connection& connection, const Registry* registry = nullptr)
      : connection_(connection), registry_(registry) {}

  void Put(const google::protobuf::Message& record, Slice slice = Slice::kInForce) {
    const std::string name = TextField(record, "name");
    const ResourceType& type = *TypeOfName(name);
    const std::string id = NewTimeUuid(absl::Now());
    SqlValue superseded;
    if (slice == Slice::kSuperseded) superseded = id;
    if (slice != Slice::kSuperseded) {
      Run("INSERT INTO resource (name, uid, type, revision) VALUES ", {name, id, type.type(), 1});
    }
    SqlValues values = {name, kFrom, "9999-12-31", slice == Slice::kDeleted ? 1 : 0,
                        id,   id,    superseded,   1,
                        1,    kFrom};
    AppendColumns(type.columns(), record, &values);
    std::string columns =
        "name, valid_from, valid_to, deleted, uid, recorded_by, superseded_by, create_time,"
        " record_time, effective_from";
    for (const std::string& column : WrittenColumns(type.columns())) {
      columns += Concat(", `", column, "`");
    }
    if (const RowSummary* summary = SummaryOf(record)) {
      columns += Concat(", `", summary->column, "`");
      values.emplace_back(summary->of(record));
    }
    PutTerms(record);
    Run(Concat("INSERT INTO `", type.table(), "` (", columns, ") VALUES "), values);
    for (const ChildTable& child : type.children()) {
      SqlValues rows;
      AppendChildRows(child, {name, kFrom, id}, record, &rows);
      EXPECT_THAT(ExecuteRows(connection_, InsertChildren(child), rows), IsOk());
    }
  }

 private:
  static constexpr char kFrom[] = "2010-04-01";

  void PutTerms(const google::protobuf::Message& record) {
    const RowSummary* summary = SummaryOf(record);
    if (summary == nullptr || summary->column != kTermsColumn) return;
    SqlValues rows;
    for (std::string& term : SplitTerms(summary->of(record))) {
      rows.insert(rows.end(), {std::move(term), TextField(record, "name")});
    }
    const ResourceType& type = *TypeOfName(TextField(record, "name"));
    EXPECT_THAT(ExecuteRows(connection_, InsertTerms(type), rows), IsOk());
  }

  const RowSummary* SummaryOf(const google::protobuf::Message& record) const {
    if (registry_ == nullptr) return nullptr;
    const auto& summary = registry_->FindByDescriptor(record.GetDescriptor())->summary();
    return summary.has_value() ? &*summary : nullptr;
  }

  void Run(const std::string& insert, const SqlValues& values) {
    EXPECT_THAT(connection_.Execute(Concat(insert, "(", Repeat("?", values.size()), ")"), values),
                IsOk());
  }

  Connection& connection_;
  const Registry* registry_;
};

}  // namespace concordat::test

#endif  // CONCORDAT_TESTS_SUPPORT_TABLE_FILLER_H_
