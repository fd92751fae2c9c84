// How many changes a second get their places while ever more wait: what a batch costs
// beside the same with next to nothing waiting.
#include <absl/strings/numbers.h>
#include <absl/time/clock.h>

#include <cstdio>
#include <stdexcept>
#include <string>
#include <vector>

#include "common/base/text.h"
#include "common/feed/feed_batch.h"
#include "tests/support/ledger_testing.h"

namespace concordat::bench {
namespace {

void Must(const absl::Status& status) {
  if (!status.ok()) throw std::runtime_error(status.ToString());
}

// Lets that many changes of as many names wait, a hundred of each name.
void LetWait(Database& database, int64_t count) {
  std::string digits = "(SELECT 0 AS n";
  for (int i = 1; i < 10; ++i) digits += Concat(" UNION ALL SELECT ", i);
  digits += ")";
  std::string number = "a.n", from = digits + " a";
  int64_t factor = 1;
  for (const char* alias : {"b", "c", "d", "e", "f"}) {
    factor *= 10;
    number += Concat(" + ", factor, " * ", alias, ".n");
    from += Concat(", ", digits, " ", alias);
  }
  Must(database.Transact(absl::Now() + absl::Minutes(10), [&](Connection& connection) {
    absl::Status status =
        connection
            .Execute(
                Concat("INSERT INTO changes SELECT CONCAT('c', x.i), 1000000 + x.i,"
                       " '2011-06-30', 'bench', '', '', 'bench', CONCAT('names/', x.i DIV 100),"
                       " CONCAT('u', x.i DIV 100), x.i MOD 100 + 1, 'update', '' FROM (SELECT ",
                       number, " AS i FROM ", from, ") x WHERE x.i < ?"),
                {count})
            .status();
    if (!status.ok()) return status;
    return connection
        .Execute(
            "INSERT INTO outbox (change_id, uid, revision, record_time, name)"
            " SELECT change_id, uid, revision, record_time, name FROM changes")
        .status();
  }));
}

// Changes a second, over about `time`.
double Measure(int64_t waiting, absl::Duration time) {
  DatabaseOptions options = test::NewLedgerOptions();
  options.statement_timeout = absl::Minutes(10);
  Database database(options);
  LetWait(database, waiting);
  Lease lease("sequencer", absl::Minutes(10));
  Must(lease.Take(database).status());
  const absl::Time begin = absl::Now();
  int64_t sequenced = 0;
  while (absl::Now() < begin + time) {
    auto batch = SequenceBatch(database, lease, 1000);
    Must(batch.status());
    if (batch->count == 0) break;
    sequenced += batch->count;
  }
  return static_cast<double>(sequenced) / absl::ToDoubleSeconds(absl::Now() - begin);
}

}  // namespace
}  // namespace concordat::bench

int main() {
  try {
    double few = 0;
    for (const int64_t waiting : {10'000, 80'000, 600'000, 1'000'000}) {
      const double rate = concordat::bench::Measure(waiting, absl::Seconds(3));
      if (few == 0) few = rate;
      std::printf("| %lld | %.0f | %.2f |\n", static_cast<long long>(waiting), rate, rate / few);
    }
  } catch (const std::exception& error) {
    std::fprintf(stderr, "concordat-bench-sequencer: %s\n", error.what());
    return 1;
  }
  return 0;
}
