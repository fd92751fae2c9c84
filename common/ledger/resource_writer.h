// The writes that the standard methods share: checks, the rules of valid time, and
// the ledger entry, inside one transaction.
#ifndef CONCORDAT_COMMON_LEDGER_RESOURCE_WRITER_H_
#define CONCORDAT_COMMON_LEDGER_RESOURCE_WRITER_H_

#include <absl/status/status.h>
#include <absl/status/statusor.h>

#include <cstdint>
#include <string>

#include "common/ledger/ledger.h"
#include "common/ledger/write_plan.h"

namespace concordat {

// FAILED_PRECONDITION for a record that cannot be deleted while another is below it.
absl::Status StillHolds(const std::string& name, const std::string& child);

class ResourceWriter {
 public:
  ResourceWriter(const Ledger& ledger, const ResourceType& type, Connection& connection,
                 const WriteContext& context, const PeerAnswers& answers)
      : ledger_(ledger),
        type_(type),
        connection_(connection),
        context_(context),
        answers_(answers),
        planner_(ledger.registry(), type, context) {}

  // Each answers with the revision that the resource has afterwards.
  absl::StatusOr<int64_t> Create(const ResourceInput& input);
  absl::StatusOr<int64_t> Update(const ResourceInput& input);
  absl::StatusOr<int64_t> Delete(const ResourceInput& input);
  absl::StatusOr<int64_t> Undelete(const ResourceInput& input);

 private:
  using Plan = absl::StatusOr<WritePlan> (WritePlanner::*)(const Held&, const ResourceInput&) const;
  absl::StatusOr<int64_t> Run(Plan plan, const ResourceInput& input);
  absl::Status Guard(const Write& write);
  absl::Status CheckNoLiveChildren(const std::string& name);

  const Ledger& ledger_;
  const ResourceType& type_;
  Connection& connection_;
  const WriteContext& context_;
  const PeerAnswers& answers_;
  const WritePlanner planner_;
};

}  // namespace concordat

#endif  // CONCORDAT_COMMON_LEDGER_RESOURCE_WRITER_H_
