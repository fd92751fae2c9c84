#include "benefits-service/src/realisation_report.h"

#include <utility>

#include "benefits-service/src/measure_judgement.h"
#include "benefits-service/src/realisation_reading.h"

namespace concordat::benefits {
namespace {

void AddMeasure(const MeasureFacts& held, v1::WorkRealisation* work) {
  v1::MeasureRealisation* measure = work->add_measures();
  *measure->mutable_measure() = held.measure;
  for (const v1::MeasureReturn& given : held.returns) {
    v1::ReturnRealisation* shown = measure->add_returns();
    *shown->mutable_measure_return() = given;
    shown->set_light(LightOf(held.measure, given));
  }
}

v1::WorkRealisation Show(const WorkOutline& outline, ShownRecords records) {
  v1::WorkRealisation work;
  work.set_work(outline.work);
  if (!outline.review.empty()) *work.mutable_review() = std::move(records.review);
  for (v1::ExpectedResult& result : records.results) *work.add_results() = std::move(result);
  for (const MeasureFacts& held : records.measures) AddMeasure(held, &work);
  if (outline.counts.results() > 0 || outline.measures > 0) {
    *work.mutable_counts() = outline.counts;
  }
  return work;
}

}  // namespace

absl::StatusOr<v1::BenefitsRealisation> TellWorks(
    const Records& records, const Scope& scope, const std::vector<WorkResults>& results,
    const std::vector<MeasureFacts>* may_miss,
    absl::FunctionRef<void(std::vector<WorkOutline>* works)> cut) {
  auto outlines = ReadOutlines(records, scope, results, may_miss);
  if (!outlines.ok()) return outlines.status();
  cut(&*outlines);
  auto shown = ReadShown(records, *outlines);
  if (!shown.ok()) return shown.status();
  v1::BenefitsRealisation realisation;
  for (const WorkOutline& outline : *outlines) {
    *realisation.add_works() = Show(outline, std::move((*shown)[outline.work]));
  }
  return realisation;
}

absl::StatusOr<v1::BenefitsRealisation> TellRealisation(const Records& records,
                                                        const Scope& scope) {
  const auto results = ReadResultSums(records);
  if (!results.ok()) return results.status();
  int left_out = 0;
  auto realisation =
      TellWorks(records, scope, *results, nullptr, [&left_out](std::vector<WorkOutline>* works) {
        left_out = CutInOrder(kMaxReportResults, works);
      });
  if (realisation.ok()) realisation->set_works_left_out(left_out);
  return realisation;
}

}  // namespace concordat::benefits
