// What an import request asks to be written, read out of its rows and checked
// before the database is asked anything.
#ifndef CONCORDAT_COMMON_LEDGER_IMPORT_PLAN_H_
#define CONCORDAT_COMMON_LEDGER_IMPORT_PLAN_H_

#include <absl/status/status.h>
#include <absl/time/time.h>

#include <map>
#include <set>
#include <string>
#include <vector>

#include "common/base/errors.h"
#include "common/base/message_fields.h"
#include "common/ledger/write_plan.h"
#include "common/resource/resource_type.h"
#include "concordat/ledger/v1/ledger.pb.h"

namespace concordat {

// One row, ready to be written.
struct PlannedRow {
  // Its place in the request.
  int index = 0;
  int line = 0;
  MessagePtr resource;
  // It begins, when it is new, on its `effective_from` if it has one.
  ResourceInput input;
};

// What is wrong with rows, under the code and reason of the first of them.
class RowErrors {
 public:
  // Adds the error of row `index`; its fields become `rows[index].<field>`.
  void Add(int index, int line, const ResourceType& type, const absl::Status& error);
  bool empty() const { return rows_.empty(); }
  bool full() const { return rows_.size() >= 50; }
  absl::Status ToStatus() const;

 private:
  struct RowError {
    absl::Status status;
    std::vector<FieldViolation> violations;
  };
  // In the order of the rows, whenever they were found.
  std::map<int, RowError> rows_;
};

struct ImportPlan {
  std::vector<PlannedRow> rows;
  // Of the rows that are not among them, and their names: others may refer to these.
  RowErrors errors;
  std::set<std::string> wrong;
};

// Reads every row.
ImportPlan PlanImport(const ResourceType& type,
                      const concordat::ledger::v1::ImportResourcesRequest& request, absl::Time now);

}  // namespace concordat

#endif  // CONCORDAT_COMMON_LEDGER_IMPORT_PLAN_H_
