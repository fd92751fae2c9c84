// Alters the printed numbers of each sample, one after another, as a slip of the hand does:
// the last digit, the sign, two digits that change places. What adds up with others or is
// stated twice must then be found, with the record named.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <functional>
#include <iostream>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "benefits-service/src/expression.h"
#include "benefits-service/src/figure_checks.h"
#include "benefits-service/src/findings.h"
#include "benefits-service/src/regional_findings.h"
#include "tests/support/benefits_sample.h"
#include "tests/support/regional_oracle.h"

namespace concordat::benefits {
namespace {

struct Sample {
  Facts facts;
  std::vector<v1::RegionalTask> tasks;
};

// A printed number of a sample: how it reads, and how it is put in another's place.
struct Number {
  std::string record;
  std::string digits;
  std::function<void(const std::string&, Sample*)> set;
};

// The words of findings by the records that they name; a share by its benefit too.
std::set<std::pair<std::string, std::string>> Told(const Sample& sample) {
  const Facts facts = WithSums(sample.facts);
  Findings findings = FindInBenefits(facts);
  AddRegionalFindings(RegionalFactsOf(sample.tasks), facts.figures, &findings);
  std::set<std::pair<std::string, std::string>> told;
  for (const ledger::v1::Finding& finding : findings) {
    for (const std::string& record : finding.records()) told.emplace(record, finding.summary());
    for (const auto& fact : finding.facts()) told.emplace(fact.record(), finding.summary());
  }
  return told;
}

// The number that the digits of a number of pence stand for, without the noughts that no
// paper prints.
std::string DigitsOf(int64_t pence) {
  std::string digits = Concat(pence);
  while (digits.size() > 1 && digits.back() == '0') digits.pop_back();
  return digits;
}

int64_t PenceOf(const std::string& digits, int64_t pence) {
  // Nought is printed in any unit: thousands of pounds are the largest of the tables.
  if (pence == 0) return std::stoll(digits) * 100'000;
  int64_t value = std::stoll(digits);
  for (size_t i = DigitsOf(pence).size(); i < Concat(pence).size(); ++i) value *= 10;
  return value;
}

std::vector<std::string> Alterations(const std::string& digits) {
  std::vector<std::string> altered;
  const size_t last = digits.find_last_of("0123456789");
  std::string other = digits;
  other[last] = digits[last] == '9' ? '8' : static_cast<char>(digits[last] + 1);
  altered.push_back(other);
  const bool is_nought = digits.find_first_of("123456789") == std::string::npos;
  if (!is_nought) altered.push_back(digits[0] == '-' ? digits.substr(1) : "-" + digits);
  for (size_t i = 0; i + 1 < digits.size(); ++i) {
    const bool are_digits = std::isdigit(digits[i]) != 0 && std::isdigit(digits[i + 1]) != 0;
    // A number begins with no nought.
    const bool begins = i == 0 || digits[i - 1] == '-';
    if (!are_digits || digits[i] == digits[i + 1] || (begins && digits[i + 1] == '0')) continue;
    other = digits;
    std::swap(other[i], other[i + 1]);
    altered.push_back(other);
    break;
  }
  return altered;
}

std::vector<Number> FiguresOf(const Sample& sample) {
  std::vector<Number> numbers;
  for (size_t i = 0; i < sample.facts.figures.size(); ++i) {
    const v1::StatedFigure& figure = sample.facts.figures[i];
    numbers.push_back({figure.name(), figure.amount(), [i](const std::string& digits, Sample* s) {
                         s->facts.figures[i].set_amount(digits);
                       }});
  }
  return numbers;
}

std::vector<Number> LinesOf(const Sample& sample) {
  std::vector<Number> numbers;
  for (size_t b = 0; b < sample.facts.benefits.size(); ++b) {
    const BenefitFacts& held = sample.facts.benefits[b];
    for (size_t s = 0; s < held.shares.size(); ++s) {
      for (int line = 0; line < held.shares[s].lines_size(); ++line) {
        const int64_t pence = held.shares[s].lines(line).amount_pence();
        numbers.push_back(
            {held.benefit.name(), DigitsOf(pence),
             [b, s, line, pence](const std::string& digits, Sample* sample_of) {
               sample_of->facts.benefits[b].shares[s].mutable_lines(line)->set_amount_pence(
                   PenceOf(digits, pence));
             }});
      }
    }
  }
  return numbers;
}

std::vector<Number> TasksOf(const Sample& sample) {
  std::vector<Number> numbers;
  for (size_t i = 0; i < sample.tasks.size(); ++i) {
    const v1::RegionalTask& task = sample.tasks[i];
    const auto add = [&](int64_t pence, void (v1::RegionalTask::*set)(int64_t)) {
      numbers.push_back(
          {task.name(), DigitsOf(pence), [i, set, pence](const std::string& digits, Sample* s) {
             (s->tasks[i].*set)(PenceOf(digits, pence));
           }});
    };
    add(task.budget_pence(), &v1::RegionalTask::set_budget_pence);
    add(task.cost_alone_pence(), &v1::RegionalTask::set_cost_alone_pence);
    if (task.has_printed_saving_pence()) {
      add(task.printed_saving_pence(), &v1::RegionalTask::set_printed_saving_pence);
    }
  }
  return numbers;
}

std::vector<Number> ResultsOf(const Sample& sample) {
  std::vector<Number> numbers;
  for (size_t i = 0; i < sample.facts.results.size(); ++i) {
    const v1::ExpectedResult& result = sample.facts.results[i];
    const auto add = [&](int64_t pence, void (v1::ExpectedResult::*set)(int64_t)) {
      numbers.push_back(
          {result.name(), DigitsOf(pence), [i, set, pence](const std::string& digits, Sample* s) {
             (s->facts.results[i].*set)(PenceOf(digits, pence));
           }});
    };
    if (result.has_promised_pence()) {
      add(result.promised_pence(), &v1::ExpectedResult::set_promised_pence);
    }
    if (result.has_realised_pence()) {
      add(result.realised_pence(), &v1::ExpectedResult::set_realised_pence);
    }
  }
  return numbers;
}

// False of `over £5m`: much else is true of it, and of what it is held against.
bool IsClosed(const v1::StatedFigure& figure) {
  switch (figure.qualifier()) {
    case type::v1::QUALIFIER_OVER:
    case type::v1::QUALIFIER_AT_LEAST:
    case type::v1::QUALIFIER_UNDER:
    case type::v1::QUALIFIER_UP_TO:
      return false;
    default:
      return true;
  }
}

// Figures that are sums, parts of sums, or state what others state too, with both ends.
std::set<std::string> AddsUp(const Facts& facts) {
  std::map<std::string, int> same;
  std::set<std::string> ids, names;
  for (const v1::StatedFigure& figure : facts.figures) {
    if (!figure.same_as().empty() && IsClosed(figure)) ++same[figure.same_as()];
    const auto expression = ParseExpression(figure.expression());
    if (expression.ok()) ids.merge(ReferencesOf(*expression));
  }
  for (const v1::StatedFigure& figure : facts.figures) {
    const bool is_said_again =
        IsClosed(figure) && !figure.same_as().empty() && same[figure.same_as()] > 1;
    if (is_said_again || !figure.expression().empty() ||
        ids.contains(std::string(ResourceType::IdOf(figure.name())))) {
      names.insert(figure.name());
    }
  }
  return names;
}

// What the figures that should equal something come to.
std::vector<std::string> Computed(const Facts& facts) {
  std::vector<std::string> computed;
  for (const FigureCheck& check : CheckFigures(WithSums(facts))) {
    computed.push_back(
        check.computed.ok() ? FormatQuantity(*check.computed, v1::StatedFigure::UNIT_NUMBER) : "");
  }
  return computed;
}

// True of an amount that some figure should equal, alone or with others.
bool IsAdded(const Sample& sample, const Number& number, const std::vector<std::string>& computed) {
  Sample altered = sample;
  number.set("987654321", &altered);
  return Computed(altered.facts) != computed;
}

std::vector<Number> AddendsOf(const Sample& sample) {
  std::vector<Number> addends = TasksOf(sample);
  const auto adds_up = AddsUp(sample.facts);
  for (Number& figure : FiguresOf(sample)) {
    if (adds_up.contains(figure.record)) addends.push_back(std::move(figure));
  }
  const auto computed = Computed(sample.facts);
  for (const auto& numbers : {LinesOf(sample), ResultsOf(sample)}) {
    for (const Number& number : numbers) {
      if (IsAdded(sample, number, computed)) addends.push_back(number);
    }
  }
  return addends;
}

class AlterationTest : public testing::TestWithParam<std::string> {};

TEST_P(AlterationTest, OfATotalOrAnAddendIsFound) {
  const test::SampleBundle bundle(GetParam());
  const Sample sample = {SampleFacts(GetParam()),
                         bundle.Read<v1::RegionalTask>("regional-tasks.csv")};
  const auto before = Told(sample);
  int altered = 0, found = 0;
  for (const Number& number : AddendsOf(sample)) {
    for (const std::string& digits : Alterations(number.digits)) {
      Sample other = sample;
      number.set(digits, &other);
      const auto after = Told(other);
      const bool is_found = std::ranges::any_of(after, [&](const auto& told) {
        return told.first == number.record && !before.contains(told);
      });
      ++altered;
      found += is_found ? 1 : 0;
      if (!is_found) {
        std::cout << "not found: " << number.record << " " << number.digits << " -> " << digits
                  << "\n";
      }
    }
  }
  const int percent = altered == 0 ? 100 : found * 100 / altered;
  std::cout << GetParam() << ": " << found << " of " << altered << " alterations found, " << percent
            << " per cent\n";
  EXPECT_GE(percent, 95);
  // A bundle that is left alone says nothing new.
  EXPECT_EQ(Told(sample), before);
}

std::vector<std::string> Samples() {
  std::vector<std::string> names;
  for (const auto& folder : std::filesystem::directory_iterator(test::InSources("samples"))) {
    if (folder.is_directory()) names.push_back(folder.path().filename());
  }
  std::ranges::sort(names);
  return names;
}

INSTANTIATE_TEST_SUITE_P(Samples, AlterationTest, testing::ValuesIn(Samples()),
                         [](const auto& info) {
                           std::string name = info.param;
                           std::erase(name, '-');
                           return name;
                         });

}  // namespace
}  // namespace concordat::benefits
