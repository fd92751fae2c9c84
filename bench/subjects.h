// What is measured of each service: reading and creating one of its resources.
#ifndef CONCORDAT_BENCH_SUBJECTS_H_
#define CONCORDAT_BENCH_SUBJECTS_H_

#include <absl/status/status.h>
#include <google/protobuf/message.h>

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "common/ledger/temporal_store.h"
#include "common/resource/resource_type.h"
#include "common/sql/mysql.h"

namespace concordat::bench {

// The day that everything is written and read on.
inline constexpr char kDay[] = "2011-06-30";

struct Subject {
  // `risk-service`
  std::string service;
  const ResourceType* type = nullptr;
  // Empty for a global resource.
  std::string parent;
  // What each of its rows holds.
  std::shared_ptr<google::protobuf::Message> values;
  // What the service asks the database about the parent of a new resource.
  std::function<absl::Status(Connection&, const std::string& parent)> check_parent;

  std::string NameOf(std::string_view id) const;
  // `concordat.risk.v1.Risks.GetRisk` for `Get`.
  std::string MethodOf(std::string_view verb) const;
  MessagePtr GetRequest(std::string_view id) const;
  MessagePtr CreateRequest(std::string_view id) const;
};

// A project, a benefit and a risk: one for each service.
const std::vector<Subject>& Subjects();

// The subject of a service. Ends the program when there is none.
const Subject& SubjectOf(std::string_view service);

// What has to be there before, with its id: a partnership and a register.
const std::vector<std::pair<std::string, Subject>>& Foundations();

}  // namespace concordat::bench

#endif  // CONCORDAT_BENCH_SUBJECTS_H_
