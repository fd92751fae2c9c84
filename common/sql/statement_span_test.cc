#include "common/sql/statement_span.h"

#include <gtest/gtest.h>

namespace concordat {
namespace {

std::string Told(std::string_view sql) {
  const StatementSummary summary = Summarise(sql);
  return summary.operation + "|" + summary.collection;
}

TEST(Summarise, NamesOperationAndFirstTable) {
  EXPECT_EQ(Told("SELECT name FROM `project` WHERE name = ?"), "SELECT|project");
  EXPECT_EQ(Told("\n  insert into changes(change_id) VALUES (?)"), "INSERT|changes");
  EXPECT_EQ(Told("UPDATE `live_service` SET a = ?"), "UPDATE|live_service");
  EXPECT_EQ(Told("DELETE FROM outbox WHERE x IN (?,?)"), "DELETE|outbox");
  EXPECT_EQ(Told("SELECT COUNT(*) FROM (SELECT 1 FROM feed) f"), "SELECT|feed");
}

TEST(Summarise, BearsAnyText) {
  EXPECT_EQ(Told("COMMIT"), "COMMIT|");
  EXPECT_EQ(Told("SELECT 1"), "SELECT|");
  EXPECT_EQ(Told(""), "|");
  EXPECT_EQ(Told("FROM"), "FROM|");
  EXPECT_EQ(Told("((()))"), "|");
  EXPECT_EQ(Told("SELECT a, b,, ;"), "SELECT|");
}

TEST(StatementSpan, CostsNothingWithoutATrace) {
  StatementSpan span("SELECT 1", "mariadb", "programme");
  EXPECT_EQ(span.Failed(absl::AbortedError("again")), absl::AbortedError("again"));
}

}  // namespace
}  // namespace concordat
