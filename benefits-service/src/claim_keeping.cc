#include "benefits-service/src/claim_keeping.h"

#include <absl/time/clock.h>

#include <algorithm>
#include <map>
#include <optional>
#include <span>
#include <utility>

#include "benefits-service/src/claim_group_rules.h"
#include "common/base/date.h"
#include "common/base/text.h"
#include "common/ledger/records.h"
#include "common/ledger/resource_writer.h"
#include "common/ledger/run_write.h"
#include "common/ledger/step_method.h"

namespace concordat::benefits {
namespace {

using v1::ClaimGroup;
using v1::ScanDoubleClaimsResponse;

// Written in one transaction.
constexpr size_t kAtOnce = 50;

class Keeper {
 public:
  Keeper(const Ledger& ledger, OperationRun& run, const GroupsToKeep& groups)
      : ledger_(ledger),
        run_(run),
        groups_(groups),
        type_(ledger.registry().TypeOf<ClaimGroup>()) {}

  absl::StatusOr<ScanDoubleClaimsResponse> Keep() {
    const std::span<const ClaimGroup> found = groups_.found;
    for (size_t begin = 0; begin < found.size(); begin += kAtOnce) {
      run_.Tell(static_cast<int64_t>(begin), static_cast<int64_t>(found.size()),
                "keeping what was found");
      const auto part = found.subspan(begin, std::min(kAtOnce, found.size() - begin));
      absl::Status status = Write(
          [&](const WriteScope& scope, Counts* counts) { return KeepSome(scope, part, counts); });
      if (!status.ok()) return status;
    }
    absl::Status status = CloseOthers();
    if (!status.ok()) return status;
    ScanDoubleClaimsResponse response;
    response.set_created(counts_.created);
    response.set_reopened(counts_.reopened);
    response.set_closed(counts_.closed);
    return response;
  }

 private:
  struct Counts {
    int created = 0, reopened = 0, closed = 0;
  };

  // One transaction of the operation's; what a run that is tried again counted is not.
  absl::Status Write(absl::FunctionRef<absl::Status(const WriteScope&, Counts*)> body) {
    absl::Status status = run_.CheckWanted();
    if (!status.ok()) return status;
    const v1::ScanDoubleClaimsRequest nothing_asked;
    ScanDoubleClaimsResponse nothing_told;
    // A transaction has its own time within that of the operation.
    Caller caller = run_.caller();
    caller.deadline = std::min(caller.deadline, absl::Now() + absl::Seconds(60));
    Counts counts;
    status = RunWrite(ledger_, {&caller, &nothing_asked, "ScanDoubleClaims", ""}, &nothing_told,
                      [&](const WriteScope& scope) -> absl::Status {
                        counts = {};
                        absl::Status held = run_.Hold(scope.connection);
                        return held.ok() ? body(scope, &counts) : held;
                      });
    if (!status.ok()) return status;
    counts_.created += counts.created;
    counts_.reopened += counts.reopened;
    counts_.closed += counts.closed;
    return absl::OkStatus();
  }

  absl::Status KeepSome(const WriteScope& scope, std::span<const ClaimGroup> part, Counts* counts) {
    std::vector<std::string> names;
    for (const ClaimGroup& group : part) names.push_back(group.name());
    auto held =
        ReadNamed<ClaimGroup>(scope.connection, type_, names, {scope.effective, std::nullopt});
    if (!held.ok()) return held.status();
    std::map<std::string, ClaimGroup> by_name;
    for (ClaimGroup& group : *held) by_name[group.name()] = std::move(group);
    for (const ClaimGroup& group : part) {
      const auto found = by_name.find(group.name());
      absl::Status status =
          found == by_name.end() ? Create(scope, group, counts) : Update(scope, group, counts);
      if (!status.ok()) return status;
    }
    return absl::OkStatus();
  }

  absl::Status Create(const WriteScope& scope, const ClaimGroup& group, Counts* counts) {
    ResourceInput input;
    input.name = group.name();
    input.values = &group;
    input.effective = input.begins = scope.effective;
    input.by_service = true;
    const PeerAnswers answers = {{groups_.parent}, {}};
    ResourceWriter writer(ledger_, type_, scope.connection, scope.context, answers);
    ++counts->created;
    return writer.Create(input).status();
  }

  absl::Status Update(const WriteScope& scope, const ClaimGroup& group, Counts* counts) {
    return StepOn(ledger_, scope, type_, group.name(), "",
                  [&](const WriteScope&, google::protobuf::Message* record) {
                    auto* held = static_cast<ClaimGroup*>(record);
                    const ClaimGroup::State before = held->state();
                    FindAgain(group, held);
                    if (before != ClaimGroup::STATE_OPEN && before != held->state()) {
                      ++counts->reopened;
                    }
                    return absl::OkStatus();
                  });
  }

  // The names of groups that are held as found and were not found.
  absl::StatusOr<std::vector<std::string>> NotFound() {
    std::set<std::string> found;
    for (const ClaimGroup& group : groups_.found) found.insert(group.name());
    std::vector<std::string> names;
    absl::Status status =
        ledger_.database().Read(run_.caller().limits(), [&](Connection& connection) {
          names.clear();
          const Records records(connection, ledger_.registry(), groups_.parent,
                                {LondonDay(absl::Now()), std::nullopt});
          SqlPart sql = {"SELECT g.name FROM ", {}};
          sql.Add(records.InForce<ClaimGroup>())
              .Add(" g WHERE g.state <> ? ORDER BY g.name", {int64_t{ClaimGroup::STATE_CLOSED}});
          return records.Query(sql, [&](const Row& row) {
            std::string name(row.Text(0));
            if (!found.contains(name)) names.push_back(std::move(name));
            return absl::OkStatus();
          });
        });
    if (!status.ok()) return status;
    return names;
  }

  absl::Status CloseOthers() {
    const auto names = NotFound();
    if (!names.ok()) return names.status();
    const std::span<const std::string> all = *names;
    for (size_t begin = 0; begin < all.size(); begin += kAtOnce) {
      const auto part = all.subspan(begin, std::min(kAtOnce, all.size() - begin));
      absl::Status status = Write([&](const WriteScope& scope, Counts* counts) -> absl::Status {
        for (const std::string& name : part) {
          absl::Status closed = Close(scope, name, counts);
          if (!closed.ok()) return closed;
        }
        return absl::OkStatus();
      });
      if (!status.ok()) return status;
    }
    return absl::OkStatus();
  }

  absl::Status Close(const WriteScope& scope, const std::string& name, Counts* counts) {
    return StepOn(ledger_, scope, type_, name, "",
                  [&](const WriteScope&, google::protobuf::Message* record) {
                    auto* held = static_cast<ClaimGroup*>(record);
                    const bool looked_at =
                        std::ranges::all_of(held->claims(), [this](const ClaimGroup::Claim& claim) {
                          return claim.other_partnership().empty() ||
                                 groups_.others.contains(claim.other_partnership());
                        });
                    if (!looked_at) return absl::OkStatus();
                    held->set_state(ClaimGroup::STATE_CLOSED);
                    ++counts->closed;
                    return absl::OkStatus();
                  });
  }

  const Ledger& ledger_;
  OperationRun& run_;
  const GroupsToKeep& groups_;
  const ResourceType& type_;
  Counts counts_;
};

}  // namespace

absl::StatusOr<ScanDoubleClaimsResponse> KeepGroups(const Ledger& ledger, OperationRun& run,
                                                    const GroupsToKeep& groups) {
  return Keeper(ledger, run, groups).Keep();
}

}  // namespace concordat::benefits
