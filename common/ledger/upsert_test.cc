// Holds writes in sets against single writes: the same inputs, in two schemas.
#include "common/ledger/upsert.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <set>

#include "common/base/errors.h"
#include "common/base/message_fields.h"
#include "common/base/text.h"
#include "common/ledger/resource_writer.h"
#include "common/resource/schema.h"
#include "concordat/benefits/v1/benefit.pb.h"
#include "concordat/benefits/v1/share.pb.h"
#include "concordat/ledger/v1/change.pb.h"
#include "concordat/programme/v1/council.pb.h"
#include "tests/support/ledger_testing.h"
#include "tests/support/status_matchers.h"

namespace concordat {
namespace {

using benefits::v1::Benefit;
using benefits::v1::Share;
using benefits::v1::ShareLine;
using programme::v1::Council;
using test::IsOk;
using test::Soon;

absl::CivilDay Day(int n) { return absl::CivilDay(2011, 6, 1) + n; }

absl::Status RefuseTheRefused(const Council*, Council* after) {
  return after->title() == "refused" ? InvalidField("council.title", "is refused")
                                     : absl::OkStatus();
}

std::string CreateAll() {
  std::string sql;
  for (const auto* descriptor :
       {Council::descriptor(), Benefit::descriptor(), Share::descriptor()}) {
    sql += CreateTables(*ResourceType::FromDescriptor(descriptor));
  }
  return sql;
}

// Becoming of one input, in words.
std::string Say(const absl::StatusOr<Upserted>& outcome) {
  if (outcome.ok()) return std::to_string(static_cast<int>(*outcome));
  std::string words = Concat(absl::StatusCodeToString(outcome.status().code()), ": ",
                             ToStd(outcome.status().message()));
  for (const FieldViolation& wrong : ViolationsOf(outcome.status())) {
    words += Concat(" ", wrong.field, ": ", wrong.description);
  }
  return words;
}

// A ledger over a schema of its own.
class Store {
 public:
  using Outcomes = std::vector<std::string>;

  Outcomes Write(const ResourceType& type, const std::vector<ResourceInput>& inputs, size_t chunk) {
    return Transact([&](Connection& connection, Outcomes* outcomes) -> absl::Status {
      Upsert upsert(ledger_, type, connection, context_, no_peers_);
      std::vector<const ResourceInput*> all;
      std::vector<std::string> names;
      for (const ResourceInput& input : inputs) {
        all.push_back(&input);
        names.push_back(input.name);
      }
      absl::Status status = upsert.Lock(names);
      if (!status.ok()) return status;
      for (std::span<const ResourceInput* const> left = all; !left.empty();) {
        const auto part = left.first(std::min(chunk, left.size()));
        left = left.subspan(part.size());
        auto applied = upsert.Apply(part);
        if (!applied.ok()) return applied.status();
        for (const auto& outcome : *applied) {
          outcomes->push_back(Say(outcome));
        }
      }
      return absl::OkStatus();
    });
  }

  Outcomes WriteOneByOne(const ResourceType& type, const std::vector<ResourceInput>& inputs) {
    return Transact([&](Connection& connection, Outcomes* outcomes) -> absl::Status {
      for (const ResourceInput& input : inputs) {
        auto held = LockHeads(connection, {input.name});
        if (!held.ok()) return held.status();
        ResourceWriter writer(ledger_, type, connection, context_, no_peers_);
        auto revision = held->empty() ? writer.Create(input) : writer.Update(input);
        if (!revision.ok()) {
          outcomes->push_back(Say(revision.status()));
        } else if (held->empty()) {
          outcomes->push_back(Say(Upserted::kCreated));
        } else {
          outcomes->push_back(Say(*revision == held->begin()->second.revision
                                      ? Upserted::kUnchanged
                                      : Upserted::kChanged));
        }
      }
      return absl::OkStatus();
    });
  }

  void SetDeleted(const ResourceType& type, const ResourceInput& input, bool deleted) {
    const absl::Status status = database_->Transact(Soon(), [&](Connection& connection) {
      ResourceWriter writer(ledger_, type, connection, context_, no_peers_);
      return (deleted ? writer.Delete(input) : writer.Undelete(input)).status();
    });
    // What is not held or begins later cannot be deleted, in both stores alike.
    EXPECT_FALSE(absl::IsInternal(status)) << status;
  }

  // Everything that is stored but for identities.
  std::vector<std::string> Everything() {
    std::vector<std::string> all;
    for (const ResourceType* type : ledger_.registry().All()) {
      Dump(Concat("SELECT t.name, t.valid_from, t.valid_to, t.deleted, t.create_time,"
                  " t.record_time, t.effective_from, r.revision, COALESCE(s.revision, 0), ",
                  type->select_list(), " FROM `", type->table(),
                  "` t JOIN changes r ON r.change_id = t.recorded_by"
                  " LEFT JOIN changes s ON s.change_id = t.superseded_by ORDER BY 1, 2, 8"),
           &all);
      for (const ChildTable& child : type->children()) {
        Dump(Concat("SELECT c.resource_name, c.valid_from, r.revision, c.ordinal, ",
                    SelectList(child.columns, "c"), " FROM `", child.name,
                    "` c JOIN changes r ON r.change_id = c.recorded_by ORDER BY 1, 2, 3, 4"),
             &all);
      }
    }
    Dump("SELECT name, type, revision, COUNT(*) OVER (PARTITION BY uid) FROM resource ORDER BY 1",
         &all);
    Dump(
        "SELECT c.name, c.revision, c.record_time, c.effective_date, c.subject, c.request_id,"
        " c.trace_id, c.type, c.verb, o.revision, o.record_time FROM changes c"
        " JOIN outbox o ON o.change_id = c.change_id AND o.uid = c.uid ORDER BY 1, 2",
        &all);
    DumpPayloads(&all);
    return all;
  }

  absl::Time now = absl::FromUnixSeconds(1'400'000'000);

 private:
  // Commits what went well even where something did not, so that more is compared.
  Outcomes Transact(const std::function<absl::Status(Connection&, Outcomes*)>& body) {
    context_.record_time = now;
    Outcomes outcomes;
    const absl::Status status = database_->Transact(Soon(), [&](Connection& connection) {
      outcomes.clear();
      return body(connection, &outcomes);
    });
    EXPECT_THAT(status, IsOk());
    return outcomes;
  }

  void Dump(const std::string& sql, std::vector<std::string>* all) {
    const absl::Status status = database_->Read(Soon(), [&](Connection& connection) {
      return connection.Query(sql, {}, [all](const Row& row) {
        std::string cells;
        for (size_t i = 0; i < row.size(); ++i) {
          cells += row.IsNull(i) ? "|NULL" : Concat("|", row.Text(i), "/", row.Int(i));
        }
        all->push_back(std::move(cells));
        return absl::OkStatus();
      });
    });
    EXPECT_THAT(status, IsOk());
  }

  void DumpPayloads(std::vector<std::string>* all) {
    const absl::Status status = database_->Read(Soon(), [&](Connection& connection) {
      return connection.Query(
          "SELECT p.payload FROM change_payload p JOIN changes c ON c.change_id = p.change_id"
          " ORDER BY c.name, c.revision",
          {}, [all](const Row& row) {
            ledger::v1::ChangePayload payload;
            EXPECT_TRUE(payload.ParseFromString(std::string(row.Text(0))));
            payload.clear_uid();
            all->push_back(payload.ShortDebugString());
            return absl::OkStatus();
          });
    });
    EXPECT_THAT(status, IsOk());
  }

  std::unique_ptr<Database> database_ = test::NewLedger(CreateAll());
  Ledger ledger_{database_.get(),
                 "programme",
                 {Keep<Council>(&RefuseTheRefused), Keep<Benefit>(), Keep<Share>()}};
  Caller caller_ = [] {
    Caller caller;
    caller.subject = "tester";
    caller.trace_id = "0123456789abcdef0123456789abcdef";
    caller.deadline = absl::Now() + absl::Minutes(5);
    return caller;
  }();
  const PeerAnswers no_peers_;
  WriteContext context_{&caller_, "request", now};
};

class UpsertTest : public testing::Test {
 protected:
  int Draw(int n) { return static_cast<int>(random_() % n); }
  bool Seldom() { return Draw(40) == 0; }

  std::unique_ptr<Council> DrawCouncil() {
    auto council = std::make_unique<Council>();
    council->set_title(Seldom() ? "refused" : Concat("title ", Draw(2)));
    council->set_established(Seldom() ? "no date" : Concat(1970 + Draw(2)));
    if (Draw(2) == 0) council->mutable_source()->set_section(std::string(Draw(2), 's'));
    for (int i = Draw(3); i > 0; --i) {
      council->add_predecessors(Concat("councils/c", Draw(Seldom() ? 100 : 8)));
    }
    if (Draw(4) == 0) council->set_effective_from(absl::FormatCivilTime(Day(Draw(20))));
    return council;
  }

  std::unique_ptr<Share> DrawShare() {
    auto share = std::make_unique<Share>();
    share->set_council(Seldom() ? "councils/nowhere" : Concat("councils/c", Draw(8)));
    for (int i = Draw(4); i >= 0; --i) {
      ShareLine* line = share->add_lines();
      line->set_financial_year("2010-11");
      line->set_kind(ShareLine::KIND_BUDGET);
      line->set_quarter(Seldom() ? 5 : Draw(3));
      line->set_amount_pence(Draw(2));
    }
    return share;
  }

  // Some names of a type, each once, with what is to be written to them.
  std::vector<ResourceInput> DrawInputs(bool councils, int most) {
    static const std::vector<std::string> kCouncil = {"title", "established", "source.section",
                                                      "predecessors", "effective_from"};
    static const std::vector<std::string> kShare = {"council", "lines"};
    std::set<std::string> names;
    for (int i = 1 + Draw(most); i > 0; --i) {
      names.insert(councils ? Concat("councils/c", Draw(2 * most))
                            : Concat("partnerships/p/benefits/", Seldom() ? "none" : "b",
                                     "/shares/s", Draw(2 * most)));
    }
    std::vector<ResourceInput> inputs;
    for (const std::string& name : names) {
      if (councils) {
        values_.push_back(DrawCouncil());
      } else {
        values_.push_back(DrawShare());
      }
      ResourceInput& input = inputs.emplace_back();
      input.name = name;
      input.values = values_.back().get();
      input.effective = Day(Draw(20));
      input.begins = Day(Draw(20));
      for (const std::string& path : councils ? kCouncil : kShare) {
        const bool moves = path == "effective_from";
        if (moves ? !TextField(*input.values, path).empty() : Draw(4) > 0) {
          input.paths.push_back(path);
        }
      }
    }
    std::shuffle(inputs.begin(), inputs.end(), random_);
    return inputs;
  }

  void WriteBoth(const ResourceType& type, const std::vector<ResourceInput>& inputs) {
    ASSERT_EQ(in_sets_.Write(type, inputs, 1 + Draw(8)), one_by_one_.WriteOneByOne(type, inputs));
    ASSERT_EQ(in_sets_.Everything(), one_by_one_.Everything());
  }

  std::mt19937 random_;
  std::vector<std::unique_ptr<google::protobuf::Message>> values_;
  Store in_sets_, one_by_one_;
};

TEST_F(UpsertTest, MakesWhatSingleWritesMake) {
  const unsigned seed = std::random_device()();
  SCOPED_TRACE(testing::Message() << "seed " << seed);
  random_.seed(seed);
  const ResourceType council = *ResourceType::FromDescriptor(Council::descriptor());
  const ResourceType benefit = *ResourceType::FromDescriptor(Benefit::descriptor());
  const ResourceType share = *ResourceType::FromDescriptor(Share::descriptor());
  ResourceInput first;
  auto& values = static_cast<Benefit&>(*values_.emplace_back(std::make_unique<Benefit>()));
  values.set_title("Payroll");
  values.set_kind(Benefit::KIND_CASHABLE);
  values.set_recurrence(Benefit::RECURRENCE_RECURRING);
  first.name = "partnerships/p/benefits/b";
  first.values = &values;
  first.effective = first.begins = Day(0);
  // Its parent is kept elsewhere, and nobody is asked.
  WriteBoth(benefit, {first});
  for (int step = 0; step < 60; ++step) {
    SCOPED_TRACE(step);
    const bool councils = Draw(2) == 0;
    const ResourceType& type = councils ? council : share;
    in_sets_.now += absl::Seconds(1);
    one_by_one_.now = in_sets_.now;
    const std::vector<ResourceInput> inputs = DrawInputs(councils, 8);
    WriteBoth(type, inputs);
    if (HasFatalFailure()) return;
    if (Draw(3) > 0) continue;
    const bool deleted = Draw(3) > 0;
    in_sets_.SetDeleted(type, inputs[0], deleted);
    one_by_one_.SetDeleted(type, inputs[0], deleted);
  }
  EXPECT_GT(in_sets_.Everything().size(), 100u);
}

// More than a batch holds and more than one statement of each kind takes.
TEST_F(UpsertTest, ManyRowsAreWrittenWhole) {
  const ResourceType council = *ResourceType::FromDescriptor(Council::descriptor());
  const ResourceType share = *ResourceType::FromDescriptor(Share::descriptor());
  ResourceInput first;
  values_.push_back(std::make_unique<Council>());
  static_cast<Council&>(*values_.back()).set_title("C");
  first.name = "councils/c0";
  first.values = values_.back().get();
  first.begins = Day(0);
  WriteBoth(council, {first});
  std::vector<ResourceInput> inputs;
  for (int i = 0; i < 300; ++i) {
    auto made = DrawShare();
    made->set_council("councils/c0");
    made->mutable_lines()->Clear();
    for (int line = 0; line < 100; ++line) {
      ShareLine* added = made->add_lines();
      added->set_financial_year("2010-11");
      added->set_kind(ShareLine::KIND_BUDGET);
      added->set_amount_pence(line);
    }
    ResourceInput& input = inputs.emplace_back();
    input.name = Concat("partnerships/p/benefits/b/shares/s", i);
    input.values = made.get();
    input.begins = Day(0);
    values_.push_back(std::move(made));
  }
  values_.push_back(std::make_unique<Benefit>());
  auto& benefit = static_cast<Benefit&>(*values_.back());
  benefit.set_title("Payroll");
  benefit.set_kind(Benefit::KIND_CASHABLE);
  benefit.set_recurrence(Benefit::RECURRENCE_RECURRING);
  first.name = "partnerships/p/benefits/b";
  first.values = &benefit;
  WriteBoth(*ResourceType::FromDescriptor(Benefit::descriptor()), {first});
  ASSERT_EQ(in_sets_.Write(share, inputs, Upsert::kChunk),
            Store::Outcomes(300, Say(Upserted::kCreated)));
  ASSERT_EQ(one_by_one_.WriteOneByOne(share, inputs),
            Store::Outcomes(300, Say(Upserted::kCreated)));
  EXPECT_TRUE(in_sets_.Everything() == one_by_one_.Everything());
}

}  // namespace
}  // namespace concordat
