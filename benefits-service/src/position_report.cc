#include "benefits-service/src/position_report.h"

#include <algorithm>
#include <utility>

#include "benefits-service/src/promise_judgement.h"
#include "benefits-service/src/work.h"
#include "common/base/text.h"

namespace concordat::benefits {
namespace {

using Works = std::map<std::string, v1::WorkPosition>;

class PositionTeller {
 public:
  PositionTeller(const Records& records, const Scope& scope) : records_(records), scope_(scope) {}

  absl::Status AddWorks() {
    SqlPart sql = {Concat("SELECT DISTINCT ", WorkIn("b"), " FROM "), {}};
    sql.Add(records_.InForce<v1::Benefit>()).Add(" b");
    return records_.Query(sql, [this](const Row& row) {
      (void)Of(row.Text(0));
      return absl::OkStatus();
    });
  }

  absl::Status AddPromises(const std::vector<WorkResults>& results) {
    for (const WorkResults& of_work : results) {
      v1::WorkPosition* position = Of(of_work.work);
      if (position == nullptr || !of_work.has_stated_promise) continue;
      position->set_has_stated_promise(true);
      const std::string promises = Concat("The promises of ", of_work.work);
      const auto promised = Told(of_work.promised, promises),
                 realised = Told(of_work.realised, promises);
      if (!promised.ok()) return promised.status();
      if (!realised.ok()) return realised.status();
      position->set_promised_pence(*promised);
      position->set_realised_pence(*realised);
    }
    return absl::OkStatus();
  }

  void AddUnrealised(const std::vector<v1::ExpectedResult>& results) {
    for (const v1::ExpectedResult& result : results) {
      v1::WorkPosition* position = IsUnrealised(result) ? Of(WorkOf(result)) : nullptr;
      if (position == nullptr) continue;
      v1::UnrealisedResult* unrealised = position->add_unrealised();
      unrealised->set_expected_result(result.name());
      unrealised->set_promised_pence(result.promised_pence());
      unrealised->set_realised_pence(PenceThatCame(result));
      unrealised->set_expected(result.expected());
      unrealised->set_actual(result.actual());
      *unrealised->mutable_source() = result.source();
    }
  }

  absl::Status AddActuals(const FirstActuals& actuals) {
    std::set<std::string> names;
    for (const auto& [work, actual] : actuals.actuals()) {
      v1::WorkPosition* position = Of(work);
      if (position == nullptr) continue;
      position->set_first_actual_year(actual.year);
      const auto pence = Told(actual.pence, Concat("The actuals of ", work, " in ", actual.year));
      if (!pence.ok()) return pence.status();
      position->set_first_actual_pence(*pence);
      position->set_first_actual_benefit(actual.benefit);
      names.insert(actual.benefit);
    }
    const auto benefits = records_.Named<v1::Benefit>({names.begin(), names.end()});
    if (!benefits.ok()) return benefits.status();
    for (const v1::Benefit& benefit : *benefits) {
      // A benefit is of one piece of work.
      v1::WorkPosition* position = Of(WorkOf(benefit));
      if (position != nullptr) *position->mutable_first_actual_source() = benefit.source();
    }
    return absl::OkStatus();
  }

  v1::BenefitsPosition Done() {
    v1::BenefitsPosition positions;
    for (auto& [work, position] : works_) *positions.add_works() = std::move(position);
    return positions;
  }

 private:
  // Null for what comes of no work, or of work outside the scope.
  v1::WorkPosition* Of(std::string_view name) {
    std::string work(name);
    if (work.empty() || !scope_.Holds(work)) return nullptr;
    v1::WorkPosition& position = works_[work];
    if (position.work().empty()) position.set_work(std::move(work));
    return &position;
  }

  const Records& records_;
  const Scope& scope_;
  Works works_;
};

}  // namespace

void FirstActuals::Add(const ShareOutline& share) {
  const v1::Benefit& benefit = share.benefit;
  const std::string& work = WorkOf(benefit);
  // Before its own first a share adds nothing to any year.
  const auto first = std::ranges::find(share.years, true, &ShareYear::has_actual);
  if (first == share.years.end() || work.empty() || !scope_.Holds(work)) return;
  Actual& actual = actuals_[work];
  if (actual.year.empty() || first->year < actual.year) {
    actual = Actual();
    actual.year = first->year;
  }
  if (first->year > actual.year) return;
  actual.pence += first->amounts.actual;
  const auto place = std::make_pair(benefit.position(), benefit.name());
  if (!actual.benefit.empty() && place < std::make_pair(actual.position, actual.benefit)) return;
  actual.position = place.first;
  actual.benefit = place.second;
}

absl::StatusOr<v1::BenefitsPosition> TellPosition(
    const Records& records, const Scope& scope, const FirstActuals& actuals,
    const std::vector<WorkResults>& results,
    const std::vector<v1::ExpectedResult>& may_be_unrealised) {
  PositionTeller teller(records, scope);
  absl::Status status = teller.AddWorks();
  if (status.ok()) status = teller.AddPromises(results);
  if (status.ok()) status = teller.AddActuals(actuals);
  if (!status.ok()) return status;
  teller.AddUnrealised(may_be_unrealised);
  return teller.Done();
}

absl::StatusOr<v1::BenefitsPosition> TellPosition(const Records& records, const Scope& scope) {
  FirstActuals actuals(scope);
  absl::Status status =
      ReadShares(records, [&actuals](const ShareOutline& share) { actuals.Add(share); });
  if (!status.ok()) return status;
  const auto results = ReadResultSums(records);
  if (!results.ok()) return results.status();
  const auto may_be_unrealised = records.Where<v1::ExpectedResult>(
      {std::string(kMayBeUnrealised), {}}, Records::Order::kPaper);
  if (!may_be_unrealised.ok()) return may_be_unrealised.status();
  return TellPosition(records, scope, actuals, *results, *may_be_unrealised);
}

}  // namespace concordat::benefits
