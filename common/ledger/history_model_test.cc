// Holds the temporal SQL against a reference model: a plain list of everything
// ever said, replayed from its beginning for each question.

#include <map>
#include <random>

#include "tests/support/resource_testing.h"
#include "tests/support/status_matchers.h"

namespace concordat {
namespace {

using test::IsOk;
using test::StatusIs;

constexpr int kDays = 24;
constexpr int kSteps = 20;

std::string Day(int n) { return absl::FormatCivilTime(absl::CivilDay(2011, 6, 1) + n); }

struct Statement {
  enum Verb { kCreate, kSection, kRow, kDelete, kUndelete, kMoveStart } verb;
  int day;
  std::string value;
};

struct State {
  std::string section;
  std::string row;
  bool deleted = false;
};

// What is so on each day, after the statements have been heard in their order.
std::map<int, State> Replay(const std::vector<Statement>& said) {
  std::map<int, State> days;
  for (const Statement& statement : said) {
    if (statement.verb == Statement::kCreate) {
      for (int day = statement.day; day < kDays; ++day) days[day] = {statement.value, "", false};
      continue;
    }
    while (days.begin()->first > statement.day)
      days[days.begin()->first - 1] = days.begin()->second;
    const State old = days[statement.day];
    for (int day = statement.day; day < kDays; ++day) {
      State& state = days[day];
      bool holds = true;
      switch (statement.verb) {
        case Statement::kSection:
          if ((holds = state.section == old.section)) state.section = statement.value;
          break;
        case Statement::kRow:
          if ((holds = state.row == old.row)) state.row = statement.value;
          break;
        case Statement::kDelete:
        case Statement::kUndelete:
          if ((holds = state.deleted == old.deleted)) {
            state.deleted = statement.verb == Statement::kDelete;
          }
          break;
        default:
          days.erase(days.begin(), days.find(statement.day));
          holds = false;
      }
      if (!holds) break;
    }
  }
  return days;
}

class HistoryModelTest : public test::CouncilsTest {
 protected:
  absl::Status Say(const Statement& statement) {
    switch (statement.verb) {
      case Statement::kCreate:
        return Create("bury", Day(statement.day), statement.value).status();
      case Statement::kSection:
        return Update("bury", Day(statement.day), "source.section", statement.value).status();
      case Statement::kRow:
        return Update("bury", Day(statement.day), "source.row", statement.value).status();
      case Statement::kDelete:
        return Delete("bury", Day(statement.day)).status();
      case Statement::kUndelete:
        return Undelete("bury", Day(statement.day)).status();
      default:
        return Update("bury", Day(statement.day), "effective_from", Day(statement.day)).status();
    }
  }

  void ExpectAgreement(const std::vector<Statement>& said) {
    const std::map<int, State> days = Replay(said);
    for (int day = 0; day < kDays; ++day) {
      SCOPED_TRACE(Day(day));
      auto read = Get("bury", Day(day));
      const auto expected = days.find(day);
      if (expected == days.end()) {
        ASSERT_THAT(read, StatusIs(absl::StatusCode::kNotFound));
        continue;
      }
      ASSERT_THAT(read, IsOk());
      ASSERT_EQ(read->source().section(), expected->second.section);
      ASSERT_EQ(read->source().row(), expected->second.row);
      ASSERT_EQ(read->has_delete_time(), expected->second.deleted);
    }
  }
};

TEST_F(HistoryModelTest, NowAndThenAgreeWithAListOfEverythingSaid) {
  const unsigned seed = std::random_device()();
  SCOPED_TRACE(testing::Message() << "seed " << seed);
  std::mt19937 random(seed);
  const auto draw = [&random](int n) { return static_cast<int>(random() % n); };

  std::vector<Statement> said;
  std::vector<int64_t> known;  // the newest position after each statement
  said.push_back({Statement::kCreate, draw(kDays), "a"});
  ASSERT_THAT(Say(said.back()), IsOk());
  known.push_back(Sequence());
  while (said.size() < kSteps) {
    Statement statement{static_cast<Statement::Verb>(1 + draw(5)), draw(kDays),
                        std::string(1, static_cast<char>('a' + draw(3)))};
    const absl::Status status = Say(statement);
    // What the ledger refuses was not said: an edit of what is deleted for
    // good, a deletion before the first day.
    if (!status.ok()) continue;
    said.push_back(statement);
    known.push_back(Sequence());
    ExpectAgreement(said);
    if (HasFatalFailure()) return;
  }
  for (size_t n = 1; n <= said.size(); ++n) {
    SCOPED_TRACE(testing::Message() << "as known after statement " << n);
    caller_.pinned_position = known[n - 1];
    ExpectAgreement({said.begin(), said.begin() + n});
    if (HasFatalFailure()) return;
  }
  caller_.pinned_position = 0;
  ExpectAgreement({});
}

}  // namespace
}  // namespace concordat
