#include "benefits-service/src/pack_funnel.h"

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "benefits-service/src/work.h"
#include "common/base/text.h"
#include "concordat/benefits/v1/benefit.pb.h"
#include "concordat/benefits/v1/funnel_step.pb.h"

namespace concordat::benefits {

absl::Status AddFunnel(const Records& records, const Scope& scope, v1::PackPart* part) {
  SqlPart query = {Concat("SELECT f.name, IF(f.subject = '', COALESCE(NULLIF(", WorkIn("b"),
                          ", ''), b.programme, ''), f.subject), COALESCE(b.title, '') FROM "),
                   {}};
  query.Add(records.InForce<v1::FunnelStep>()).Add(" f LEFT JOIN ");
  query.Add(records.InForce<v1::Benefit>());
  query.Add(" b ON b.name = f.benefit ORDER BY f.position, f.name");
  std::vector<std::string> names;
  std::map<std::string, std::string> titles;
  int left_out = 0;
  absl::Status status = records.Query(query, [&](const Row& row) {
    if (!scope.Holds(std::string(row.Text(1)))) return absl::OkStatus();
    if (names.size() == kMaxPackFunnel) {
      ++left_out;
      return absl::OkStatus();
    }
    names.emplace_back(row.Text(0));
    titles[names.back()] = row.Text(2);
    return absl::OkStatus();
  });
  if (!status.ok()) return status;
  auto steps = records.Named<v1::FunnelStep>(names);
  if (!steps.ok()) return steps.status();
  std::map<std::string, v1::FunnelStep*> by_name;
  for (v1::FunnelStep& step : *steps) by_name[step.name()] = &step;
  for (const std::string& name : names) {
    v1::PackFunnelStep* shown = part->add_funnel();
    shown->mutable_step()->Swap(by_name.at(name));
    shown->set_benefit_title(titles[name]);
  }
  part->set_funnel_left_out(left_out);
  return absl::OkStatus();
}

}  // namespace concordat::benefits
