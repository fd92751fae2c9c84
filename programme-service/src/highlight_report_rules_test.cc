#include "programme-service/src/highlight_report_rules.h"

#include <gtest/gtest.h>

#include "tests/support/programme_samples.h"
#include "tests/support/status_matchers.h"

namespace concordat::programme {
namespace {

using test::IsOk;
using test::StatusIs;

TEST(CheckHighlightReport, ChangesUntilItIsSubmitted) {
  const auto draft = Parse<v1::HighlightReport>(R"(project: "p/1" percent_complete: 50)");
  v1::HighlightReport after = draft;
  after.set_percent_complete(55);
  after.set_submitted(true);
  EXPECT_THAT(CheckHighlightReport(&draft, &after), IsOk());
}

TEST(CheckHighlightReport, NeverChangesOnceSubmitted) {
  const auto sent =
      Parse<v1::HighlightReport>(R"(project: "p/1" percent_complete: 55 submitted: true)");
  v1::HighlightReport after = sent;
  EXPECT_THAT(CheckHighlightReport(&sent, &after), IsOk());
  after.set_percent_complete(60);
  EXPECT_THAT(CheckHighlightReport(&sent, &after), StatusIs(absl::StatusCode::kFailedPrecondition));
  after = sent;
  after.set_submitted(false);
  EXPECT_THAT(CheckHighlightReport(&sent, &after), StatusIs(absl::StatusCode::kFailedPrecondition));
}

TEST(CheckHighlightReport, IsMarkedAlsoOnceSubmitted) {
  const auto sent = Parse<v1::HighlightReport>(R"(project: "p/1" submitted: true)");
  v1::HighlightReport after = sent;
  after.set_marking(type::v1::MARKING_EXEMPT);
  EXPECT_THAT(CheckHighlightReport(&sent, &after), IsOk());
}

TEST(CheckHighlightReport, IsAboutOnePieceOfWork) {
  auto report = Parse<v1::HighlightReport>(R"(submitted: true)");
  EXPECT_THAT(CheckHighlightReport(nullptr, &report), StatusIs(absl::StatusCode::kInvalidArgument));
}

}  // namespace
}  // namespace concordat::programme
