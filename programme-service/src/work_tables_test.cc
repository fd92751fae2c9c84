// Holds what SQL counts and picks against the same worked out from all records, over
// made-up partnerships: on each day, for the public too, and as known earlier.
#include "programme-service/src/work_tables.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <random>
#include <string>
#include <vector>

#include "common/base/date.h"
#include "common/base/text.h"
#include "common/service/findings_method.h"
#include "programme-service/src/all_findings.h"
#include "programme-service/src/challenges.h"
#include "programme-service/src/finding_works.h"
#include "programme-service/src/findings.h"
#include "programme-service/src/programme_report.h"
#include "programme-service/src/resources.h"
#include "tests/support/programme_draw.h"
#include "tests/support/programme_everything.h"
#include "tests/support/record_calls.h"
#include "tests/support/resource_testing.h"

namespace concordat::programme {
namespace {

using test::IsOk;

std::vector<std::string> Words(const auto& messages) {
  std::vector<std::string> words;
  for (const auto& message : messages) words.push_back(message.DebugString());
  return words;
}

// Those of the findings that are not among the others.
std::vector<std::string> Beyond(const Findings& findings, const Findings& others) {
  const auto held = Words(others);
  std::vector<std::string> beyond = Words(findings);
  std::erase_if(beyond, [&held](const std::string& words) {
    return std::ranges::find(held, words) != held.end();
  });
  return beyond;
}

class WorkTablesTest : public test::ResourcesTest {
 protected:
  WorkTablesTest() : ResourcesTest("programme", ProgrammeResources()) {}

  void Seed() {
    const auto seed = std::random_device()();
    RecordProperty("seed", Concat(seed));
    trace_ = std::make_unique<testing::ScopedTrace>(__FILE__, __LINE__, Concat("seed ", seed));
    draw_ = Draw(seed);
  }

  // What is refused, since a record is not there or may not be changed, is left out.
  void Note(const absl::Status& status) { written_ += status.ok() ? 1 : 0; }

  void MakePartnership() {
    for (const auto& made : draw_.First()) {
      ASSERT_THAT(
          calls_.Create(*made.record, made.parent, made.collection, made.id, FormatDay(kFirstDay)),
          IsOk());
    }
    for (int i = 0; i < kWorks; ++i) {
      for (const auto& made : draw_.Work(i)) {
        caller_.deadline = test::Soon();
        // Work that is not there yet may not be named: the record is then left out.
        Note(calls_.Create(*made.record, made.parent, made.collection, made.id, draw_.SomeDay()));
      }
    }
    for (int i = 0; i < kWorks; ++i) {
      for (const auto& made : draw_.Plans(i)) {
        caller_.deadline = test::Soon();
        Note(calls_.Create(*made.record, made.parent, made.collection, made.id, draw_.SomeDay()));
      }
    }
  }

  // Changes or deletes some record from some day on, where it is there by then.
  void ChangeSomething() {
    caller_.deadline = test::Soon();
    const int work = draw_.Below(kWorks);
    const auto made = draw_.OneIn(3) ? draw_.Plans(work) : draw_.Work(work);
    const auto& one = made[draw_.Below(static_cast<int>(made.size()))];
    const std::string name = Concat(kPartnership, "/", one.collection, "/", one.id);
    if (draw_.OneIn(8)) {
      return Note(calls_.Delete(*one.record, one.collection, name, draw_.SomeDay()));
    }
    std::vector<const google::protobuf::FieldDescriptor*> fields;
    one.record->GetReflection()->ListFields(*one.record, &fields);
    const auto* field = fields[draw_.Below(static_cast<int>(fields.size()))];
    Note(calls_.Update(*one.record, one.collection, name, std::string(field->name()),
                       draw_.SomeDay()));
  }

  void ExpectSame(std::optional<int64_t> position, bool nothing_since = false) {
    const auto positions = draw_.Positions();
    for (int day = 0; day < kDays; ++day) {
      for (const bool public_only : {false, true}) {
        SCOPED_TRACE(Concat("day ", day, public_only ? ", for the public" : ""));
        caller_.deadline = test::Soon();
        const ReadAt at{kFirstDay + day, position, nothing_since, public_only};
        const absl::Status status = database_->Read(caller_.deadline, [&](Connection& connection) {
          ExpectSameAt(Records(connection, ledger_.registry(), kPartnership, at), positions);
          return absl::OkStatus();
        });
        EXPECT_THAT(status, IsOk());
      }
    }
  }

  // How much was written, the rules that found something, and how much was challenged.
  int written_ = 0;
  std::set<std::string> rules_;
  int challenged_ = 0;

 private:
  static std::string BoardName(const std::string& board) {
    return board.empty() ? "" : Concat(kPartnership, "/boards/", board);
  }

  void ExpectSameAt(const Records& records, const benefits::v1::BenefitsPosition& positions) {
    // All records are read by their places in the feed, whatever has come since.
    ReadAt known = records.at();
    known.nothing_since = false;
    const Reading<Facts> all =
        ReadAllToTell(Records(records.connection(), records.registry(), records.parent(), known));
    ExpectSameFindings(records, all, positions);
    for (const std::string board : {"", draw_.OneIn(2) ? "b0" : "b1"}) {
      ExpectSameLists(records, all, positions, board);
      ExpectSameReport(records, all, positions, board);
    }
  }

  void ExpectSameFindings(const Records& records, const Reading<Facts>& all,
                          const benefits::v1::BenefitsPosition& positions) {
    auto newest = ReadNewestReportsToTell(records);
    ASSERT_THAT(newest, IsOk());
    auto candidates = ReadCandidatesToTell(records, *newest, positions);
    ASSERT_THAT(candidates, IsOk());
    AllFindings found = Complete({}, *candidates, positions, Scope());
    ASSERT_THAT(ReadWorkTitles(records, &found.findings), IsOk());
    AllFindings expected = Complete({}, all, positions, Scope());
    std::map<std::string, std::string> titles;
    for (const auto& project : all.told().projects) titles[project.name()] = project.title();
    for (const auto& one : all.told().live_services) titles[one.name()] = one.title();
    GiveTitles(titles, &expected.findings);
    EXPECT_EQ(found.findings.size(), expected.findings.size());
    EXPECT_THAT(Beyond(found.findings, expected.findings), testing::IsEmpty());
    EXPECT_THAT(Beyond(expected.findings, found.findings), testing::IsEmpty());
    EXPECT_THAT(Words(found.suppressed), testing::ElementsAreArray(Words(expected.suppressed)));
    for (const auto& finding : expected.findings) rules_.insert(finding.rule());
  }

  // The outline too: what the board steers, and what is not told.
  void ExpectSameLists(const Records& records, const Reading<Facts>& all,
                       const benefits::v1::BenefitsPosition& positions, const std::string& board) {
    auto outline = ReadOutline(records, BoardName(board));
    if (absl::IsNotFound(outline.status())) return;
    ASSERT_THAT(outline, IsOk());
    ExpectSameOutline(*outline, all);
    std::optional<EarlierWork> earlier;
    std::optional<absl::CivilDay> day;
    if (!draw_.OneIn(3)) {
      day = records.at().day - draw_.Below(kDays);
      earlier.emplace();
      const Facts before = ReadEverything(records.On(*day)).facts;
      for (const auto& project : before.projects) earlier->projects[project.name()] = project;
      for (const auto& one : before.live_services) earlier->live_services[one.name()] = one;
    }
    const int most = draw_.OneIn(2) ? 3 : 100;
    auto places = ReadPlaces(records, outline->steered, day, most);
    ASSERT_THAT(places, IsOk());
    auto challenged = CountChallenged(records, outline->steered, positions);
    ASSERT_THAT(challenged, IsOk());
    places->counts.set_challenged(*challenged);
    const PackPlaces expected =
        PlaceOracle(all, Scope(outline->scope), positions).Places(earlier, most);
    EXPECT_EQ(places->lists, expected.lists);
    EXPECT_EQ(places->counts.DebugString(), expected.counts.DebugString());
    challenged_ += *challenged;
  }

  static void ExpectSameOutline(const Outline& outline, const Reading<Facts>& all) {
    std::set<std::string> steered, hidden;
    if (outline.steered.has_value()) {
      steered.insert(outline.board->name());
      steered.insert(outline.board->programmes().begin(), outline.board->programmes().end());
    }
    std::set<std::string> told;
    const auto add = [&](const auto& works) {
      for (const auto& work : works) {
        told.insert(work.name());
        if (outline.steered.has_value() &&
            std::ranges::count(*outline.steered, work.programme()) > 0) {
          steered.insert(work.name());
        }
      }
    };
    add(all.told().projects);
    add(all.told().live_services);
    const auto hide = [&](const auto& works) {
      for (const auto& work : works) {
        if (!told.contains(work.name())) hidden.insert(work.name());
      }
    };
    hide(all.all().projects);
    hide(all.all().live_services);
    EXPECT_EQ(std::set<std::string>(outline.scope.begin(), outline.scope.end()), steered);
    for (const std::string& name : hidden) {
      EXPECT_THAT(outline.not_told, testing::Contains(name));
    }
    for (const std::string& name : told) {
      EXPECT_THAT(outline.not_told, testing::Not(testing::Contains(name)));
    }
  }

  void ExpectSameMeetingBefore(const Records& records, const Everything& all,
                               const std::string& board) {
    const auto before = ReadMeetingBefore(records, BoardName(board));
    ASSERT_THAT(before, IsOk());
    EXPECT_EQ(*before, MeetingBefore(all, BoardName(board)));
  }

  void ExpectSameReport(const Records& records, const Reading<Facts>& all,
                        const benefits::v1::BenefitsPosition& positions, const std::string& board) {
    const int most = draw_.OneIn(2) ? 3 : 1000;
    auto report = ReadProgrammeReport(records, BoardName(board), positions, most);
    if (absl::IsNotFound(report.status())) return;
    ASSERT_THAT(report, IsOk());
    const Scope scope(report->scope());
    const WorkReporter reporter(all, positions);
    v1::ProgrammeReport expected;
    const auto add = [&](const auto& works, auto* list, auto* left_out) {
      for (const auto& work : works) {
        if (!scope.Holds(work.name())) continue;
        if (list->size() < most) {
          *list->Add() = reporter.Report(work);
        } else {
          ++*left_out;
        }
      }
    };
    int projects = 0;
    int services = 0;
    add(all.told().projects, expected.mutable_projects(), &projects);
    add(all.told().live_services, expected.mutable_live_services(), &services);
    EXPECT_THAT(Words(report->projects()), testing::ElementsAreArray(Words(expected.projects())));
    EXPECT_THAT(Words(report->live_services()),
                testing::ElementsAreArray(Words(expected.live_services())));
    EXPECT_EQ(report->projects_left_out(), projects);
    EXPECT_EQ(report->live_services_left_out(), services);
    const Everything everything = ReadEverything(records);
    ExpectSameMeetingBefore(records, everything, board);
    auto meetings = MeetingsOf(everything, BoardName(board));
    EXPECT_EQ(report->meetings_left_out(), std::max(0, static_cast<int>(meetings.size()) - most));
    meetings.resize(std::min<size_t>(meetings.size(), most));
    EXPECT_THAT(Words(report->meetings()), testing::ElementsAreArray(Words(meetings)));
  }

  Draw draw_{0};
  test::RecordCalls calls_{methods_, caller_, "concordat.programme.v1"};
  std::unique_ptr<testing::ScopedTrace> trace_;
};

TEST_F(WorkTablesTest, AnswerAsAllRecordsDo) {
  Seed();
  MakePartnership();
  for (int i = 0; i < 60; ++i) ChangeSomething();
  ExpectSame({});
  const int64_t position = Sequence();
  ExpectSame(position, true);
  for (int i = 0; i < 60; ++i) ChangeSomething();
  ExpectSame({});
  ExpectSame(position);
  EXPECT_GT(written_, 40);
  EXPECT_GT(challenged_, 0) << "there was something to challenge";
  EXPECT_GE(rules_.size(), 8u) << testing::PrintToString(rules_);
  RecordProperty("rules", testing::PrintToString(rules_));
}

}  // namespace
}  // namespace concordat::programme
