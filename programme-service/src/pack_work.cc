#include "programme-service/src/pack_work.h"

#include <algorithm>
#include <string>
#include <tuple>
#include <vector>

#include "common/base/date.h"
#include "common/findings/finding_scope.h"

namespace concordat::programme {
namespace {

using Changes = google::protobuf::RepeatedPtrField<v1::WorkChange>;
using Works = google::protobuf::RepeatedPtrField<v1::PackWork>;

const auto& Alike(const EarlierWork& earlier, const v1::Project&) { return earlier.projects; }
const auto& Alike(const EarlierWork& earlier, const v1::LiveService&) {
  return earlier.live_services;
}

// What has changed about a piece of work since it was `before`.
template <typename Work>
Changes ChangesSince(const Work& before, const Work& now) {
  Changes changes;
  if (before.reported_status() != now.reported_status()) {
    v1::WorkChange* change = changes.Add();
    change->set_kind(v1::WorkChange::KIND_STATUS);
    change->set_status_before(before.reported_status());
  }
  if (DueOf(before) != DueOf(now)) {
    v1::WorkChange* change = changes.Add();
    change->set_kind(v1::WorkChange::KIND_END);
    change->set_end_before(DueOf(before));
  }
  if (before.narrative() != now.narrative())
    changes.Add()->set_kind(v1::WorkChange::KIND_NARRATIVE);
  return changes;
}

template <typename Work>
Changes ChangesOf(const EarlierWork* earlier, const Work& work) {
  if (earlier == nullptr) return {};
  const auto before = Alike(*earlier, work).find(work.name());
  if (before == Alike(*earlier, work).end()) return {};
  if (before->second.has_value()) return ChangesSince(*before->second, work);
  Changes changes;
  changes.Add()->set_kind(v1::WorkChange::KIND_NEW);
  return changes;
}

// Puts works into their lists, in the order in which they come.
class WorkAdder {
 public:
  WorkAdder(const PackQuestion& question, const WorkReporter& reporter, v1::PackPart* part)
      : question_(question), reporter_(reporter), part_(*part), counts_(*part->mutable_counts()) {}

  template <typename Work>
  void Add(const Work& work) {
    Count(work.reported_status());
    if (reporter_.ChallengeOf(work.name(), work.reported_status()).differs()) {
      counts_.set_challenged(counts_.challenged() + 1);
    }
    Changes changes = ChangesOf(question_.earlier, work);
    Works* list = ListFor(work.reported_status(), !changes.empty() || IsDue(DueOf(work), Day()));
    if (list->size() == kMaxPackWork) return CountLeftOut(list);
    v1::PackWork* added = list->Add();
    Report(work, added);
    added->set_due(DueOf(work));
    *added->mutable_changes() = std::move(changes);
  }

 private:
  absl::CivilDay Day() const { return reporter_.facts().day; }

  void Report(const v1::Project& project, v1::PackWork* added) {
    *added->mutable_project() = reporter_.Report(project);
  }
  void Report(const v1::LiveService& service, v1::PackWork* added) {
    *added->mutable_live_service() = reporter_.Report(service);
  }

  void Count(type::v1::Rag status) {
    switch (status) {
      case type::v1::RAG_RED:
        return counts_.set_red(counts_.red() + 1);
      case type::v1::RAG_AMBER:
        return counts_.set_amber(counts_.amber() + 1);
      case type::v1::RAG_GREEN:
        return counts_.set_green(counts_.green() + 1);
      default:
        return counts_.set_not_reported(counts_.not_reported() + 1);
    }
  }

  Works* ListFor(type::v1::Rag status, bool changed_or_due) {
    if (status == type::v1::RAG_RED) return part_.mutable_red();
    if (status == type::v1::RAG_AMBER) return part_.mutable_amber();
    return changed_or_due ? part_.mutable_changed() : part_.mutable_rest();
  }

  void CountLeftOut(const Works* list) {
    if (list == &part_.red()) return counts_.set_red_left_out(counts_.red_left_out() + 1);
    if (list == &part_.amber()) return counts_.set_amber_left_out(counts_.amber_left_out() + 1);
    if (list == &part_.changed()) {
      return counts_.set_changed_left_out(counts_.changed_left_out() + 1);
    }
    counts_.set_rest_left_out(counts_.rest_left_out() + 1);
  }

  const PackQuestion& question_;
  const WorkReporter& reporter_;
  v1::PackPart& part_;
  v1::WorkCounts& counts_;
};

// Those in the scope, by title and name.
template <typename Work>
std::vector<const Work*> InScope(const Scope& scope, const std::vector<Work>& works) {
  std::vector<const Work*> held;
  for (const Work& work : works) {
    if (scope.Holds(work.name())) held.push_back(&work);
  }
  std::ranges::sort(held, {},
                    [](const Work* work) { return std::tie(work->title(), work->name()); });
  return held;
}

}  // namespace

bool IsDue(const std::string& date, absl::CivilDay day) {
  const auto due = ParsePartialDate(date);
  return due.ok() && due->last <= day;
}

void AddPackWork(const PackQuestion& question, const WorkReporter& reporter, v1::PackPart* part) {
  const Scope scope(question.scope);
  WorkAdder adder(question, reporter, part);
  for (const v1::LiveService* service : InScope(scope, reporter.facts().live_services)) {
    adder.Add(*service);
  }
  for (const v1::Project* project : InScope(scope, reporter.facts().projects)) adder.Add(*project);
}

}  // namespace concordat::programme
