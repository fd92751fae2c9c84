// How what is read grows with a partnership: each kind of record is gone through a fixed
// number of times, and more of them cost no more statements.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "programme-service/src/pack_reading.h"
#include "programme-service/src/programme_report.h"
#include "programme-service/src/resources.h"
#include "tests/support/costs_testing.h"

namespace concordat::programme {
namespace {

// More than a pack shows of a list, so that what is shown is as much of each.
constexpr int kProjects = 300;
constexpr int kMore = 200;

class PackCostsTest : public test::CostsTest {
 protected:
  PackCostsTest() : CostsTest("programme", ProgrammeResources()) {
    Put("partnerships/few", kProjects, 1);
    Put("partnerships/projects", kProjects + kMore, 1);
    Put("partnerships/reports", kProjects, 2);
  }

  static absl::Status ReadPack(const Records& records) {
    v1::GetPackPartRequest request;
    request.set_parent(records.parent());
    request.set_as_at("2011-06-30");
    request.set_compare_to("2011-01-28");
    const auto question = ReadPackQuestion(records, request);
    if (!question.ok()) return question.status();
    return ReadPackRecords(records, *question, {}, {}).status();
  }

 private:
  // Nothing is to be found in any of these, and nothing has changed.
  void Put(const std::string& partnership, int projects, int reports) {
    Fill([&](test::TableFiller* tables) {
      v1::Partnership whole;
      whole.set_name(partnership);
      whole.set_title("A partnership");
      tables->Put(whole);
      for (int i = 0; i < projects; ++i) {
        v1::Project project;
        project.set_name(Concat(partnership, "/projects/p", 1000 + i));
        project.set_title(Concat("Project ", 1000 + i));
        project.set_reported_status(type::v1::RAG_GREEN);
        project.set_lead_role("Head of service");
        project.set_lifecycle(v1::Project::LIFECYCLE_IMPLEMENTATION);
        tables->Put(project);
        for (int month = 1; month <= reports; ++month) PutReport(project, month, tables);
      }
    });
  }

  static void PutReport(const v1::Project& project, int month, test::TableFiller* tables) {
    v1::HighlightReport report;
    report.set_name(Concat("partnerships/", ResourceType::PartnershipOf(project.name()),
                           "/highlightReports/", ResourceType::IdOf(project.name()), "-", month));
    report.set_project(project.name());
    report.set_title(project.title());
    report.set_period_end(month == 1 ? "2011-04-30" : "2011-05-31");
    report.set_reported_status(type::v1::RAG_GREEN);
    report.set_summary(Concat("What has happened with ", report.name(), " in this month."));
    report.add_planned_next("More");
    report.set_submitted(true);
    tables->Put(report);
  }
};

// A project has a newest report. Reports are looked through for the newest of each piece of
// work, which counts its group too, for the last day that one is of, and for what is
// incomplete.
TEST_F(PackCostsTest, APackGoesThroughWorkAndReportsAFixedNumberOfTimes) {
  ExpectGrowth("partnerships/few", "partnerships/projects", kMore, {30, 0}, &ReadPack);
  ExpectGrowth("partnerships/few", "partnerships/reports", kProjects, {7, 0}, &ReadPack);
}

}  // namespace
}  // namespace concordat::programme
