#include "programme-service/src/pack_work.h"

#include <string_view>
#include <utility>

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
Changes ChangesOf(const EarlierWork& earlier, const Work& work) {
  const auto before = Alike(earlier, work).find(work.name());
  if (before != Alike(earlier, work).end()) return ChangesSince(before->second, work);
  Changes changes;
  changes.Add()->set_kind(v1::WorkChange::KIND_NEW);
  return changes;
}

class WorkAdder {
 public:
  WorkAdder(const WorkReporter& reporter, const std::optional<EarlierWork>& earlier)
      : reporter_(reporter), earlier_(earlier) {
    for (const v1::Project& project : reporter.facts().projects) {
      projects_[project.name()] = &project;
    }
    for (const v1::LiveService& service : reporter.facts().live_services) {
      live_services_[service.name()] = &service;
    }
  }

  void Add(const std::vector<std::string>& names, Works* list) const {
    for (const std::string& name : names) {
      if (const auto project = projects_.find(name); project != projects_.end()) {
        v1::PackWork* added = list->Add();
        *added->mutable_project() = reporter_.Report(*project->second);
        AddRest(*project->second, added);
      } else if (const auto service = live_services_.find(name); service != live_services_.end()) {
        v1::PackWork* added = list->Add();
        *added->mutable_live_service() = reporter_.Report(*service->second);
        AddRest(*service->second, added);
      }
    }
  }

 private:
  template <typename Work>
  void AddRest(const Work& work, v1::PackWork* added) const {
    if (earlier_.has_value()) *added->mutable_changes() = ChangesOf(*earlier_, work);
    added->set_due(DueOf(work));
    for (const v1::Participation* part : reporter_.index().ParticipationsIn(work.name())) {
      if (added->participations_size() < kMaxParticipations) {
        *added->add_participations() = *part;
      } else {
        added->set_participations_left_out(added->participations_left_out() + 1);
      }
    }
  }

  const WorkReporter& reporter_;
  const std::optional<EarlierWork>& earlier_;
  std::map<std::string_view, const v1::Project*> projects_;
  std::map<std::string_view, const v1::LiveService*> live_services_;
};

}  // namespace

void AddPackWork(const PackPlaces& places, const WorkReporter& reporter,
                 const std::optional<EarlierWork>& earlier, v1::PackPart* part) {
  const WorkAdder adder(reporter, earlier);
  adder.Add(places.lists[kRedList], part->mutable_red());
  adder.Add(places.lists[kAmberList], part->mutable_amber());
  adder.Add(places.lists[kChangedList], part->mutable_changed());
  adder.Add(places.lists[kRestList], part->mutable_rest());
  *part->mutable_counts() = places.counts;
}

}  // namespace concordat::programme
