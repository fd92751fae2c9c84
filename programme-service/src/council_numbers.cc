#include "programme-service/src/council_numbers.h"

#include <string>
#include <utility>
#include <vector>

#include "common/base/errors.h"
#include "common/base/text.h"
#include "programme-service/src/council_number.h"
#include "programme-service/src/reports.h"
#include "programme-service/src/return_tables.h"

namespace concordat::programme {
namespace {

// However often councils are reorganised between two days that a paper speaks of.
constexpr int kMostReorganisations = 20;

// The members and all that followed them.
absl::StatusOr<CouncilsByName> ReadCouncils(const Records& records,
                                            std::vector<std::string> names) {
  CouncilsByName councils;
  for (int round = 0; round < kMostReorganisations && !names.empty(); ++round) {
    auto read = ReadNamed<v1::Council>(records.connection(), records.TypeOf<v1::Council>(), names,
                                       records.at());
    if (!read.ok()) return read.status();
    names.clear();
    for (v1::Council& council : *read) {
      for (const std::string& successor : council.successors()) {
        if (!councils.contains(successor)) names.push_back(successor);
      }
      const std::string name = council.name();
      councils.insert_or_assign(name, std::move(council));
    }
  }
  return councils;
}

absl::StatusOr<v1::CouncilNumber> Count(const Records& records,
                                        const v1::GetCouncilNumberRequest& request) {
  const CouncilKinds kinds(request.kinds().begin(), request.kinds().end());
  if (!request.basis().empty()) {
    auto counts = records.Where<v1::CouncilCount>(
        {"t.subject IN ('', ?) AND t.basis = ?", {records.parent(), request.basis()}});
    if (!counts.ok()) return counts.status();
    v1::CouncilNumber number = AddCounts(*counts, kinds, records.at().day);
    if (!number.counts().empty()) return number;
    return ErrorWithReason(
        absl::StatusCode::kNotFound, "NO_COUNT",
        Concat("nothing is counted on the basis \"", request.basis(), "\" by that day"));
  }
  auto members = ReadReturningCouncils(records, records.at().day);
  if (!members.ok()) return members.status();
  auto councils = ReadCouncils(records, *members);
  if (!councils.ok()) return councils.status();
  return CountMembers({members->begin(), members->end()}, *councils, kinds, records.at().day);
}

}  // namespace

void BindCouncilNumbers(const ServiceParts& parts, MethodTable* methods) {
  methods->Bind<v1::GetCouncilNumberRequest, v1::CouncilNumber>(
      "concordat.programme.v1.CouncilNumbers.GetCouncilNumber",
      [parts](const Caller& caller,
              const v1::GetCouncilNumberRequest& request) -> absl::StatusOr<v1::CouncilNumber> {
        absl::StatusOr<v1::CouncilNumber> number = v1::CouncilNumber();
        absl::Status status = ReadRecords(parts.ledger, caller, request, ParentCheck::kReadable,
                                          [&](const Records& records) {
                                            number = Count(records, request);
                                            return number.status();
                                          });
        if (!status.ok()) return status;
        return number;
      });
}

}  // namespace concordat::programme
