#include "programme-service/src/light_candidates.h"

#include <map>
#include <string>
#include <string_view>

#include "common/base/text.h"
#include "concordat/programme/v1/issue.pb.h"
#include "programme-service/src/work_tables.h"

namespace concordat::programme {
namespace {

using type::v1::Rag;

// What the lights of a piece of work are held against.
struct LitWork {
  std::string_view title;
  Rag status = type::v1::RAG_UNSPECIFIED;
  const NewestReport* own = nullptr;
  // Of the project that changes a live service.
  const NewestReport* changing = nullptr;
  // How many open issues are not expected to be resolved; null without open issues.
  const int64_t* unresolved = nullptr;
};

// The work that has open issues, with how many of them are not expected to be resolved.
using OpenIssues = std::map<std::string, int64_t, std::less<>>;

absl::StatusOr<OpenIssues> CountOpenIssues(const Records& records) {
  SqlPart query = {Concat("SELECT ", WorkIn("k"), " AS work, SUM(k.expectation = ",
                          int{v1::Issue::EXPECTATION_NOT_RESOLVED}, ") FROM "),
                   {}};
  query.Add(records.InForce<v1::Issue>()).Add(" k WHERE ").Add(IsOpen("k", records.at().day));
  OpenIssues issues;
  absl::Status status = records.Query(query.Add(" GROUP BY work"), [&issues](const Row& row) {
    issues[std::string(row.Text(0))] = row.Int(1);
    return absl::OkStatus();
  });
  if (!status.ok()) return status;
  return issues;
}

bool Differs(Rag status, const NewestReport& report) {
  return status != type::v1::RAG_UNSPECIFIED && report.light != type::v1::RAG_UNSPECIFIED &&
         report.light != status;
}

// A light that the open issues do not give, or that none of them explains.
bool MayBeOtherThanIssues(const LitWork& work) {
  switch (work.status) {
    case type::v1::RAG_GREEN:
      return work.unresolved != nullptr;
    case type::v1::RAG_AMBER:
      return work.unresolved == nullptr || *work.unresolved > 0;
    case type::v1::RAG_RED:
      return work.unresolved == nullptr || *work.unresolved == 0;
    default:
      return false;
  }
}

bool MayBeOtherThanReport(const LitWork& work) {
  if (work.own != nullptr) {
    return Differs(work.status, *work.own) || work.own->stands_out || work.own->title != work.title;
  }
  // A live service without a report has that of the project which changes it.
  if (work.changing != nullptr) return Differs(work.status, *work.changing);
  return work.status == type::v1::RAG_RED || work.status == type::v1::RAG_AMBER;
}

}  // namespace

absl::Status FindByLights(const Records& records, const NewestReports& newest, WorkNames* names) {
  auto issues = CountOpenIssues(records);
  if (!issues.ok()) return issues.status();
  const auto find = [&](SqlPart query, std::vector<std::string>* found) {
    return records.Query(query.Add(" w"), [&](const Row& row) {
      const auto open = issues->find(row.Text(0));
      const LitWork work = {row.Text(1), static_cast<Rag>(row.Int(2)),
                            NewestOf(newest, row.Text(0)), NewestOf(newest, row.Text(3)),
                            open == issues->end() ? nullptr : &open->second};
      if (MayBeOtherThanReport(work) || MayBeOtherThanIssues(work)) {
        found->emplace_back(row.Text(0));
      }
      return absl::OkStatus();
    });
  };
  SqlPart projects = {"SELECT w.name, w.title, w.reported_status, '' FROM ", {}};
  absl::Status status = find(projects.Add(records.InForce<v1::Project>()), &names->projects);
  if (!status.ok()) return status;
  SqlPart services = {"SELECT w.name, w.title, w.reported_status, w.project FROM ", {}};
  return find(services.Add(records.InForce<v1::LiveService>()), &names->live_services);
}

}  // namespace concordat::programme
