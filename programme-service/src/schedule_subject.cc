#include "programme-service/src/schedule_subject.h"

#include "common/base/errors.h"
#include "common/base/text.h"
#include "common/resource/resource_index.h"
#include "concordat/programme/v1/live_service.pb.h"
#include "concordat/programme/v1/programme.pb.h"
#include "concordat/programme/v1/project.pb.h"
#include "concordat/programme/v1/service_area.pb.h"

namespace concordat::programme {

absl::Status ScheduleSubject::Check() const {
  if (name_.empty()) return absl::OkStatus();
  if (!Is<v1::Project>() && !Is<v1::Programme>() && !Is<v1::ServiceArea>()) {
    return InvalidField("subject", "is not the name of a project, a programme or a service area");
  }
  if (!name_.starts_with(records_.parent() + "/")) return ResourceNotFound(name_);
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

SqlPart ScheduleSubject::HoldsProject() const {
  if (name_.empty()) return {"TRUE", {}};
  if (Is<v1::Project>()) return {"k.name = ?", {name_}};
  return {Is<v1::Programme>() ? "k.programme = ?" : "k.service_area = ?", {name_}};
}

SqlPart ScheduleSubject::HoldsStagePlan() const {
  if (name_.empty()) return {"TRUE", {}};
  if (Is<v1::Project>()) return {"k.project = ?", {name_}};
  if (Is<v1::Programme>()) return IsOfWork<v1::Project>("project", "programme");
  SqlPart part = {"(k.service_area = ? OR ", {name_}};
  return part.Add(IsOfWork<v1::Project>("project", "service_area")).Add(")");
}

SqlPart ScheduleSubject::HoldsMilestone() const {
  if (name_.empty() || Is<v1::Project>()) return HoldsStagePlan();
  const bool programme = Is<v1::Programme>();
  const char* column = programme ? "programme" : "service_area";
  SqlPart part = {Concat("(k.", column, " = ? OR "), {name_}};
  part.Add(IsOfWork<v1::Project>("project", column));
  part.Add(" OR ").Add(IsOfWork<v1::LiveService>("live_service", column));
  return part.Add(")");
}

}  // namespace concordat::programme
