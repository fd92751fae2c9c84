// For tests: what reports of a service cost over partnerships that are put straight into
// its tables, so that how this grows can be told.
#ifndef CONCORDAT_TESTS_SUPPORT_COSTS_TESTING_H_
#define CONCORDAT_TESTS_SUPPORT_COSTS_TESTING_H_

#include <absl/functional/function_ref.h>
#include <absl/time/civil_time.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "common/ledger/records.h"
#include "common/ledger/registry.h"
#include "tests/support/ledger_testing.h"
#include "tests/support/read_costs.h"
#include "tests/support/table_filler.h"

namespace concordat::test {

class CostsTest : public testing::Test {
 protected:
  using Report = absl::FunctionRef<absl::Status(const Records&)>;

  CostsTest(const std::string& service, const std::vector<ResourceRegistration>& resources)
      : database_(NewServiceDatabase(service, resources)),
        ledger_(database_.get(), service, resources) {}

  void Fill(absl::FunctionRef<void(TableFiller*)> fill) {
    const auto body = [&](Connection& connection) {
      TableFiller tables(connection, &ledger_.registry());
      fill(&tables);
      return absl::OkStatus();
    };
    EXPECT_THAT(database_->Transact(Soon(), body), IsOk());
  }

  ReadCosts Costs(const std::string& partnership, Report report) {
    ReadCosts costs;
    const ReadAt at = {.day = absl::CivilDay(2011, 6, 30), .position = {}};
    const auto body = [&](Connection& connection) {
      const Records records(connection, ledger_.registry(), partnership, at);
      costs = CostsOf(connection, [&] { EXPECT_THAT(report(records), IsOk()); });
      return absl::OkStatus();
    };
    EXPECT_THAT(database_->Snapshot(Soon(), body), IsOk());
    return costs;
  }

  // At most so many rows for each record that `more` has beside what `few` has, and so many
  // statements for all of them.
  struct Growth {
    int rows = 0;
    int statements = 0;
  };
  void ExpectGrowth(const std::string& few, const std::string& more, int records,
                    const Growth& most, Report report) {
    const ReadCosts before = Costs(few, report);
    const ReadCosts after = Costs(more, report);
    EXPECT_GE(after.rows - before.rows, records) << more << " has nothing that is read";
    EXPECT_LE(after.rows - before.rows, int64_t{records} * most.rows) << more;
    EXPECT_LE(after.statements - before.statements, most.statements) << more;
  }

  const Ledger& ledger() const { return ledger_; }

 private:
  const std::unique_ptr<Database> database_;
  const Ledger ledger_;
};

}  // namespace concordat::test

#endif  // CONCORDAT_TESTS_SUPPORT_COSTS_TESTING_H_
