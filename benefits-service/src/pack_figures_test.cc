// Which stated figures a pack holds of the works that it shows in full.
#include "benefits-service/src/pack_figures.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <set>
#include <string>
#include <vector>

#include "benefits-service/src/resources.h"
#include "concordat/benefits/v1/stated_figure.pb.h"
#include "tests/support/ledger_testing.h"
#include "tests/support/table_filler.h"

namespace concordat::benefits {
namespace {

using test::IsOk;
using testing::ElementsAre;

constexpr char kPartnership[] = "partnerships/p";

std::string Work(const std::string& id) { return Concat(kPartnership, "/projects/", id); }

v1::StatedFigure Figure(const std::string& id, const std::string& work,
                        const std::string& section) {
  v1::StatedFigure figure;
  figure.set_name(Concat(kPartnership, "/statedFigures/", id));
  figure.set_label("Figure");
  figure.set_amount("1");
  if (work.starts_with("live")) {
    figure.set_live_service(Concat(kPartnership, "/liveServices/", work));
  } else if (!work.empty()) {
    figure.set_project(Work(work));
  }
  figure.mutable_source()->set_section(section);
  return figure;
}

class PackFiguresTest : public testing::Test {
 protected:
  PackFiguresTest() : database_(test::NewServiceDatabase("benefits", BenefitsResources())) {}

  void Put(const std::vector<v1::StatedFigure>& figures) {
    EXPECT_THAT(database_->Transact(test::Soon(),
                                    [&figures](Connection& connection) {
                                      test::TableFiller tables(connection);
                                      for (const auto& figure : figures) tables.Put(figure);
                                      return absl::OkStatus();
                                    }),
                IsOk());
  }

  v1::PackPart Part(const std::vector<std::string>& works, bool public_only = false,
                    const Scope& scope = Scope()) {
    const Ledger ledger(database_.get(), "benefits", BenefitsResources());
    ReadAt at = {.day = absl::CivilDay(2011, 6, 30), .position = {}};
    at.public_only = public_only;
    at.exempt_elsewhere =
        std::make_shared<const std::set<std::string>>(std::set<std::string>{Work("secret")});
    v1::PackPart part;
    EXPECT_THAT(database_->Snapshot(test::Soon(),
                                    [&](Connection& connection) {
                                      return AddFigures(
                                          Records(connection, ledger.registry(), kPartnership, at),
                                          scope, works, &part);
                                    }),
                IsOk());
    return part;
  }

  static std::vector<std::string> Ids(const v1::PackPart& part) {
    std::vector<std::string> ids;
    for (const v1::StatedFigure& figure : part.figures()) {
      ids.emplace_back(ResourceType::IdOf(figure.name()));
    }
    return ids;
  }

 private:
  std::unique_ptr<Database> database_;
};

TEST_F(PackFiguresTest, StandByWorkAndByPlace) {
  v1::StatedFigure row = Figure("row", "a", "16.6");
  row.mutable_source()->set_row("row 2");
  Put({Figure("late", "b", "1"), Figure("tenth", "a", "16.10"), row, Figure("plain", "a", "16.6"),
       Figure("other", "c", "1"), Figure("none", "", "1"), Figure("live", "live", "1")});
  const v1::PackPart part =
      Part({Work("b"), Work("a"), Concat(kPartnership, "/liveServices/live"), Work("a")});
  EXPECT_THAT(Ids(part), ElementsAre("live", "plain", "row", "tenth", "late"));
  EXPECT_EQ(part.figures_left_out(), 0);
  EXPECT_EQ(part.figures(1).label(), "Figure") << "whole";
  EXPECT_THAT(Ids(Part({})), testing::IsEmpty());
}

TEST_F(PackFiguresTest, AreThoseOfTheScope) {
  Put({Figure("x", "a", "1"), Figure("y", "b", "1")});
  google::protobuf::RepeatedPtrField<std::string> names;
  names.Add(Work("b"));
  EXPECT_THAT(Ids(Part({Work("a"), Work("b")}, false, Scope(names))), ElementsAre("y"));
}

TEST_F(PackFiguresTest, BeyondTwoHundredAreCounted) {
  std::vector<v1::StatedFigure> figures;
  for (int i = 1; i <= 205; ++i) {
    figures.push_back(Figure(Concat("f", i), i % 2 == 0 ? "a" : "b", "7"));
  }
  Put(figures);
  const v1::PackPart part = Part({Work("a"), Work("b")});
  EXPECT_EQ(part.figures_size(), 200);
  EXPECT_EQ(part.figures_left_out(), 5);
  EXPECT_EQ(Ids(part).front(), "f2");
  EXPECT_EQ(Ids(part)[102], "f1") << "of the second work";
  EXPECT_EQ(Ids(part).back(), "f195");
}

TEST_F(PackFiguresTest, LeaveOutWhatIsExemptInPublic) {
  v1::StatedFigure exempt = Figure("exempt", "a", "1");
  exempt.set_marking(type::v1::MARKING_EXEMPT);
  Put({exempt, Figure("told", "a", "1"), Figure("elsewhere", "secret", "1")});
  EXPECT_THAT(Ids(Part({Work("a"), Work("secret")})), ElementsAre("exempt", "told", "elsewhere"));
  const v1::PackPart part = Part({Work("a"), Work("secret")}, true);
  EXPECT_THAT(Ids(part), ElementsAre("told"));
  EXPECT_EQ(part.figures_left_out(), 0) << "what is exempt is not even counted";
}

}  // namespace
}  // namespace concordat::benefits
