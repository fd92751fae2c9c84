// For tests: what the rules on regional tasks look at, made of all tasks in memory.
#ifndef CONCORDAT_TESTS_SUPPORT_REGIONAL_ORACLE_H_
#define CONCORDAT_TESTS_SUPPORT_REGIONAL_ORACLE_H_

#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

#include "benefits-service/src/regional_table.h"

namespace concordat::benefits {

inline RegionalFacts RegionalFactsOf(std::vector<v1::RegionalTask> tasks) {
  RegionalFacts facts;
  CouncilVotes votes;
  for (const v1::RegionalTask& task : tasks) {
    if (task.is_total()) continue;
    const auto same = [&task](const RegionalTable& one) { return one.IsOf(task); };
    auto table = std::ranges::find_if(facts.tables, same);
    if (table == facts.tables.end()) {
      facts.tables.push_back({.document = task.source().document(),
                              .financial_year = task.financial_year(),
                              .from = task.period().from(),
                              .to = task.period().to(),
                              .sums = {.programme = task.programme()}});
      table = std::prev(facts.tables.end());
    }
    ++table->sums.tasks;
    table->sums.budget += task.budget_pence();
    table->sums.cost_alone += task.cost_alone_pence();
    table->sums.printed += task.printed_saving_pence();
    table->sums.with_printed += task.has_printed_saving_pence() ? 1 : 0;
    const auto vote = CouncilVotes::Of(task);
    if (vote.has_value()) votes.Add(task.source().document(), *vote, 1);
  }
  facts.councils = votes.Done();
  facts.tasks = std::move(tasks);
  return facts;
}

}  // namespace concordat::benefits

#endif  // CONCORDAT_TESTS_SUPPORT_REGIONAL_ORACLE_H_
