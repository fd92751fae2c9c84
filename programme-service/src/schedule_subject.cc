#include "programme-service/src/schedule_subject.h"

#include "common/base/errors.h"
#include "common/base/text.h"
#include "common/resource/resource_index.h"
#include "concordat/programme/v1/council.pb.h"
#include "concordat/programme/v1/live_service.pb.h"
#include "concordat/programme/v1/objective.pb.h"
#include "concordat/programme/v1/participation.pb.h"
#include "concordat/programme/v1/programme.pb.h"
#include "concordat/programme/v1/project.pb.h"
#include "concordat/programme/v1/service_area.pb.h"

namespace concordat::programme {

absl::Status ScheduleSubject::Check() const {
  if (name_.empty()) return absl::OkStatus();
  const bool council = Is<v1::Council>();
  if (!council && !Is<v1::Project>() && !Is<v1::Programme>() && !Is<v1::ServiceArea>()) {
    return InvalidField("subject",
                        "is not the name of a project, a programme, a service area or a council");
  }
  if (!council && !name_.starts_with(records_.parent() + "/")) return ResourceNotFound(name_);
  SqlPart query = {"SELECT k.name FROM ", {}};
  query.Add(records_.InForce(*records_.registry().Find(TypeOfName(name_)->type())));
  auto found = records_.Names(query.Add(" k WHERE k.name = ?", {name_}));
  if (!found.ok()) return found.status();
  return found->empty() ? ResourceNotFound(name_) : absl::OkStatus();
}

// Of work that a column of it says is of the subject.
template <typename Work>
SqlPart ScheduleSubject::IsOfWork(std::string_view column, std::string_view steered_by) const {
  SqlPart part = {Concat("k.", column, " IN (SELECT w.name FROM "), {}};
  part.Add(records_.InForce<Work>());
  return part.Add(Concat(" w WHERE w.", steered_by, " = ?)"), {name_});
}

// Of which a participation of the council tells that it takes part in it.
SqlPart ScheduleSubject::TakesPartIn(std::string_view work, std::string_view column) const {
  SqlPart part = {Concat(work, " IN (SELECT p.", column, " FROM "), {}};
  part.Add(records_.InForce<v1::Participation>());
  return part.Add(Concat(" p WHERE p.council = ? AND p.", column, " <> '' AND p.engagement <> ",
                         int{v1::Participation::ENGAGEMENT_WITHDRAWN}, ")"),
                  {name_});
}

// Of work that the council hosts or takes part in, named by a column of `k`.
template <typename Work>
SqlPart ScheduleSubject::IsHosted(std::string_view column) const {
  SqlPart part = {"(", {}};
  part.Add(IsOfWork<Work>(column, "host_council")).Add(" OR ");
  return part.Add(TakesPartIn(Concat("k.", column), column)).Add(")");
}

SqlPart ScheduleSubject::IsMilestoneOfCouncil() const {
  SqlPart part = {"(k.owner_council = ? OR ", {name_}};
  part.Add(IsHosted<v1::Project>("project")).Add(" OR ");
  part.Add(IsHosted<v1::LiveService>("live_service")).Add(" OR ");
  part.Add(TakesPartIn("k.service_area", "service_area")).Add(" OR ");
  return part.Add(TakesPartIn("k.programme", "programme")).Add(")");
}

SqlPart ScheduleSubject::HoldsLiveService() const {
  if (name_.empty()) return {"TRUE", {}};
  if (Is<v1::Project>()) return {"k.project = ?", {name_}};
  if (!Is<v1::Council>()) {
    return {Is<v1::Programme>() ? "k.programme = ?" : "k.service_area = ?", {name_}};
  }
  SqlPart part = {"(k.host_council = ? OR ", {name_}};
  return part.Add(TakesPartIn("k.name", "live_service")).Add(")");
}

SqlPart ScheduleSubject::HoldsAction() const {
  if (name_.empty()) return {"TRUE", {}};
  if (Is<v1::Project>()) return {"k.project = ?", {name_}};
  if (Is<v1::Council>()) {
    SqlPart part = {"(k.lead_council = ? OR ", {name_}};
    return part.Add(IsHosted<v1::Project>("project")).Add(")");
  }
  const bool programme = Is<v1::Programme>();
  SqlPart part = IsOfWork<v1::Project>("project", programme ? "programme" : "service_area");
  if (!programme) return part;
  SqlPart either = {"(", {}};
  either.Add(part).Add(" OR ").Add(IsOfWork<v1::Objective>("objective", "programme"));
  return either.Add(")");
}

SqlPart ScheduleSubject::HoldsReturn() const {
  if (name_.empty()) return {"TRUE", {}};
  if (!Is<v1::Council>()) return {"FALSE", {}};
  return {"k.council = ?", {name_}};
}

SqlPart ScheduleSubject::HoldsProject() const {
  if (name_.empty()) return {"TRUE", {}};
  if (Is<v1::Council>()) {
    SqlPart part = {"(k.host_council = ? OR k.lead_council = ? OR ", {name_, name_}};
    return part.Add(TakesPartIn("k.name", "project")).Add(")");
  }
  if (Is<v1::Project>()) return {"k.name = ?", {name_}};
  return {Is<v1::Programme>() ? "k.programme = ?" : "k.service_area = ?", {name_}};
}

SqlPart ScheduleSubject::HoldsStagePlan() const {
  if (name_.empty()) return {"TRUE", {}};
  if (Is<v1::Project>()) return {"k.project = ?", {name_}};
  if (Is<v1::Programme>()) return IsOfWork<v1::Project>("project", "programme");
  if (Is<v1::Council>()) {
    SqlPart part = {"(", {}};
    part.Add(IsHosted<v1::Project>("project")).Add(" OR ");
    return part.Add(TakesPartIn("k.service_area", "service_area")).Add(")");
  }
  SqlPart part = {"(k.service_area = ? OR ", {name_}};
  return part.Add(IsOfWork<v1::Project>("project", "service_area")).Add(")");
}

SqlPart ScheduleSubject::HoldsMilestone() const {
  if (name_.empty() || Is<v1::Project>()) return HoldsStagePlan();
  if (Is<v1::Council>()) return IsMilestoneOfCouncil();
  const bool programme = Is<v1::Programme>();
  const char* column = programme ? "programme" : "service_area";
  SqlPart part = {Concat("(k.", column, " = ? OR "), {name_}};
  part.Add(IsOfWork<v1::Project>("project", column));
  part.Add(" OR ").Add(IsOfWork<v1::LiveService>("live_service", column));
  return part.Add(")");
}

}  // namespace concordat::programme
