#include "programme-service/src/facts.h"

#include "programme-service/src/work_rules.h"

namespace concordat::programme {

std::string Facts::TitleOf(const std::string& council) const {
  const auto found = councils.find(council);
  return found == councils.end() ? council : found->second.title();
}

std::map<std::string, std::string> WorkByRecord(const Facts& facts) {
  std::map<std::string, std::string> works;
  for (const auto& issue : facts.issues) works[issue.name()] = WorkOf(issue);
  for (const auto& report : facts.highlights) works[report.name()] = WorkOf(report);
  for (const auto& one : facts.participations) works[one.name()] = WorkOf(one);
  AddPlanOwners(facts.plans, &works);
  return works;
}

std::string DueOf(const v1::Project& project) {
  return project.current_end().empty() ? project.baseline_end() : project.current_end();
}

std::string DueOf(const v1::LiveService&) { return ""; }

}  // namespace concordat::programme
