#include "benefits-service/src/realisation_reading.h"

#include <algorithm>
#include <set>
#include <span>
#include <utility>

#include "benefits-service/src/measure_judgement.h"
#include "benefits-service/src/measure_reading.h"
#include "benefits-service/src/work.h"
#include "common/base/text.h"
#include "common/sql/bulk.h"

namespace concordat::benefits {
namespace {

constexpr size_t kMostWorks = 1024;

class OutlineReader {
 public:
  OutlineReader(const Records& records, const Scope& scope) : records_(records), scope_(scope) {}

  absl::Status AddReviews() {
    SqlPart sql = {Concat("SELECT ", WorkIn("r"), ", r.name FROM "), {}};
    sql.Add(records_.InForce<v1::BenefitsReview>()).Add(" r ORDER BY r.position, r.name");
    return records_.Query(sql, [this](const Row& row) {
      if (WorkOutline* work = Of(row.Text(0))) work->review = row.Text(1);
      return absl::OkStatus();
    });
  }

  void AddResults(const std::vector<WorkResults>& results) {
    for (const WorkResults& of_work : results) {
      if (WorkOutline* work = Of(of_work.work)) work->counts = of_work.counts;
    }
  }

  absl::Status AddMeasures() {
    SqlPart sql = {Concat("SELECT ", WorkIn("m"), ", COUNT(*), MIN(", PlaceIn("m"), ") FROM "), {}};
    sql.Add(records_.InForce<v1::Measure>()).Add(" m GROUP BY 1 ORDER BY 3");
    return records_.Query(sql, [this](const Row& row) {
      if (WorkOutline* work = Of(row.Text(0))) work->measures = static_cast<int>(row.Int(1));
      return absl::OkStatus();
    });
  }

  // Figures on the wrong side of their targets.
  void AddMissed(const std::vector<MeasureFacts>& measures) {
    for (const MeasureFacts& held : measures) {
      for (const v1::MeasureReturn& given : held.returns) {
        AddMissed(WorkOf(held.measure), held.measure, given);
      }
    }
  }

  absl::Status FindMissed() {
    SqlPart sql = {Concat("SELECT ", WorkIn("m"),
                          ", m.direction, r.baseline, r.target, r.actual"
                          " FROM "),
                   {}};
    sql.Add(records_.InForce<v1::MeasureReturn>()).Add(" r STRAIGHT_JOIN ");
    sql.Add(records_.InForce<v1::Measure>());
    sql.Add(Concat(" m ON m.name = ", ParentIn("r"), " WHERE r.actual <> '' AND NOT ",
                   IsSurelyGreen("m", "r")));
    return records_.Query(sql, [this](const Row& row) {
      v1::Measure measure;
      measure.set_direction(static_cast<v1::Measure::Direction>(row.Int(1)));
      v1::MeasureReturn given;
      given.set_baseline(std::string(row.Text(2)));
      given.set_target(std::string(row.Text(3)));
      given.set_actual(std::string(row.Text(4)));
      AddMissed(row.Text(0), measure, given);
      return absl::OkStatus();
    });
  }

  std::vector<WorkOutline> Done() { return std::move(works_); }

 private:
  void AddMissed(std::string_view name, const v1::Measure& measure,
                 const v1::MeasureReturn& given) {
    if (LightOf(measure, given) != type::v1::RAG_RED) return;
    if (WorkOutline* work = Of(name)) {
      work->counts.set_measures_missed(work->counts.measures_missed() + 1);
    }
  }

  // Null outside the scope. The next question for another one takes it away.
  WorkOutline* Of(std::string_view name) {
    std::string work(name);
    if (!scope_.Holds(work)) return nullptr;
    const auto [found, added] = places_.emplace(work, works_.size());
    if (added) works_.emplace_back().work = std::move(work);
    return &works_[found->second];
  }

  const Records& records_;
  const Scope& scope_;
  std::map<std::string, size_t> places_;
  std::vector<WorkOutline> works_;
};

// The records of the pieces of work, so many of each, as `take` takes them.
template <typename Record, typename Most, typename Take>
absl::Status ReadOf(const Records& records, const std::vector<WorkOutline>& works, const Most& most,
                    const Take& take) {
  std::vector<std::string> whole;
  absl::Status status;
  const auto read = [&](const SqlPart& condition, int limit) {
    auto found = records.Where<Record>(condition, Records::Order::kPaper, limit);
    if (!found.ok()) return found.status();
    for (Record& record : *found) take(std::move(record));
    return absl::OkStatus();
  };
  for (size_t i = 0; status.ok() && i < works.size(); ++i) {
    const auto [shown, all] = most(works[i]);
    if (shown == 0) continue;
    if (shown == all) {
      whole.push_back(works[i].work);
    } else {
      status = read({Concat(WorkIn("t"), " = ?"), {works[i].work}}, shown);
    }
  }
  if (!status.ok()) return status;
  return ForEachPart(
      std::span<const std::string>(whole),
      [&](const std::vector<std::string>& part) {
        return read(IsAmong(WorkIn("t"), part), std::numeric_limits<int>::max());
      },
      kMostWorks);
}

}  // namespace

absl::StatusOr<std::vector<WorkOutline>> ReadOutlines(const Records& records, const Scope& scope,
                                                      const std::vector<WorkResults>& results,
                                                      const std::vector<MeasureFacts>* may_miss) {
  OutlineReader reader(records, scope);
  absl::Status status = reader.AddReviews();
  reader.AddResults(results);
  if (status.ok()) status = reader.AddMeasures();
  if (status.ok() && may_miss == nullptr) status = reader.FindMissed();
  if (!status.ok()) return status;
  if (may_miss != nullptr) reader.AddMissed(*may_miss);
  return reader.Done();
}

absl::StatusOr<std::map<std::string, ShownRecords>> ReadShown(
    const Records& records, const std::vector<WorkOutline>& works) {
  std::map<std::string, ShownRecords> shown;
  std::set<std::string> reviews;
  for (const WorkOutline& work : works) reviews.insert(work.review);
  auto told = records.Named<v1::BenefitsReview>({reviews.begin(), reviews.end()});
  if (!told.ok()) return told.status();
  for (v1::BenefitsReview& review : *told) {
    std::string work = WorkOf(review);
    shown[work].review = std::move(review);
  }
  absl::Status status = ReadOf<v1::ExpectedResult>(
      records, works,
      [](const WorkOutline& work) { return std::pair(work.shown_results, work.counts.results()); },
      [&shown](v1::ExpectedResult result) {
        auto& results = shown[WorkOf(result)].results;
        results.push_back(std::move(result));
      });
  std::vector<v1::Measure> measures;
  if (status.ok()) {
    status = ReadOf<v1::Measure>(
        records, works,
        [](const WorkOutline& work) { return std::pair(work.shown_measures, work.measures); },
        [&measures](v1::Measure measure) { measures.push_back(std::move(measure)); });
  }
  if (!status.ok()) return status;
  auto held = ReadReturns(records, std::move(measures));
  if (!held.ok()) return held.status();
  for (MeasureFacts& measure : *held) {
    auto& own = shown[WorkOf(measure.measure)].measures;
    own.push_back(std::move(measure));
  }
  return shown;
}

}  // namespace concordat::benefits
