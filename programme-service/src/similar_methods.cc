#include "programme-service/src/similar_methods.h"

#include <algorithm>
#include <string>

#include "common/base/errors.h"
#include "common/base/text.h"
#include "common/ledger/records.h"
#include "common/service/report_below.h"
#include "concordat/programme/v1/action.pb.h"
#include "concordat/programme/v1/live_service.pb.h"
#include "concordat/programme/v1/programme.pb.h"
#include "concordat/programme/v1/project.pb.h"
#include "concordat/programme/v1/service_area.pb.h"
#include "programme-service/src/similar_reading.h"

namespace concordat::programme {
namespace {

constexpr int kDefaultWorks = 20;
constexpr int kMostWorks = 50;

bool IsWork(const Registry& registry, const std::string& name) {
  return registry.TypeOf<v1::Programme>().Matches(name) ||
         registry.TypeOf<v1::Project>().Matches(name) ||
         registry.TypeOf<v1::ServiceArea>().Matches(name) ||
         registry.TypeOf<v1::LiveService>().Matches(name) ||
         registry.TypeOf<v1::Action>().Matches(name);
}

absl::StatusOr<v1::ListSimilarWorksResponse> ListSimilarWorks(
    const Ledger& ledger, const Caller& caller, const v1::ListSimilarWorksRequest& request) {
  const std::string& work = request.parent();
  if (!IsWork(ledger.registry(), work)) {
    return InvalidField("parent",
                        "is no name of a programme, project, service area, live service or action");
  }
  if (request.page_size() < 0) return InvalidField("page_size", "is negative");
  const int most =
      request.page_size() == 0 ? kDefaultWorks : std::min(request.page_size(), kMostWorks);
  const std::string partnership = Concat("partnerships/", ResourceType::PartnershipOf(work));
  absl::StatusOr<v1::ListSimilarWorksResponse> response = v1::ListSimilarWorksResponse();
  absl::Status status = ReadReportBelow(
      ledger, caller, request, partnership, [&](Connection& connection, const ReadAt& at) {
        response = ReadSimilar(Records(connection, ledger.registry(), partnership, at),
                               {work, most, !request.without_tags()});
        return response.status();
      });
  if (!status.ok()) return status;
  return response;
}

}  // namespace

void BindSimilarWorks(const Ledger& ledger, MethodTable* methods) {
  methods->Bind<v1::ListSimilarWorksRequest, v1::ListSimilarWorksResponse>(
      "concordat.programme.v1.SimilarWorks.ListSimilarWorks",
      [&ledger](const Caller& caller, const v1::ListSimilarWorksRequest& request) {
        return ListSimilarWorks(ledger, caller, request);
      });
}

}  // namespace concordat::programme
