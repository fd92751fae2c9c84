// Dependencies that are written on two nodes of a real cluster at once.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <barrier>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "common/base/errors.h"
#include "common/base/text.h"
#include "common/ledger/standard_reads.h"
#include "common/resource/schema.h"
#include "concordat/programme/v1/dependency_service.pb.h"
#include "programme-service/src/dependency_rules.h"
#include "programme-service/src/plan_graph.h"
#include "tests/support/galera_cluster.h"
#include "tests/support/ledger_testing.h"
#include "tests/support/status_matchers.h"

namespace concordat::programme {
namespace {

using test::IsOk;

constexpr char kNorth[] = "partnerships/north";

std::vector<ResourceRegistration> Resources() {
  return {Keep<v1::Dependency>(&CheckDependency).With(&CheckDependencies, Writers::kOneAtATime)};
}

// A replica on a node of its own.
class Replica {
 public:
  Replica(const test::GaleraCluster& cluster, int node, const std::string& schema)
      : database_(cluster.Options(node, schema)), ledger_(&database_, "programme", Resources()) {
    BindStandardMethods(ledger_, &methods_);
  }

  absl::Status Create(const std::string& from, const std::string& to) {
    v1::CreateDependencyRequest request;
    request.set_parent(kNorth);
    request.set_dependency_id(Concat(from, "-", to));
    request.mutable_dependency()->set_predecessor(Concat(kNorth, "/projects/", from));
    request.mutable_dependency()->set_successor(Concat(kNorth, "/projects/", to));
    return Call("CreateDependency", request);
  }

 private:
  absl::Status Call(const std::string& method, const google::protobuf::Message& request) {
    Caller caller;
    caller.subject = "tester";
    caller.deadline = test::Soon();
    v1::Dependency response;
    return methods_.Find("concordat.programme.v1.Dependencies." + method)
        ->handler(caller, request, &response);
  }

  Database database_;
  Ledger ledger_;
  MethodTable methods_;
};

TEST(DependencyClusterTest, OfTwoHalvesOfARingOneIsRefused) {
  test::GaleraCluster cluster(2);
  std::string tables = test::LedgerTables();
  for (const ResourceRegistration& resource : Resources()) {
    tables += CreateTables(*ResourceType::FromDescriptor(resource.descriptor));
  }
  cluster.Run(Concat("CREATE DATABASE rings; USE rings; ", tables));
  Replica one(cluster, 0, "rings"), other(cluster, 1, "rings");
  for (int round = 0; round < 15; ++round) {
    const std::string a = Concat("a", round), b = Concat("b", round), c = Concat("c", round);
    ASSERT_THAT(one.Create(b, c), IsOk());
    std::barrier both(2);
    absl::Status first, second;
    std::thread writer([&] {
      both.arrive_and_wait();
      first = one.Create(a, b);
    });
    both.arrive_and_wait();
    second = other.Create(c, a);
    writer.join();
    EXPECT_NE(first.ok(), second.ok()) << first << second;
    EXPECT_EQ(ReasonOf(first.ok() ? second : first), kDependencyRing);
  }
}

}  // namespace
}  // namespace concordat::programme
