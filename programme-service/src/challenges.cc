#include "programme-service/src/challenges.h"

#include <map>
#include <span>
#include <utility>

#include "common/base/text.h"
#include "common/sql/bulk.h"
#include "programme-service/src/facts.h"
#include "programme-service/src/facts_index.h"
#include "programme-service/src/status_judgement.h"
#include "programme-service/src/work_tables.h"

namespace concordat::programme {
namespace {

using type::v1::Rag;

// One piece of work with its open issues: those that may be told, and all.
struct WorkIssues {
  std::string work;
  Rag reported = type::v1::RAG_UNSPECIFIED;
  std::vector<v1::Issue> told, all;
};

class ChallengeCounter {
 public:
  ChallengeCounter(const Records& records, const Steered& programmes,
                   const benefits::v1::BenefitsPosition& positions)
      : records_(records), programmes_(programmes), positions_(positions) {
    for (const auto& position : positions.works()) {
      if (MissesBenefits(position)) missing_.push_back(position.work());
    }
  }

  template <typename Work>
  absl::Status Count() {
    std::map<std::string, Rag> without_issues;
    absl::Status status = ReadMissing<Work>(&without_issues);
    if (status.ok()) {
      status = ForEachWithIssues<Work>([&](WorkIssues* work) {
        without_issues.erase(work->work);
        Judge(work);
      });
    }
    for (const auto& [name, reported] : without_issues) {
      WorkIssues work{name, reported, {}, {}};
      Judge(&work);
    }
    return status;
  }

  int count() const { return count_; }

 private:
  // The reported status of the work that misses benefits.
  template <typename Work>
  absl::Status ReadMissing(std::map<std::string, Rag>* works) const {
    return ForEachPart(
        std::span<const std::string>(missing_), [&](const std::vector<std::string>& part) {
          SqlPart query = {"SELECT w.name, w.reported_status FROM ", {}};
          query.Add(records_.InForce<Work>()).Add(" w WHERE ").Add(IsSteeredBy(programmes_));
          query.Add(" AND ").Add(IsAmong("w.name", part));
          return records_.Query(query, [works](const Row& row) {
            (*works)[std::string(row.Text(0))] = static_cast<Rag>(row.Int(1));
            return absl::OkStatus();
          });
        });
  }

  // All open issues in the order of the work, each with whether it may be told.
  template <typename Work>
  SqlPart WithIssues() const {
    const std::string owner = Concat("k.", WorkTable<Work>::kOwnerColumn);
    SqlPart query = {
        "SELECT w.name, w.reported_status, k.name, k.title, k.expectation, k.source_section,"
        " t.name FROM ",
        {}};
    query.Add(records_.InForce<Work>()).Add(" w JOIN ").Add(records_.OfAll().InForce<v1::Issue>());
    query.Add(Concat(" k ON w.name = ", owner, " LEFT JOIN ")).Add(records_.InForce<v1::Issue>());
    query.Add(" t ON t.name = k.name WHERE w.reported_status <> 0 AND ");
    query.Add(IsSteeredBy(programmes_)).Add(" AND ").Add(IsOpen("k", records_.at().day));
    return query.Add(" ORDER BY w.name");
  }

  template <typename Work, typename Use>
  absl::Status ForEachWithIssues(const Use& use) const {
    WorkIssues work;
    absl::Status status = records_.Query(WithIssues<Work>(), [&](const Row& row) {
      if (row.Text(0) != work.work) {
        if (!work.work.empty()) use(&work);
        work = {std::string(row.Text(0)), static_cast<Rag>(row.Int(1)), {}, {}};
      }
      v1::Issue issue;
      issue.set_name(std::string(row.Text(2)));
      issue.set_title(std::string(row.Text(3)));
      issue.set_expectation(static_cast<v1::Issue::Expectation>(row.Int(4)));
      issue.mutable_source()->set_section(std::string(row.Text(5)));
      if (!row.IsNull(6)) work.told.push_back(issue);
      work.all.push_back(std::move(issue));
      return absl::OkStatus();
    });
    if (!work.work.empty()) use(&work);
    return status;
  }

  void Judge(WorkIssues* work) {
    SortByPlace(&work->told);
    SortByPlace(&work->all);
    const auto challenge =
        ChallengeToTell(work->reported, work->told, work->all, positions_.Of(work->work));
    if (challenge.differs()) ++count_;
  }

  const Records& records_;
  const Steered& programmes_;
  const PositionIndex positions_;
  std::vector<std::string> missing_;
  int count_ = 0;
};

}  // namespace

absl::StatusOr<int> CountChallenged(const Records& records, const Steered& programmes,
                                    const benefits::v1::BenefitsPosition& positions) {
  ChallengeCounter counter(records, programmes, positions);
  absl::Status status = counter.Count<v1::Project>();
  if (status.ok()) status = counter.Count<v1::LiveService>();
  if (!status.ok()) return status;
  return counter.count();
}

}  // namespace concordat::programme
