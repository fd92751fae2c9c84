// For tests: a service of a few resources over a fresh schema, called through its
// method table as the rpc adapter would.
#ifndef CONCORDAT_TESTS_SUPPORT_RESOURCE_TESTING_H_
#define CONCORDAT_TESTS_SUPPORT_RESOURCE_TESTING_H_

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "common/base/text.h"
#include "common/feed/feed_batch.h"
#include "common/ledger/ledger.h"
#include "common/ledger/standard_reads.h"
#include "common/resource/schema.h"
#include "common/rpc/method_table.h"
#include "common/sql/lease.h"
#include "concordat/programme/v1/council.pb.h"
#include "concordat/programme/v1/council_service.pb.h"
#include "tests/support/ledger_testing.h"
#include "tests/support/status_matchers.h"

namespace concordat::test {

// A service of the resources given.
class ResourcesTest : public testing::Test {
 protected:
  ResourcesTest(const std::string& service, const std::vector<ResourceRegistration>& resources)
      : database_(NewLedger(TablesOf(resources))), ledger_(database_.get(), service, resources) {
    caller_.subject = "tester";
    caller_.deadline = Soon();
    BindStandardMethods(ledger_, &methods_);
  }

  // `method` without its package: `Councils.GetCouncil`. Each call has time of its own.
  template <typename Response, typename Request>
  absl::StatusOr<Response> CallMethod(const std::string& method, const Request& request) {
    Response response;
    Caller caller = caller_;
    caller.deadline = Soon();
    const auto* found = methods_.Find(Concat("concordat.", ledger_.service(), ".v1.", method));
    const absl::Status status = found->handler(caller, request, &response);
    if (!status.ok()) return status;
    return response;
  }

  // Sequences what waits; answers with the newest position.
  int64_t Sequence() {
    auto taken = lease_.Take(*database_);
    EXPECT_TRUE(taken.ok() && *taken) << taken.status();
    auto sequenced = SequenceBatch(*database_, lease_, 1000);
    EXPECT_THAT(sequenced, IsOk());
    return Number(*database_, "SELECT MAX(position) FROM feed");
  }

  // The one text that a query answers with.
  std::string Text(std::string_view sql, const SqlValues& values = {}) {
    std::string text;
    EXPECT_THAT(database_->Read(Soon(),
                                [&](Connection& connection) {
                                  return connection.Query(sql, values, [&text](const Row& row) {
                                    text = std::string(row.Text(0));
                                    return absl::OkStatus();
                                  });
                                }),
                IsOk());
    return text;
  }

  // The id of the change at a place in the feed.
  std::string ChangeAt(int64_t position) {
    return Text("SELECT change_id FROM feed WHERE position = ?", {position});
  }

  static std::string TablesOf(const std::vector<ResourceRegistration>& resources) {
    const Registry registry(resources);
    std::string sql;
    for (const ResourceType* type : registry.All()) sql += CreateTables(*type);
    return sql;
  }

  std::unique_ptr<Database> database_;
  Ledger ledger_;
  MethodTable methods_;
  Caller caller_;
  Lease lease_{"sequencer", absl::Seconds(5)};
};

class CouncilsTest : public ResourcesTest {
 protected:
  using Council = programme::v1::Council;

  CouncilsTest() : ResourcesTest("programme", {Keep<Council>()}) {}

  template <typename Response, typename Request>
  absl::StatusOr<Response> Call(const std::string& verb, const Request& request) {
    return CallMethod<Response>("Councils." + verb, request);
  }

  absl::StatusOr<Council> Create(const std::string& id, const std::string& day,
                                 const std::string& section = "") {
    programme::v1::CreateCouncilRequest request;
    request.set_council_id(id);
    FillRequired(request.mutable_council());
    request.mutable_council()->mutable_source()->set_section(section);
    request.set_effective_date(day);
    return Call<Council>("CreateCouncil", request);
  }

  absl::StatusOr<Council> Update(const std::string& id, const std::string& day,
                                 const std::string& path, const std::string& value,
                                 const std::string& etag = "") {
    programme::v1::UpdateCouncilRequest request;
    request.mutable_council()->set_name("councils/" + id);
    request.mutable_council()->set_etag(etag);
    if (path == "source.section") request.mutable_council()->mutable_source()->set_section(value);
    if (path == "source.row") request.mutable_council()->mutable_source()->set_row(value);
    if (path == "effective_from") request.mutable_council()->set_effective_from(value);
    request.mutable_update_mask()->add_paths(path);
    request.set_effective_date(day);
    return Call<Council>("UpdateCouncil", request);
  }

  absl::StatusOr<Council> Delete(const std::string& id, const std::string& day) {
    programme::v1::DeleteCouncilRequest request;
    request.set_name("councils/" + id);
    request.set_effective_date(day);
    return Call<Council>("DeleteCouncil", request);
  }

  absl::StatusOr<Council> Undelete(const std::string& id, const std::string& day) {
    programme::v1::UndeleteCouncilRequest request;
    request.set_name("councils/" + id);
    request.set_effective_date(day);
    return Call<Council>("UndeleteCouncil", request);
  }

  absl::StatusOr<Council> Get(const std::string& id, const std::string& day) {
    programme::v1::GetCouncilRequest request;
    request.set_name("councils/" + id);
    request.set_as_at(day);
    return Call<Council>("GetCouncil", request);
  }

  // What every council must have besides what a test is about.
  static void FillRequired(Council* council) {
    const auto* title = Council::descriptor()->FindFieldByName("title");
    if (title != nullptr) council->GetReflection()->SetString(council, title, "A council");
    const auto* kind = Council::descriptor()->FindFieldByName("kind");
    if (kind != nullptr) council->GetReflection()->SetEnumValue(council, kind, 1);
  }
};

}  // namespace concordat::test

#endif  // CONCORDAT_TESTS_SUPPORT_RESOURCE_TESTING_H_
