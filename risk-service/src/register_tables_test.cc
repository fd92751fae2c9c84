// Holds what SQL counts and picks against the same worked out from all records, over
// made-up partnerships: on each day, for the public too, and as known earlier.
#include "risk-service/src/register_tables.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "common/base/date.h"
#include "common/base/digest.h"
#include "common/base/text.h"
#include "common/resource/validate.h"
#include "concordat/risk/v1/matrix_service.pb.h"
#include "concordat/risk/v1/register_service.pb.h"
#include "concordat/risk/v1/risk_service.pb.h"
#include "concordat/risk/v1/treatment_service.pb.h"
#include "risk-service/src/register_reading.h"
#include "risk-service/src/register_report.h"
#include "risk-service/src/resources.h"
#include "risk-service/src/risk_movement.h"
#include "tests/support/resource_testing.h"
#include "tests/support/risk_findings.h"
#include "tests/support/risk_samples.h"
#include "tests/support/status_matchers.h"

namespace concordat::risk {
namespace {

using test::IsOk;

constexpr char kParent[] = "partnerships/p";
const absl::CivilDay kFirstDay(2011, 6, 1);
constexpr int kDays = 5;

std::vector<std::string> Words(const auto& messages) {
  std::vector<std::string> words;
  for (const auto& message : messages) words.push_back(message.DebugString());
  return words;
}

class RegisterTablesTest : public test::ResourcesTest {
 protected:
  RegisterTablesTest() : ResourcesTest("risk", RiskResources()) {}

  int Up(int most) { return std::uniform_int_distribution<int>(0, most)(random_); }
  std::string SomeDay() { return FormatDay(kFirstDay + Up(kDays - 1)); }
  type::v1::Marking SomeMarking() {
    return Up(9) == 0 ? type::v1::MARKING_EXEMPT : type::v1::MARKING_UNSPECIFIED;
  }

  v1::Assessment SomeAssessment() {
    const int stated = Up(2) == 0 ? 0 : Up(26);
    if (Up(4) == 0) return Assessed(0, 0, stated);
    const int likelihood = 1 + Up(4);
    const int impact = 1 + Up(4);
    return Assessed(likelihood, impact, Up(2) == 0 ? stated : likelihood * impact);
  }

  v1::Risk SomeRisk() {
    v1::Risk risk;
    risk.set_title("A risk");
    risk.set_reference(Concat(Up(30), "."));
    risk.set_state(static_cast<v1::RiskState>(Up(3)));
    if (Up(1) == 0) risk.set_owner_role("Head of service");
    risk.set_marking(SomeMarking());
    if (Up(3) > 0) risk.set_matrix(Concat(kParent, "/matrices/m", Up(1)));
    if (Up(2) == 0) *risk.mutable_inherent() = SomeAssessment();
    if (Up(9) > 0) *risk.mutable_current() = SomeAssessment();
    if (Up(2) == 0) *risk.mutable_target() = SomeAssessment();
    return risk;
  }

  v1::Treatment SomeTreatment() {
    v1::Treatment treatment;
    treatment.set_description("Something is done");
    treatment.set_kind(static_cast<v1::TreatmentKind>(1 + Up(1)));
    treatment.set_state(Up(1) == 0 ? v1::TREATMENT_STATE_PLANNED : v1::TREATMENT_STATE_DONE);
    if (Up(3) > 0) treatment.set_deadline(Up(1) == 0 ? "2011-05" : SomeDay());
    treatment.set_marking(SomeMarking());
    return treatment;
  }

  void MakeMatrices() {
    for (int i = 0; i < 2; ++i) {
      v1::CreateMatrixRequest request;
      request.set_parent(kParent);
      request.set_matrix_id(Concat("m", i));
      *request.mutable_matrix() = FourByFour();
      request.mutable_matrix()->clear_name();
      if (i == 1) request.mutable_matrix()->mutable_likelihoods()->RemoveLast();
      request.set_effective_date(FormatDay(kFirstDay));
      ASSERT_THAT(CallMethod<v1::Matrix>("Matrices.CreateMatrix", request), IsOk());
    }
  }

  void MakeRegister(int i) {
    v1::CreateRegisterRequest request;
    request.set_parent(kParent);
    request.set_register_id(Concat("g", i));
    request.mutable_register_()->set_title("A register");
    if (i % 3 > 0) {
      request.mutable_register_()->set_matrix(Concat(kParent, "/matrices/m", i % 2));
    }
    request.mutable_register_()->set_marking(SomeMarking());
    request.set_effective_date(FormatDay(kFirstDay));
    ASSERT_THAT(CallMethod<v1::Register>("Registers.CreateRegister", request), IsOk());
    for (int risk = 0; risk < 8; ++risk) MakeRisk(request.parent() + "/registers/g", i, risk);
  }

  void MakeRisk(const std::string& registers, int i, int number) {
    v1::CreateRiskRequest request;
    request.set_parent(Concat(registers, i));
    request.set_risk_id(Concat("k", number));
    *request.mutable_risk() = SomeRisk();
    ClearOutputOnly(request.mutable_risk());
    request.set_effective_date(SomeDay());
    auto risk = CallMethod<v1::Risk>("Risks.CreateRisk", request);
    ASSERT_THAT(risk, IsOk());
    for (int treatment = Up(2); treatment > 0; --treatment) {
      v1::CreateTreatmentRequest treated;
      treated.set_parent(risk->name());
      treated.set_treatment_id(Concat("t", treatment));
      *treated.mutable_treatment() = SomeTreatment();
      treated.set_effective_date(request.effective_date());
      ASSERT_THAT(CallMethod<v1::Treatment>("Treatments.CreateTreatment", treated), IsOk());
    }
  }

  void MarkSomeRegister() {
    v1::UpdateRegisterRequest request;
    request.mutable_register_()->set_name(Concat(kParent, "/registers/g", Up(5)));
    request.mutable_register_()->set_marking(SomeMarking());
    request.mutable_update_mask()->add_paths("marking");
    request.set_effective_date(SomeDay());
    ASSERT_THAT(CallMethod<v1::Register>("Registers.UpdateRegister", request), IsOk());
  }

  // Changes or deletes some risk from some day on, where it is there by then.
  void ChangeSomething() {
    if (Up(9) == 0) return MarkSomeRegister();
    const std::string name = Concat(kParent, "/registers/g", Up(5), "/risks/k", Up(7));
    if (Up(7) == 0) {
      v1::DeleteRiskRequest request;
      request.set_name(name);
      request.set_effective_date(SomeDay());
      (void)CallMethod<v1::Risk>("Risks.DeleteRisk", request);
      return;
    }
    v1::UpdateRiskRequest request;
    *request.mutable_risk() = SomeRisk();
    ClearOutputOnly(request.mutable_risk());
    request.mutable_risk()->set_name(name);
    request.mutable_update_mask()->add_paths(
        std::vector<std::string>{"current", "state", "matrix", "marking", "owner_role"}[Up(4)]);
    request.set_effective_date(SomeDay());
    (void)CallMethod<v1::Risk>("Risks.UpdateRisk", request);
  }

  template <typename Record>
  std::vector<Record> All(Connection& connection, const std::string& below, const ReadAt& at) {
    auto all =
        ReadAll<Record>(connection, ledger_.registry().TypeOf<Record>(), kParent + below, at);
    EXPECT_THAT(all, IsOk());
    return *std::move(all);
  }

  // By their places in the feed, whatever has come since.
  Records ReadRecords(Connection& connection, ReadAt at) {
    at.nothing_since = false;
    return {All<v1::Matrix>(connection, "", at), All<v1::Register>(connection, "", at),
            All<v1::Risk>(connection, "/registers/-", at),
            All<v1::Treatment>(connection, "/registers/-/risks/-", at)};
  }

  // A section for each register, of all its open risks.
  std::vector<v1::RegisterSection> Sections(Records records) {
    const Matrices matrices = ByName(std::move(records.matrices));
    std::vector<v1::RegisterSection> sections;
    std::erase_if(records.risks, [](const v1::Risk& risk) { return !IsOpen(risk); });
    for (RegisterBook& book :
         MakeBooks(std::move(records.registers), std::move(records.risks), {})) {
      book.standings = StandingsOf(book.risks);
      for (const v1::Treatment& treatment : records.treatments) {
        std::string risk(ResourceType::ParentOf(treatment.name()));
        book.treatments[std::move(risk)].push_back(treatment);
      }
      sections.push_back(ComposeSection(book, matrices));
    }
    return sections;
  }

  // What became of each risk that is a line of a section, on one of the days.
  static void AddMovements(const std::vector<v1::RegisterSection>& before,
                           std::vector<v1::RegisterSection>* sections) {
    std::map<std::string, v1::RiskLine> earlier;
    for (const auto& section : before) {
      for (const v1::RiskLine& line : section.risks()) earlier[line.risk()] = line;
    }
    for (v1::RegisterSection& section : *sections) {
      std::vector<v1::RiskMovement> movements;
      const auto add = [&movements](const v1::RiskLine* was, const v1::RiskLine* is) {
        RiskOnTwoDays risk;
        if (was != nullptr) risk.before = Stance{was->matrix(), was->current()};
        if (is != nullptr) risk.after = Stance{is->matrix(), is->current()};
        const v1::MovementKind kind = KindOf(risk);
        if (kind == v1::MOVEMENT_KIND_UNSPECIFIED) return;
        const v1::Risk old = was == nullptr ? v1::Risk() : RiskOf(*was);
        const v1::Risk now = is == nullptr ? v1::Risk() : RiskOf(*is);
        movements.push_back(
            ComposeMovement(kind, was == nullptr ? nullptr : &old, is == nullptr ? nullptr : &now));
      };
      for (const v1::RiskLine& line : section.risks()) {
        const auto was = earlier.find(line.risk());
        add(was == earlier.end() ? nullptr : &was->second, &line);
        if (was != earlier.end()) earlier.erase(was);
      }
      for (const auto& [name, line] : earlier) {
        if (ResourceType::ParentOf(name) == section.register_()) add(&line, nullptr);
      }
      SortMovements(&movements);
      section.mutable_movements()->Assign(movements.begin(), movements.end());
    }
  }

  // Of what is gone and still there on the day, its state.
  static void SayWhatIsGone(const std::vector<v1::Risk>& risks,
                            std::vector<v1::RegisterSection>* sections) {
    for (v1::RegisterSection& section : *sections) {
      for (v1::RiskMovement& movement : *section.mutable_movements()) {
        if (movement.kind() != v1::MOVEMENT_KIND_GONE) continue;
        for (const v1::Risk& risk : risks) {
          if (risk.name() == movement.risk()) movement.set_gone_as(risk.state());
        }
      }
    }
  }

  static v1::Risk RiskOf(const v1::RiskLine& line) {
    v1::Risk risk;
    risk.set_name(line.risk());
    risk.set_reference(line.reference());
    risk.set_title(line.title());
    if (line.has_current()) *risk.mutable_current() = line.current();
    risk.set_marking(line.marking());
    return risk;
  }

  void ExpectSameReport(Connection& connection, const ReadAt& at, absl::CivilDay earlier) {
    auto shown =
        ReadRegisters(connection, ledger_, {kParent, "", Scope(), earlier, kReportBounds}, at);
    ASSERT_THAT(shown, IsOk());
    std::vector<v1::RegisterSection> sections = Sections(ReadRecords(connection, at));
    ReadAt before = at;
    before.day = earlier;
    AddMovements(Sections(ReadRecords(connection, before)), &sections);
    SayWhatIsGone(ReadRecords(connection, at).risks, &sections);
    ASSERT_EQ(shown->sections.size(), sections.size());
    for (size_t i = 0; i < sections.size(); ++i) {
      EXPECT_EQ(shown->sections[i].DebugString(), sections[i].DebugString());
    }
  }

  void ExpectSameFindings(Connection& connection, const ReadAt& at) {
    auto findings = RiskFindings()(connection, ledger_, kParent, Scope(), at);
    ASSERT_THAT(findings, IsOk());
    const RegisterTables tables(connection, ledger_, kParent, "", at);
    const auto standings = tables.Standings();
    ASSERT_THAT(standings, IsOk());
    const auto beside = FindInRisks(connection, ledger_, kParent, Scope(), at, *standings);
    ASSERT_THAT(beside, IsOk());
    EXPECT_EQ(Words(*beside), Words(*findings));
    Findings expected = FindInRecords(ReadRecords(connection, at), at.day);
    if (at.public_only) {
      ReadAt everything = at;
      everything.public_only = false;
      KeepSame(FindInRecords(ReadRecords(connection, everything), at.day), &expected);
    }
    found_ += expected.size();
    EXPECT_THAT(Words(*findings), testing::UnorderedElementsAreArray(Words(expected)));
  }

  void ExpectSame(std::optional<int64_t> position, bool nothing_since = false) {
    const absl::Status status = database_->Read(caller_.deadline, [&](Connection& connection) {
      for (int day = 0; day < kDays; ++day) {
        for (const bool public_only : {false, true}) {
          SCOPED_TRACE(Concat("day ", day, public_only ? ", for the public" : ""));
          const ReadAt at{kFirstDay + day, position, nothing_since, public_only};
          ExpectSameFindings(connection, at);
          ExpectSameReport(connection, at, kFirstDay + Up(day));
        }
      }
      return absl::OkStatus();
    });
    EXPECT_THAT(status, IsOk());
  }

  std::mt19937 random_;
  size_t found_ = 0;
};

TEST_F(RegisterTablesTest, AnswerAsAllRecordsDo) {
  const auto seed = std::random_device()();
  RecordProperty("seed", Concat(seed));
  SCOPED_TRACE(Concat("seed ", seed));
  random_.seed(seed);
  MakeMatrices();
  for (int i = 0; i < 6; ++i) MakeRegister(i);
  for (int i = 0; i < 40; ++i) ChangeSomething();
  ExpectSame({});
  const int64_t position = Sequence();
  ExpectSame(position, true);
  for (int i = 0; i < 40; ++i) ChangeSomething();
  ExpectSame({});
  ExpectSame(position);
  EXPECT_GT(found_, 100) << "there was something to find";
}

TEST_F(RegisterTablesTest, ShowTheGreatestAndCountTheRest) {
  MakeMatrices();
  v1::CreateRegisterRequest record;
  record.set_parent(kParent);
  record.set_register_id("g0");
  record.mutable_register_()->set_title("A register");
  record.set_effective_date(FormatDay(kFirstDay));
  ASSERT_THAT(CallMethod<v1::Register>("Registers.CreateRegister", record), IsOk());
  for (int i = 1; i <= 6; ++i) {
    v1::CreateRiskRequest request;
    request.set_parent(Concat(kParent, "/registers/g0"));
    request.set_risk_id(Concat("k", i));
    request.mutable_risk()->set_title("A risk");
    request.mutable_risk()->set_reference(Concat(i));
    *request.mutable_risk()->mutable_current() = Assessed(1, i == 6 ? 1 : i, 0);
    ClearOutputOnly(request.mutable_risk());
    request.set_effective_date(FormatDay(kFirstDay + (i > 2 ? 1 : 0)));
    ASSERT_THAT(CallMethod<v1::Risk>("Risks.CreateRisk", request), IsOk());
  }
  const absl::Status status = database_->Read(caller_.deadline, [&](Connection& connection) {
    auto shown = ReadRegisters(connection, ledger_, {kParent, "", Scope(), kFirstDay, {1, 2, 3}},
                               {.day = kFirstDay + 1});
    EXPECT_THAT(shown, IsOk());
    const v1::RegisterSection& section = shown->sections.at(0);
    EXPECT_EQ(section.risks_size(), 2);
    EXPECT_EQ(section.risks(0).reference(), "4");
    EXPECT_EQ(section.risks_left_out(), 4);
    EXPECT_EQ(section.movements_size(), 3);
    EXPECT_EQ(section.movements(0).reference(), "3");
    EXPECT_EQ(section.movements_left_out(), 1);
    EXPECT_EQ(section.heat_map_size(), 5) << "cells are of all";
    return shown.status();
  });
  EXPECT_THAT(status, IsOk());
}

}  // namespace
}  // namespace concordat::risk
