#include "common/ledger/slices.h"

#include <gtest/gtest.h>

#include <map>
#include <optional>
#include <random>

#include "concordat/programme/v1/council.pb.h"

namespace concordat {
namespace {

using programme::v1::Council;

absl::CivilDay Day(int n) { return absl::CivilDay(2011, 6, 1) + n; }

Slice Open(int from, const std::string& section, const std::string& row = "") {
  auto council = std::make_shared<Council>();
  if (!section.empty()) council->mutable_source()->set_section(section);
  if (!row.empty()) council->mutable_source()->set_row(row);
  return {Day(from), kEndOfTime, false, council};
}

const std::string& SectionAt(const Slices& slices, int day) {
  return static_cast<const Council&>(*SliceAt(slices, Day(day))->value).source().section();
}

Edit Patch(int day, const Council& values, std::vector<std::string> paths) {
  return {Day(day), &values, std::move(paths), std::nullopt};
}

TEST(ApplyEdit, ChangesFromTheEffectiveDayOn) {
  Council patch;
  patch.mutable_source()->set_section("b");
  const Slices next = ApplyEdit({Open(0, "a")}, Patch(10, patch, {"source.section"}));
  ASSERT_EQ(next.size(), 2u);
  EXPECT_EQ(SectionAt(next, 9), "a");
  EXPECT_EQ(SectionAt(next, 10), "b");
  EXPECT_EQ(next[0].valid_to, Day(10));
}

TEST(ApplyEdit, LeavesWhatItFindsTheSame) {
  const Slices held = {Open(0, "a")};
  Council patch;
  patch.mutable_source()->set_section("a");
  // Neither the part of the same value nor a message for nothing comes into being.
  const Slices next = ApplyEdit(held, Patch(10, patch, {"source.section", "source.row", "title"}));
  ASSERT_EQ(next.size(), 1u);
  EXPECT_EQ(next[0].value, held[0].value);
}

TEST(SameSlice, ComparesDaysAndValues) {
  const Slice slice = Open(0, "a");
  EXPECT_TRUE(SameSlice(slice, Open(0, "a")));
  EXPECT_FALSE(SameSlice(slice, Open(1, "a")));
  EXPECT_TRUE(SameValue(slice, Open(1, "a")));
  EXPECT_FALSE(SameValue(slice, Open(0, "b"))) << "of the same length";
  Slice deleted = slice;
  deleted.deleted = true;
  EXPECT_FALSE(SameValue(slice, deleted));
}

TEST(ApplyEdit, LeavesWhatWasChangedOnPurposeLater) {
  Council b, c;
  b.mutable_source()->set_section("b");
  c.mutable_source()->set_section("c");
  Slices slices = ApplyEdit({Open(0, "a")}, Patch(20, b, {"source.section"}));
  slices = ApplyEdit(slices, Patch(10, c, {"source.section"}));
  EXPECT_EQ(SectionAt(slices, 9), "a");
  EXPECT_EQ(SectionAt(slices, 19), "c");
  EXPECT_EQ(SectionAt(slices, 20), "b");
}

TEST(ApplyEdit, WritingWhatIsHeldChangesNothing) {
  Council patch;
  patch.mutable_source()->set_section("a");
  const Slices slices = {Open(0, "a")};
  const Slices next = ApplyEdit(slices, Patch(10, patch, {"source.section"}));
  ASSERT_EQ(next.size(), 1u);
  EXPECT_EQ(next[0].valid_from, Day(0));
}

TEST(ApplyEdit, ClearsAFieldThatThePatchDoesNotSet) {
  const Slices next = ApplyEdit({Open(0, "a")}, Patch(3, Council(), {"source.section"}));
  EXPECT_EQ(SectionAt(next, 3), "");
}

TEST(MoveStart, CutsOffWhatWasBefore) {
  Council b;
  b.mutable_source()->set_section("b");
  const Slices slices = ApplyEdit({Open(0, "a")}, Patch(10, b, {"source.section"}));
  const Slices moved = MoveStart(slices, Day(12));
  ASSERT_EQ(moved.size(), 1u);
  EXPECT_EQ(moved[0].valid_from, Day(12));
  EXPECT_EQ(SliceAt(moved, Day(11)), nullptr);
}

TEST(MoveStart, ReachesBack) {
  const Slices moved = MoveStart({Open(10, "a")}, Day(2));
  EXPECT_EQ(moved[0].valid_from, Day(2));
}

// Holds the slices against the plainest model there is: for each day and field
// the value, and nothing joined.
class DailyModel {
 public:
  static constexpr int kDays = 40;

  explicit DailyModel(int first) : first_(first) {
    for (int day = first; day < kDays; ++day) days_[day] = {};
  }

  int first() const { return first_; }
  void Set(int day, int field, const std::string& value) {
    const std::string old = days_[day].fields[field];
    for (int d = day; d < kDays && days_[d].fields[field] == old; ++d)
      days_[d].fields[field] = value;
  }
  void SetDeleted(int day, bool deleted) {
    const bool old = days_[day].deleted;
    for (int d = day; d < kDays && days_[d].deleted == old; ++d) days_[d].deleted = deleted;
  }
  void Move(int day) {
    Reach(day);
    while (first_ < day) days_.erase(first_++);
  }

  struct Values {
    std::string fields[2];
    bool deleted = false;
  };
  const Values* At(int day) const {
    const auto found = days_.find(day);
    return found == days_.end() ? nullptr : &found->second;
  }

 private:
  void Reach(int day) {
    while (first_ > day) {
      days_[first_ - 1] = days_[first_];
      --first_;
    }
  }
  int first_;
  std::map<int, Values> days_;
};

TEST(SlicesProperty, AgreeWithADayByDayModel) {
  const char* const kPaths[] = {"source.section", "source.row"};
  for (unsigned seed = 0; seed < 300; ++seed) {
    SCOPED_TRACE(seed);
    std::mt19937 random(seed);
    const auto draw = [&random](int n) { return static_cast<int>(random() % n); };
    const int first = draw(20);
    Slices slices = {Open(first, "")};
    DailyModel model(first);
    for (int step = 0; step < 25; ++step) {
      const int kind = draw(10);
      int day = draw(DailyModel::kDays);
      // Only the start is moved to a day on which the resource is not there yet.
      if (kind < 9) day = std::max(day, model.first());
      if (kind < 7) {
        const int field = draw(2);
        const std::string value(1, static_cast<char>('a' + draw(3)));
        Council patch;
        (field == 0 ? patch.mutable_source()->mutable_section()
                    : patch.mutable_source()->mutable_row())
            ->assign(value);
        slices = ApplyEdit(slices, Patch(day, patch, {kPaths[field]}));
        model.Set(day, field, value);
      } else if (kind < 9) {
        const bool deleted = kind == 7;
        slices = ApplyEdit(slices, {Day(day), nullptr, {}, deleted});
        model.SetDeleted(day, deleted);
      } else {
        slices = MoveStart(slices, Day(day));
        model.Move(day);
      }
      for (int d = 0; d < DailyModel::kDays; ++d) {
        const Slice* slice = SliceAt(slices, Day(d));
        const DailyModel::Values* expected = model.At(d);
        ASSERT_EQ(slice == nullptr, expected == nullptr) << "day " << d;
        if (slice == nullptr) continue;
        const auto& source = static_cast<const Council&>(*slice->value).source();
        ASSERT_EQ(source.section(), expected->fields[0]) << "day " << d;
        ASSERT_EQ(source.row(), expected->fields[1]) << "day " << d;
        ASSERT_EQ(slice->deleted, expected->deleted) << "day " << d;
      }
      for (size_t i = 1; i < slices.size(); ++i)
        ASSERT_EQ(slices[i].valid_from, slices[i - 1].valid_to);
      ASSERT_EQ(slices.back().valid_to, kEndOfTime);
    }
  }
}

}  // namespace
}  // namespace concordat
