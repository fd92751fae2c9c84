// Three replicas of a ledger, each on its own node of a real cluster.
#include <absl/time/clock.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <barrier>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "common/base/errors.h"
#include "common/base/text.h"
#include "common/feed/feed.h"
#include "common/feed/sequencer.h"
#include "common/feed/verify_history.h"
#include "common/ledger/references.h"
#include "common/ledger/rings.h"
#include "common/ledger/standard_reads.h"
#include "common/resource/schema.h"
#include "concordat/benefits/v1/benefit_service.pb.h"
#include "concordat/benefits/v1/share_service.pb.h"
#include "concordat/risk/v1/register_service.pb.h"
#include "tests/support/galera_cluster.h"
#include "tests/support/ledger_testing.h"
#include "tests/support/status_matchers.h"

namespace concordat {
namespace {

using test::IsOk;
using testing::IsEmpty;

constexpr char kNorth[] = "partnerships/north";
constexpr int kNodes = 3;

std::vector<ResourceRegistration> Resources() {
  return {Keep<benefits::v1::Benefit>(), Keep<benefits::v1::Share>(), Keep<risk::v1::Register>()};
}

test::GaleraCluster& Cluster() {
  static test::GaleraCluster cluster(kNodes);
  return cluster;
}

// One replica of a service that keeps benefits and registers.
class Replica {
 public:
  Replica(int node, const std::string& schema)
      : database_(Cluster().Options(node, schema)), ledger_(&database_, "benefits", Resources()) {
    BindStandardMethods(ledger_, &methods_);
    ledger_.set_on_commit([this] { sequencer_.Notify(); });
  }

  template <typename Response, typename Request>
  absl::StatusOr<Response> Call(const std::string& method, const Request& request,
                                std::optional<int64_t> position = std::nullopt) const {
    Caller caller;
    caller.subject = "tester";
    caller.deadline = test::Soon();
    caller.pinned_position = position;
    Response response;
    const absl::Status status =
        methods_.Find("concordat." + method)->handler(caller, request, &response);
    if (!status.ok()) return status;
    return response;
  }

  absl::Status CreateBenefit(const std::string& id) const {
    benefits::v1::CreateBenefitRequest request;
    request.set_parent(kNorth);
    request.set_benefit_id(id);
    request.mutable_benefit()->set_title("Fewer buildings");
    return Call<benefits::v1::Benefit>("benefits.v1.Benefits.CreateBenefit", request).status();
  }
  absl::Status GetBenefit(const std::string& id,
                          std::optional<int64_t> position = std::nullopt) const {
    benefits::v1::GetBenefitRequest request;
    request.set_name(Concat(kNorth, "/benefits/", id));
    return Call<benefits::v1::Benefit>("benefits.v1.Benefits.GetBenefit", request, position)
        .status();
  }
  absl::Status DeleteBenefit(const std::string& id) const {
    benefits::v1::DeleteBenefitRequest request;
    request.set_name(Concat(kNorth, "/benefits/", id));
    return Call<benefits::v1::Benefit>("benefits.v1.Benefits.DeleteBenefit", request).status();
  }
  absl::Status CreateShare(const std::string& benefit) const {
    benefits::v1::CreateShareRequest request;
    request.set_parent(Concat(kNorth, "/benefits/", benefit));
    request.set_share_id("joint");
    auto* line = request.mutable_share()->add_lines();
    line->set_financial_year("2010-11");
    line->set_kind(benefits::v1::ShareLine::KIND_BUDGET);
    return Call<benefits::v1::Share>("benefits.v1.Shares.CreateShare", request).status();
  }
  absl::Status ReportInto(const std::string& id, const std::string& parent) const {
    risk::v1::UpdateRegisterRequest request;
    request.mutable_register_()->set_name(Concat(kNorth, "/registers/", id));
    if (!parent.empty()) {
      request.mutable_register_()->set_parent_register(Concat(kNorth, "/registers/", parent));
    }
    request.mutable_update_mask()->add_paths("parent_register");
    return Call<risk::v1::Register>("risk.v1.Registers.UpdateRegister", request).status();
  }

  Database& database() { return database_; }
  Sequencer& sequencer() { return sequencer_; }
  Feed& feed() { return feed_; }

 private:
  Database database_;
  Ledger ledger_;
  MethodTable methods_;
  Sequencer sequencer_{&database_, SequencerOptions()};
  Feed feed_{&database_, "benefits", [this] { sequencer_.Notify(); }};
};

class LedgerClusterTest : public testing::Test {
 protected:
  LedgerClusterTest() {
    static std::atomic<int> schemas = 0;
    const std::string schema = Concat("ledger_", ++schemas);
    std::string tables = test::LedgerTables();
    for (const ResourceRegistration& resource : Resources()) {
      tables += CreateTables(*ResourceType::FromDescriptor(resource.descriptor));
    }
    Cluster().Run(Concat("CREATE DATABASE ", schema, "; USE ", schema, "; ", tables));
    for (int node = 0; node < kNodes; ++node) {
      replicas_.push_back(std::make_unique<Replica>(node, schema));
    }
  }

  Replica& On(int node) { return *replicas_[node % kNodes]; }

  std::vector<std::unique_ptr<Replica>> replicas_;
};

TEST_F(LedgerClusterTest, WhoHasWrittenReadsWhatItWroteAnywhere) {
  for (int i = 0; i < 200; ++i) {
    const std::string id = Concat("b", i);
    ASSERT_THAT(On(i).CreateBenefit(id), IsOk());
    EXPECT_THAT(On(i + 1).GetBenefit(id), IsOk()) << i;
    EXPECT_THAT(On(i + 2).GetBenefit(id), IsOk()) << i;
  }
}

TEST_F(LedgerClusterTest, NothingIsMadeBelowWhatIsDeletedOnAnotherNode) {
  constexpr int kRounds = 40;
  for (int i = 0; i < kRounds; ++i) ASSERT_THAT(On(0).CreateBenefit(Concat("b", i)), IsOk());
  std::barrier both(2);
  std::atomic<int> made = 0;
  std::thread maker([&] {
    for (int i = 0; i < kRounds; ++i) {
      both.arrive_and_wait();
      const absl::Status status = On(1).CreateShare(Concat("b", i));
      EXPECT_TRUE(status.ok() || ReasonOf(status) == kReferenceNotFound) << status;
      made += status.ok();
    }
  });
  int deleted = 0;
  for (int i = 0; i < kRounds; ++i) {
    both.arrive_and_wait();
    const absl::Status status = On(0).DeleteBenefit(Concat("b", i));
    EXPECT_TRUE(status.ok() || ReasonOf(status) == "HAS_CHILDREN") << status;
    deleted += status.ok();
  }
  maker.join();
  // Without guards both go in nearly always.
  EXPECT_EQ(made + deleted, kRounds);
}

TEST_F(LedgerClusterTest, OfTwoHalvesOfARingOneIsRefused) {
  for (const char* id : {"a", "b"}) {
    risk::v1::CreateRegisterRequest request;
    request.set_parent(kNorth);
    request.set_register_id(id);
    request.mutable_register_()->set_title(id);
    ASSERT_THAT(On(0).Call<risk::v1::Register>("risk.v1.Registers.CreateRegister", request),
                IsOk());
  }
  for (int round = 0; round < 20; ++round) {
    ASSERT_THAT(On(round).ReportInto("a", ""), IsOk());
    ASSERT_THAT(On(round).ReportInto("b", ""), IsOk());
    std::barrier both(2);
    absl::Status one, other;
    std::thread writer([&] {
      both.arrive_and_wait();
      one = On(1).ReportInto("a", "b");
    });
    both.arrive_and_wait();
    other = On(2).ReportInto("b", "a");
    writer.join();
    EXPECT_NE(one.ok(), other.ok()) << one << other;
    EXPECT_EQ(ReasonOf(one.ok() ? other : one), kRing);
  }
}

// What a reader was told of a moment.
struct Told {
  google::protobuf::Timestamp moment;
  int64_t position = 0;
};

google::protobuf::Timestamp Now() {
  const int64_t micros = absl::ToUnixMicros(absl::Now());
  google::protobuf::Timestamp now;
  now.set_seconds(micros / 1'000'000);
  now.set_nanos(static_cast<int32_t>(micros % 1'000'000) * 1000);
  return now;
}

// While all write, read as known now and lead in turn.
TEST_F(LedgerClusterTest, WhatWasAcknowledgedIsKnownAndWhatIsKnownStays) {
  constexpr int kWrites = 100;
  for (const auto& replica : replicas_) replica->sequencer().Start();
  std::mutex mutex;
  std::vector<Told> told;
  std::atomic<int> errors = 0, unknown = 0;
  std::vector<std::thread> clients;
  for (int client = 0; client < kNodes; ++client) {
    clients.emplace_back([&, client] {
      for (int i = 0; i < kWrites; ++i) {
        const std::string id = Concat("c", client, "-", i);
        if (!On(client).CreateBenefit(id).ok()) ++errors;
        const Told answer{Now(), 0};
        const int reader = client + i;
        auto position = On(reader).feed().PositionKnownAt(answer.moment, test::Soon());
        if (!position.ok()) {
          ADD_FAILURE() << position.status();
          ++errors;
          continue;
        }
        if (!On(reader).GetBenefit(id, *position).ok()) ++unknown;
        const std::lock_guard lock(mutex);
        told.push_back({answer.moment, *position});
        if (i % 25 == 24) On(client).sequencer().Notify();
      }
    });
  }
  for (std::thread& client : clients) client.join();
  EXPECT_EQ(errors, 0);
  EXPECT_EQ(unknown, 0) << "acknowledged before the moment";
  int changed = 0;
  for (size_t i = 0; i < told.size(); ++i) {
    auto again = On(static_cast<int>(i)).feed().PositionKnownAt(told[i].moment, test::Soon());
    changed += !again.ok() || *again != told[i].position;
  }
  EXPECT_EQ(changed, 0);
  for (const auto& replica : replicas_) replica->sequencer().Stop();
  const auto history = VerifyHistory(On(1).database(), {});
  ASSERT_THAT(history, IsOk());
  EXPECT_THAT(history->problems, IsEmpty());
  EXPECT_EQ(history->entries, kNodes * kWrites);
}

// A batch and a moment that is closed on another node exclude each other, whoever leads.
TEST_F(LedgerClusterTest, OneLeadsAtATime) {
  for (const auto& replica : replicas_) replica->sequencer().Start();
  for (int i = 0; i < 60; ++i) {
    ASSERT_THAT(On(i).CreateBenefit(Concat("b", i)), IsOk());
    // Who leads loses the lease now and then, as a replica that was away too long does.
    if (i % 10 == 9) {
      EXPECT_THAT(On(i).database().Transact(test::Soon(),
                                            [](Connection& connection) {
                                              return connection
                                                  .Execute(
                                                      "UPDATE lease SET expires = 0,"
                                                      " fence = fence + 1, holder = 'nobody'")
                                                  .status();
                                            }),
                  IsOk());
    }
  }
  const auto position = On(0).feed().Pin({}, test::Soon());
  ASSERT_THAT(position, IsOk());
  EXPECT_EQ(position->position().position(), 60);
  for (const auto& replica : replicas_) replica->sequencer().Stop();
  EXPECT_THAT(VerifyHistory(On(2).database(), {})->problems, IsEmpty());
}

}  // namespace
}  // namespace concordat
