#include "programme-service/src/highlight_report_rules.h"

#include <gtest/gtest.h>

#include "tests/support/programme_samples.h"

namespace concordat::programme {
namespace {

TEST(CheckHighlightReport, ChangesUntilItIsSubmitted) {
  const auto draft = Parse<v1::HighlightReport>(R"(project: "p/1" percent_complete: 50)");
  v1::HighlightReport after = draft;
  after.set_percent_complete(55);
  after.set_submitted(true);
  EXPECT_TRUE(CheckHighlightReport(&draft, &after).ok());
}

TEST(CheckHighlightReport, NeverChangesOnceSubmitted) {
  const auto sent =
      Parse<v1::HighlightReport>(R"(project: "p/1" percent_complete: 55 submitted: true)");
  v1::HighlightReport after = sent;
  EXPECT_TRUE(CheckHighlightReport(&sent, &after).ok());
  after.set_percent_complete(60);
  EXPECT_TRUE(absl::IsFailedPrecondition(CheckHighlightReport(&sent, &after)));
  after = sent;
  after.set_submitted(false);
  EXPECT_TRUE(absl::IsFailedPrecondition(CheckHighlightReport(&sent, &after)));
}

TEST(CheckHighlightReport, IsAboutOnePieceOfWork) {
  auto report = Parse<v1::HighlightReport>(R"(submitted: true)");
  EXPECT_TRUE(absl::IsInvalidArgument(CheckHighlightReport(nullptr, &report)));
}

}  // namespace
}  // namespace concordat::programme
