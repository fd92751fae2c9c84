#include <string>
#include <utility>
#include <vector>

#include "common/base/date.h"
#include "common/base/errors.h"
#include "common/base/text.h"
#include "common/ledger/references.h"
#include "common/service/report_method.h"
#include "concordat/risk/v1/pack_part.pb.h"
#include "risk-service/src/facts.h"
#include "risk-service/src/findings.h"
#include "risk-service/src/pack_part.h"
#include "risk-service/src/register_report.h"
#include "risk-service/src/resources.h"

namespace concordat::risk {
namespace {

using Sections = std::vector<v1::RegisterSection>;

// The day to tell movement from; `at.day` is that of the report.
absl::StatusOr<absl::CivilDay> EarlierDay(const std::string& compare_to, const ReadAt& at) {
  auto earlier = ParseDay(compare_to);
  if (earlier.ok() && *earlier > at.day) {
    return InvalidField("compare_to", "is after the day of the report");
  }
  return earlier;
}

// Gives the sections what has moved since the day that the request compares with.
// `read` answers the sections as at a ReadAt.
template <typename Read>
absl::Status AddMovementsSince(const std::string& compare_to, const ReadAt& at, const Read& read,
                               Sections* sections) {
  if (compare_to.empty()) return absl::OkStatus();
  auto day = EarlierDay(compare_to, at);
  if (!day.ok()) return day.status();
  ReadAt earlier = at;
  earlier.day = *day;
  auto before = read(earlier);
  if (!before.ok()) return before.status();
  AddMovements(*before, sections);
  return absl::OkStatus();
}

// One register that is named is there, if not yet on the day.
absl::Status CheckAsked(Connection& connection, const Ledger& ledger,
                        const v1::GetRegisterReportRequest& request) {
  const std::string& only = request.register_();
  if (only.empty()) return absl::OkStatus();
  if (!ledger.registry().TypeOf<v1::Register>().Matches(only) ||
      ResourceType::ParentOf(only) != request.parent()) {
    return InvalidField("register", "is no name of a register of the partnership");
  }
  return CheckEverHeld(connection, {}, only);
}

absl::StatusOr<v1::RegisterReport> GetRegisterReport(Connection& connection, const Ledger& ledger,
                                                     const v1::GetRegisterReportRequest& request,
                                                     const ReadAt& at) {
  absl::Status status = CheckAsked(connection, ledger, request);
  if (!status.ok()) return status;
  const auto read = [&](const ReadAt& when) -> absl::StatusOr<Sections> {
    auto books = request.register_().empty()
                     ? ReadBooks(connection, ledger, request.parent(), when)
                     : ReadBook(connection, ledger, request.register_(), when);
    if (!books.ok()) return books.status();
    Narrow(Scope(request.scope()), &*books);
    return ComposeSections(*books);
  };
  auto sections = read(at);
  if (!sections.ok()) return sections.status();
  status = AddMovementsSince(request.compare_to(), at, read, &*sections);
  if (!status.ok()) return status;
  v1::RegisterReport report;
  report.set_parent(request.parent());
  report.set_as_at(FormatDay(at.day));
  report.set_compare_to(request.compare_to());
  for (v1::RegisterSection& section : *sections) *report.add_registers() = std::move(section);
  return report;
}

absl::StatusOr<v1::GetPackPartResponse> GetPackPart(Connection& connection, const Ledger& ledger,
                                                    const v1::GetPackPartRequest& request,
                                                    const ReadAt& at) {
  const Scope scope(request.scope());
  const auto read = [&](const ReadAt& when) {
    return ReadBooks(connection, ledger, request.parent(), when);
  };
  const auto read_sections = [&](const ReadAt& when) -> absl::StatusOr<Sections> {
    auto books = read(when);
    if (!books.ok()) return books.status();
    Narrow(scope, &*books);
    return ComposeSections(*books);
  };
  auto books = Reading<RegisterBooks>::Of(at, read);
  if (!books.ok()) return books.status();
  books->Apply([&](RegisterBooks* each) { Narrow(scope, each); });
  v1::GetPackPartResponse response;
  for (ledger::v1::Finding& finding : FindIn(*books, &FindInBooks)) {
    *response.add_findings() = std::move(finding);
  }
  Sections sections = ComposeSections(books->told());
  absl::Status status = AddMovementsSince(request.compare_to(), at, read_sections, &sections);
  if (!status.ok()) return status;
  *response.mutable_part() = MakePackPart(std::move(sections));
  return response;
}

}  // namespace

void BindReports(const Ledger& ledger, MethodTable* methods) {
  BindReport<v1::GetRegisterReportRequest, v1::RegisterReport>(
      ledger, "concordat.risk.v1.RegisterReports.GetRegisterReport", ParentCheck::kReadable,
      &GetRegisterReport, methods);
  BindReport<v1::GetPackPartRequest, v1::GetPackPartResponse>(
      ledger, "concordat.risk.v1.PackParts.GetPackPart", ParentCheck::kTrusted, &GetPackPart,
      methods);
}

}  // namespace concordat::risk
