// For tests: the benefits of a folder of samples/ as facts, read without a database.
#ifndef CONCORDAT_TESTS_SUPPORT_BENEFITS_SAMPLE_H_
#define CONCORDAT_TESTS_SUPPORT_BENEFITS_SAMPLE_H_

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

#include "benefits-service/src/facts.h"
#include "tests/support/benefits_oracle.h"
#include "tests/support/sample_bundle.h"

namespace concordat::benefits {

inline Facts SampleFacts(const std::string& name = "bromsgrove-redditch") {
  const test::SampleBundle bundle(name);
  Facts facts;
  facts.day = bundle.day();
  const auto shares = bundle.Read<v1::Share>("shares.csv");
  for (v1::Benefit& benefit : bundle.Read<v1::Benefit>("benefits.csv")) {
    BenefitFacts& held = facts.benefits.emplace_back();
    held.benefit = std::move(benefit);
    std::ranges::copy_if(shares, std::back_inserter(held.shares), [&held](const v1::Share& share) {
      return ResourceType::ParentOf(share.name()) == held.benefit.name();
    });
  }
  const auto returns = bundle.Read<v1::MeasureReturn>("measure-returns.csv");
  for (v1::Measure& measure : bundle.Read<v1::Measure>("measures.csv")) {
    MeasureFacts& held = facts.measures.emplace_back();
    held.measure = std::move(measure);
    std::ranges::copy_if(returns, std::back_inserter(held.returns),
                         [&held](const v1::MeasureReturn& given) {
                           return ResourceType::ParentOf(given.name()) == held.measure.name();
                         });
  }
  facts.results = bundle.Read<v1::ExpectedResult>("expected-results.csv");
  facts.figures = bundle.Read<v1::StatedFigure>("stated-figures.csv");
  return WithSums(std::move(facts));
}

}  // namespace concordat::benefits

#endif  // CONCORDAT_TESTS_SUPPORT_BENEFITS_SAMPLE_H_
