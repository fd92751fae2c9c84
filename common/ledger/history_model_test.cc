// Holds the temporal SQL against a reference model: a plain list of everything
// ever said, replayed from its beginning for each question.

#include <map>
#include <random>

#include "tests/support/resource_testing.h"
#include "tests/support/shares_testing.h"
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
std::map<int, State> Replay(const std::vector<Statement>& said, const std::string& first_row) {
  std::map<int, State> days;
  for (const Statement& statement : said) {
    if (statement.verb == Statement::kCreate) {
      for (int day = statement.day; day < kDays; ++day)
        days[day] = {statement.value, first_row, false};
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

// How a resource is told the statements. Its `row` is a second field of its own.
class CouncilHistory : public test::CouncilsTest {
 protected:
  absl::Status Say(const Statement& statement) {
    const std::string day = Day(statement.day);
    switch (statement.verb) {
      case Statement::kCreate:
        return Create("bury", day, statement.value).status();
      case Statement::kSection:
        return Update("bury", day, "source.section", statement.value).status();
      case Statement::kRow:
        return Update("bury", day, "source.row", statement.value).status();
      case Statement::kDelete:
        return Delete("bury", day).status();
      case Statement::kUndelete:
        return Undelete("bury", day).status();
      default:
        return Update("bury", day, "effective_from", day).status();
    }
  }

  absl::StatusOr<State> Read(int day) {
    auto read = Get("bury", Day(day));
    if (!read.ok()) return read.status();
    return State{read->source().section(), read->source().row(), read->has_delete_time()};
  }

  static constexpr const char* kFirstRow = "";
};

// The same with a list of messages for a row: `b` is two lines, the second of 98 pence.
class ShareHistory : public test::SharesTest {
 protected:
  static Share Lines(const std::string& value) {
    std::vector<int64_t> pence(value[0] - 'a' + 1, 1);
    pence.back() = static_cast<unsigned char>(value[0]);
    return ShareOf(pence);
  }

  absl::Status Say(const Statement& statement) {
    const std::string day = Day(statement.day);
    Share share = Lines(kFirstRow);
    share.mutable_source()->set_section(statement.value);
    switch (statement.verb) {
      case Statement::kCreate:
        return Create("bury", day, share).status();
      case Statement::kSection:
        return Update("bury", day, "source.section", share).status();
      case Statement::kRow:
        return Update("bury", day, "lines", Lines(statement.value)).status();
      case Statement::kDelete:
        return Delete("bury", day).status();
      case Statement::kUndelete:
        return Undelete("bury", day).status();
      default:
        share.set_effective_from(day);
        return Update("bury", day, "effective_from", share).status();
    }
  }

  absl::StatusOr<State> Read(int day) {
    auto read = Get("bury", Day(day));
    if (!read.ok()) return read.status();
    const std::string row(1, static_cast<char>(read->lines().rbegin()->amount_pence()));
    const bool whole = read->lines_size() == row[0] - 'a' + 1;
    return State{read->source().section(), whole ? row : "torn", read->has_delete_time()};
  }

  static constexpr const char* kFirstRow = "a";
};

template <typename Subject>
class HistoryModelTest : public Subject {
 protected:
  void ExpectAgreement(const std::vector<Statement>& said) {
    const std::map<int, State> days = Replay(said, Subject::kFirstRow);
    for (int day = 0; day < kDays; ++day) {
      SCOPED_TRACE(Day(day));
      auto read = this->Read(day);
      const auto expected = days.find(day);
      if (expected == days.end()) {
        ASSERT_THAT(read, StatusIs(absl::StatusCode::kNotFound));
        continue;
      }
      ASSERT_THAT(read, IsOk());
      ASSERT_EQ(read->section, expected->second.section);
      ASSERT_EQ(read->row, expected->second.row);
      ASSERT_EQ(read->deleted, expected->second.deleted);
    }
  }
};

using Subjects = testing::Types<CouncilHistory, ShareHistory>;
TYPED_TEST_SUITE(HistoryModelTest, Subjects);

TYPED_TEST(HistoryModelTest, NowAndThenAgreeWithAListOfEverythingSaid) {
  const unsigned seed = std::random_device()();
  SCOPED_TRACE(testing::Message() << "seed " << seed);
  std::mt19937 random(seed);
  const auto draw = [&random](int n) { return static_cast<int>(random() % n); };

  std::vector<Statement> said;
  std::vector<int64_t> known;  // the newest position after each statement
  said.push_back({Statement::kCreate, draw(kDays), "a"});
  ASSERT_THAT(this->Say(said.back()), IsOk());
  known.push_back(this->Sequence());
  while (said.size() < kSteps) {
    Statement statement{static_cast<Statement::Verb>(1 + draw(5)), draw(kDays),
                        std::string(1, static_cast<char>('a' + draw(3)))};
    const absl::Status status = this->Say(statement);
    // What the ledger refuses was not said: an edit of what is deleted for
    // good, or of a day before the first.
    if (!status.ok()) continue;
    said.push_back(statement);
    known.push_back(this->Sequence());
    this->ExpectAgreement(said);
    if (this->HasFatalFailure()) return;
  }
  for (size_t n = 1; n <= said.size(); ++n) {
    SCOPED_TRACE(testing::Message() << "as known after statement " << n);
    this->caller_.pinned_position = known[n - 1];
    this->ExpectAgreement({said.begin(), said.begin() + n});
    if (this->HasFatalFailure()) return;
  }
  this->caller_.pinned_position = 0;
  this->ExpectAgreement({});
}

}  // namespace
}  // namespace concordat
