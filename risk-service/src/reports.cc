#include "risk-service/src/reports.h"

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "common/base/date.h"
#include "common/base/errors.h"
#include "common/base/text.h"
#include "common/ledger/read_at.h"
#include "common/ledger/references.h"
#include "common/resource/resource_index.h"
#include "common/resource/validate.h"
#include "risk-service/src/register_report.h"

namespace concordat::risk {
namespace {

using Request = v1::GetRegisterReportRequest;

absl::Status CheckRequest(const Ledger& ledger, const Request& request) {
  absl::Status status = Validate(request);
  if (!status.ok()) return status;
  const ResourceType* parent = TypeOfName(request.parent());
  if (parent == nullptr || parent->type() != "concordat.dev/Partnership") {
    return InvalidField("parent", "is no name of a partnership");
  }
  const std::string& only = request.register_();
  if (!only.empty() && (!ledger.registry().TypeOf<v1::Register>().Matches(only) ||
                        ResourceType::ParentOf(only) != request.parent())) {
    return InvalidField("register", "is no name of a register of the partnership");
  }
  return absl::OkStatus();
}

// A partnership or register that is not there is NOT_FOUND; one that is there
// but not yet on the day has an empty report.
absl::Status CheckExists(const Ledger& ledger, const Caller& caller, Connection& connection,
                         const Request& request) {
  const std::string& name = request.register_().empty() ? request.parent() : request.register_();
  return CheckReadable(ledger, caller, connection, name);
}

absl::StatusOr<std::vector<v1::RegisterSection>> ReadSections(Connection& connection,
                                                              const Ledger& ledger,
                                                              const Request& request,
                                                              const ReadAt& at) {
  auto books = ReadBooks(connection, ledger, request.parent(), request.register_(), at);
  if (!books.ok()) return books.status();
  Narrow(Scope(request.scope()), &*books);
  if (request.marking() == type::v1::MARKING_PUBLIC) books = PublicOnly(*std::move(books));
  return ComposeSections(*books);
}

void AddMovements(const std::vector<v1::RegisterSection>& before, v1::RegisterSection* section) {
  const v1::RegisterSection* earlier = nullptr;
  for (const v1::RegisterSection& candidate : before) {
    if (candidate.register_() == section->register_()) earlier = &candidate;
  }
  for (v1::RiskMovement& movement : ComposeMovements(earlier, *section)) {
    *section->add_movements() = std::move(movement);
  }
}

absl::Status Fill(Connection& connection, const Ledger& ledger, const Caller& caller,
                  const Request& request, v1::RegisterReport* report) {
  absl::Status exists = CheckExists(ledger, caller, connection, request);
  if (!exists.ok()) return exists;
  auto at = ResolveReadAt(caller, request);
  if (!at.ok()) return at.status();
  auto sections = ReadSections(connection, ledger, request, *at);
  if (!sections.ok()) return sections.status();
  report->Clear();
  report->set_parent(request.parent());
  report->set_as_at(FormatDay(at->day));
  report->set_compare_to(request.compare_to());
  if (!request.compare_to().empty()) {
    auto earlier = ParseDay(request.compare_to());
    if (!earlier.ok()) return earlier.status();
    if (*earlier > at->day) return InvalidField("compare_to", "is after the day of the report");
    auto before = ReadSections(connection, ledger, request, {*earlier, at->position});
    if (!before.ok()) return before.status();
    for (v1::RegisterSection& section : *sections) AddMovements(*before, &section);
  }
  for (v1::RegisterSection& section : *sections) *report->add_registers() = std::move(section);
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<v1::RegisterReport> GetRegisterReport(const Ledger& ledger, const Caller& caller,
                                                     const Request& request) {
  absl::Status status = CheckRequest(ledger, request);
  if (!status.ok()) return status;
  v1::RegisterReport report;
  status = ledger.database().Snapshot(caller.limits(), [&](Connection& connection) {
    return Fill(connection, ledger, caller, request, &report);
  });
  if (!status.ok()) return status;
  return report;
}

}  // namespace concordat::risk
