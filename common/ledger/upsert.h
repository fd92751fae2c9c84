// Creates or changes many resources of one type in one transaction, in chunks: heads
// are locked, slices read, references resolved and rows written in sets. What comes
// out is what single writes in the same order would make.
#ifndef CONCORDAT_COMMON_LEDGER_UPSERT_H_
#define CONCORDAT_COMMON_LEDGER_UPSERT_H_

#include <absl/status/status.h>
#include <absl/status/statusor.h>

#include <optional>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "common/ledger/ledger.h"
#include "common/ledger/write_plan.h"

namespace concordat {

enum class Upserted { kCreated, kChanged, kUnchanged };

class Upsert {
 public:
  // The most inputs that are best given at once.
  static constexpr size_t kChunk = 256;

  Upsert(const Ledger& ledger, const ResourceType& type, Connection& connection,
         const WriteContext& context, const PeerAnswers& answers)
      : ledger_(ledger),
        type_(type),
        connection_(connection),
        context_(context),
        answers_(answers),
        planner_(ledger.registry(), type, context) {}

  // Locks all names that are to be written, before the first chunk.
  absl::Status Lock(std::vector<std::string> names);

  // Where all is written or nothing: what refers to a name that is wrong, one of these or of
  // an input, is not told that it is missing, and counts as unchanged.
  void LeaveOutWhatNeeds(std::set<std::string> wrong) { left_out_ = std::move(wrong); }

  // Creates what is not held and changes in its paths what is held and differs. Names
  // are given once in all chunks. Answers, in the order of the inputs, with what became
  // of each or what is wrong with it; an error of the whole is one of the database, of
  // peers, or of the time.
  absl::StatusOr<std::vector<absl::StatusOr<Upserted>>> Apply(
      std::span<const ResourceInput* const> inputs);

 private:
  absl::Status Guard(const std::vector<absl::StatusOr<WritePlan>>& plans);
  absl::StatusOr<WritePlan> Plan(const ResourceInput& input);
  bool NeedsLeftOut(const WritePlan& plan) const;
  absl::StatusOr<Upserted> Write(const WritePlan& plan, WriteBatch& batch);
  const Held& HeldOf(const std::string& name) const;

  const Ledger& ledger_;
  const ResourceType& type_;
  Connection& connection_;
  const WriteContext& context_;
  const PeerAnswers& answers_;
  const WritePlanner planner_;
  HeldByName held_;
  std::optional<std::set<std::string>> left_out_;
};

}  // namespace concordat

#endif  // CONCORDAT_COMMON_LEDGER_UPSERT_H_
