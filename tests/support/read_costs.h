// For tests: what a body asks of the server over a connection, which tells how it grows
// whatever else the machine does.
#ifndef CONCORDAT_TESTS_SUPPORT_READ_COSTS_H_
#define CONCORDAT_TESTS_SUPPORT_READ_COSTS_H_

#include <gtest/gtest.h>

#include <cstdint>

#include "common/sql/mysql.h"
#include "tests/support/status_matchers.h"

namespace concordat::test {

struct ReadCosts {
  int64_t statements = 0;
  // Rows that the server has looked at, in its own tables too.
  int64_t rows = 0;
};

inline ReadCosts CostsSoFar(Connection& connection) {
  ReadCosts costs;
  EXPECT_THAT(connection.Query(
                  "SELECT CAST(SUM(IF(variable_name = 'COM_STMT_EXECUTE', variable_value, 0)) AS"
                  " SIGNED), CAST(SUM(IF(variable_name LIKE 'HANDLER_READ%', variable_value, 0)) AS"
                  " SIGNED) FROM information_schema.session_status",
                  {},
                  [&costs](const Row& row) {
                    costs = {row.Int(0), row.Int(1)};
                    return absl::OkStatus();
                  }),
              IsOk());
  return costs;
}

// What the body costs, and to ask so.
template <typename Body>
ReadCosts CostsOf(Connection& connection, const Body& body) {
  const ReadCosts before = CostsSoFar(connection);
  body();
  const ReadCosts after = CostsSoFar(connection);
  return {after.statements - before.statements, after.rows - before.rows};
}

}  // namespace concordat::test

#endif  // CONCORDAT_TESTS_SUPPORT_READ_COSTS_H_
