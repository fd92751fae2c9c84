#include "benefits-service/src/claim_scan.h"

#include <absl/time/clock.h>

#include <algorithm>
#include <iterator>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "benefits-service/src/claim_group_rules.h"
#include "benefits-service/src/claim_keeping.h"
#include "benefits-service/src/claim_reading.h"
#include "benefits-service/src/double_claims.h"
#include "common/base/date.h"
#include "common/base/errors.h"
#include "common/base/text.h"
#include "common/identity/access.h"
#include "common/resource/resource_type.h"

namespace concordat::benefits {
namespace {

// What is held in memory of each is some 500 bytes.
constexpr size_t kMostClaims = 1'000'000;

struct ReadToScan {
  std::vector<Claim> claims;
  // Others that were looked at: ids.
  std::set<std::string> others;
};

// Benefits of other partnerships that the caller sees, for councils that claim in this one.
absl::Status AddOthers(const Records& records, const Caller& caller, ReadToScan* read) {
  std::set<std::string> councils;
  for (const Claim& claim : read->claims) {
    for (const auto& [council, years] : claim.money) {
      if (!council.empty()) councils.insert(council);
    }
  }
  auto partnerships = PartnershipsWith(records, councils);
  if (!partnerships.ok()) return partnerships.status();
  for (const std::string& name : *partnerships) {
    const std::string_view id = ResourceType::PartnershipOf(name);
    if (name == records.parent() || !SeesPartnership(caller, id)) continue;
    read->others.emplace(id);
    auto more = ReadClaimsOf(Records(records.connection(), records.registry(), name, records.at()),
                             councils);
    if (!more.ok()) return more.status();
    std::ranges::move(*more, std::back_inserter(read->claims));
  }
  return absl::OkStatus();
}

absl::StatusOr<ReadToScan> ReadAll(const Ledger& ledger, const OperationRun& run,
                                   const v1::ScanDoubleClaimsRequest& request) {
  ReadToScan read;
  absl::Status status = ledger.database().Snapshot(
      run.caller().limits(), [&](Connection& connection) -> absl::Status {
        read = {};
        const Records records(connection, ledger.registry(), request.parent(),
                              {LondonDay(absl::Now()), std::nullopt});
        auto claims = ReadClaims(records);
        if (!claims.ok()) return claims.status();
        read.claims = *std::move(claims);
        return request.other_partnerships() ? AddOthers(records, run.caller(), &read)
                                            : absl::OkStatus();
      });
  if (!status.ok()) return status;
  if (read.claims.size() <= kMostClaims) return read;
  return ErrorWithReason(absl::StatusCode::kResourceExhausted, "TOO_MANY_CLAIMS",
                         Concat("there are more than ", kMostClaims, " claims"));
}

// Groups in which the partnership itself claims; what others claim among themselves is
// theirs to find.
std::vector<v1::ClaimGroup> OwnGroups(const std::vector<Claim>& claims, const DoubleClaims& found,
                                      const std::string& partnership) {
  std::vector<v1::ClaimGroup> groups;
  for (const ClaimGroupDraft& draft : found.groups) {
    const bool own = std::ranges::any_of(
        draft.claims, [&](size_t member) { return claims[member].partnership == partnership; });
    if (own) groups.push_back(FoundGroup(claims, draft, partnership));
  }
  return groups;
}

}  // namespace

absl::StatusOr<v1::ScanDoubleClaimsResponse> ScanDoubleClaims(
    const Ledger& ledger, OperationRun& run, const v1::ScanDoubleClaimsRequest& request) {
  run.Tell(0, 0, "reading what is claimed");
  auto read = ReadAll(ledger, run, request);
  if (!read.ok()) return read.status();
  auto found = FindDoubleClaims(read->claims, [&run](int64_t done, int64_t total) {
    run.Tell(done, total, "looking for claims of the same money");
    return run.CheckWanted();
  });
  if (!found.ok()) return found.status();
  const std::vector<v1::ClaimGroup> groups = OwnGroups(read->claims, *found, request.parent());
  auto kept = KeepGroups(ledger, run, {request.parent(), groups, read->others});
  if (!kept.ok()) return kept.status();
  kept->set_claims_read(static_cast<int64_t>(read->claims.size()));
  kept->set_pairs_looked_at(found->looked_at);
  kept->set_found(static_cast<int32_t>(groups.size()));
  return kept;
}

}  // namespace concordat::benefits
