#include "benefits-service/src/realisation_report.h"

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "benefits-service/src/measure_judgement.h"
#include "benefits-service/src/promise_judgement.h"

namespace concordat::benefits {
namespace {

// The parts of a report by piece of work, in the order in which they come up.
template <typename Part>
class ByWork {
 public:
  Part& Of(const std::string& work) {
    const auto [found, added] = places_.emplace(work, parts_.size());
    if (added) parts_.emplace_back().set_work(work);
    return parts_[found->second];
  }
  // Moves them to where a report lists them.
  void MoveTo(google::protobuf::RepeatedPtrField<Part>* list) {
    for (Part& part : parts_) *list->Add() = std::move(part);
  }

 private:
  std::map<std::string, size_t> places_;
  std::vector<Part> parts_;
};

// The first financial year with an actual, and what it comes to.
void AddActuals(const BenefitFacts& held, v1::WorkPosition* position) {
  for (const v1::Share& share : held.shares) {
    for (const v1::ShareLine& line : share.lines()) {
      if (line.kind() != v1::ShareLine::KIND_ACTUAL || line.amount_pence() == 0) continue;
      const std::string& first = position->first_actual_year();
      if (!first.empty() && first < line.financial_year()) continue;
      if (first != line.financial_year()) position->set_first_actual_pence(0);
      position->set_first_actual_year(line.financial_year());
      position->set_first_actual_pence(position->first_actual_pence() + line.amount_pence());
      position->set_first_actual_benefit(held.benefit.name());
      *position->mutable_first_actual_source() = held.benefit.source();
    }
  }
}

void AddResult(const v1::ExpectedResult& result, v1::WorkPosition* position) {
  if (!IsStatedPromise(result)) return;
  position->set_has_stated_promise(true);
  position->set_promised_pence(position->promised_pence() + result.promised_pence());
  position->set_realised_pence(position->realised_pence() + result.realised_pence());
  if (!IsUnrealised(result)) return;
  v1::UnrealisedResult* unrealised = position->add_unrealised();
  unrealised->set_expected_result(result.name());
  unrealised->set_promised_pence(result.promised_pence());
  unrealised->set_realised_pence(result.realised_pence());
  unrealised->set_expected(result.expected());
  unrealised->set_actual(result.actual());
  *unrealised->mutable_source() = result.source();
}

void CountAchievement(const v1::ExpectedResult& result, v1::RealisationCounts* counts) {
  counts->set_results(counts->results() + 1);
  switch (result.achievement()) {
    case v1::ExpectedResult::ACHIEVEMENT_ACHIEVED:
      return counts->set_achieved(counts->achieved() + 1);
    case v1::ExpectedResult::ACHIEVEMENT_EXCEEDED:
      return counts->set_exceeded(counts->exceeded() + 1);
    case v1::ExpectedResult::ACHIEVEMENT_PARTLY_ACHIEVED:
      return counts->set_partly_achieved(counts->partly_achieved() + 1);
    case v1::ExpectedResult::ACHIEVEMENT_NOT_ACHIEVED:
      return counts->set_not_achieved(counts->not_achieved() + 1);
    case v1::ExpectedResult::ACHIEVEMENT_TOO_EARLY:
      return counts->set_too_early(counts->too_early() + 1);
    case v1::ExpectedResult::ACHIEVEMENT_NO_LONGER_APPLIES:
      return counts->set_no_longer_applies(counts->no_longer_applies() + 1);
    default:
      return;
  }
}

void AddMeasure(const MeasureFacts& held, v1::WorkRealisation* work) {
  v1::MeasureRealisation* measure = work->add_measures();
  *measure->mutable_measure() = held.measure;
  v1::RealisationCounts* counts = work->mutable_counts();
  for (const v1::MeasureReturn& given : held.returns) {
    v1::ReturnRealisation* shown = measure->add_returns();
    *shown->mutable_measure_return() = given;
    shown->set_light(LightOf(held.measure, given));
    if (shown->light() == type::v1::RAG_RED)
      counts->set_measures_missed(counts->measures_missed() + 1);
  }
}

}  // namespace

v1::BenefitsRealisation ComposeRealisation(const Facts& facts) {
  ByWork<v1::WorkRealisation> works;
  for (const v1::BenefitsReview& review : facts.reviews) {
    *works.Of(WorkOf(review)).mutable_review() = review;
  }
  for (const v1::ExpectedResult& result : facts.results) {
    v1::WorkRealisation& work = works.Of(WorkOf(result));
    *work.add_results() = result;
    CountAchievement(result, work.mutable_counts());
  }
  for (const MeasureFacts& held : facts.measures) AddMeasure(held, &works.Of(WorkOf(held.measure)));
  v1::BenefitsRealisation realisation;
  works.MoveTo(realisation.mutable_works());
  return realisation;
}

v1::BenefitsPosition ComposePosition(const Facts& facts) {
  ByWork<v1::WorkPosition> works;
  for (const BenefitFacts& held : facts.benefits) {
    if (!WorkOf(held.benefit).empty()) AddActuals(held, &works.Of(WorkOf(held.benefit)));
  }
  for (const v1::ExpectedResult& result : facts.results) {
    if (!WorkOf(result).empty()) AddResult(result, &works.Of(WorkOf(result)));
  }
  v1::BenefitsPosition positions;
  works.MoveTo(positions.mutable_works());
  std::ranges::sort(*positions.mutable_works(), {},
                    [](const v1::WorkPosition& position) { return position.work(); });
  return positions;
}

}  // namespace concordat::benefits
