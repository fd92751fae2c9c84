// From the schema as it stood before lists had tables, with data in it, to the newest.
#include "common/ledger/fill_lists.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <regex>
#include <set>
#include <utility>

#include "common/base/date.h"
#include "common/base/digest.h"
#include "common/base/text.h"
#include "common/ledger/temporal_store.h"
#include "common/resource/row_mapper.h"
#include "common/resource/schema.h"
#include "concordat/benefits/v1/share.pb.h"
#include "concordat/programme/v1/action.pb.h"
#include "concordat/programme/v1/highlight_report.pb.h"
#include "concordat/programme/v1/live_service.pb.h"
#include "concordat/programme/v1/need.pb.h"
#include "concordat/programme/v1/offer.pb.h"
#include "concordat/programme/v1/programme.pb.h"
#include "concordat/programme/v1/project.pb.h"
#include "concordat/programme/v1/service_area.pb.h"
#include "concordat/risk/v1/matrix.pb.h"
#include "concordat/type/v1/rules.pb.h"
#include "tests/support/ledger_testing.h"
#include "tests/support/temporary_directory.h"

namespace concordat {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using test::IsOk;
using testing::HasSubstr;

// The services' migrations before the lists, in the numbering of then.
const std::vector<std::vector<std::string>>& Landed(const std::string& service) {
  using Files = std::vector<std::vector<std::string>>;
  static const auto& landed = *new std::map<std::string, Files>{
      {"programme",
       {{"ledger", "0001_ledger.sql"},
        {"programme", "0001_programme.sql", "0002_programme.sql"},
        {"programme", "0002_lesson.sql", "0003_lesson.sql"},
        {"programme", "0003_finding_states.sql", "0004_finding_states.sql"},
        {"ledger", "0002_feed_seal.sql", "0005_feed_seal.sql"}}},
      {"benefits",
       {{"ledger", "0001_ledger.sql"},
        {"benefits", "0001_benefits.sql", "0002_benefits.sql"},
        {"ledger", "0002_feed_seal.sql", "0003_feed_seal.sql"}}},
      {"risk",
       {{"ledger", "0001_ledger.sql"},
        {"risk", "0001_risk.sql", "0002_risk.sql"},
        {"ledger", "0002_feed_seal.sql", "0003_feed_seal.sql"}}}};
  return landed.at(service);
}

// Shares as their service keeps them: with a summary in each row, whose words are tried
// where they are made.
ResourceRegistration Shares() {
  return Keep<benefits::v1::Share>().Summed<benefits::v1::Share>(
      "lines_summary", [](const benefits::v1::Share&) { return std::string(); });
}

// Kept with terms in each row, whose words are tried elsewhere.
template <typename Work>
ResourceRegistration WithTerms() {
  return Keep<Work>().template Summed<Work>("terms", [](const Work&) { return std::string(); });
}

// Tables that migrations have made since lists are tables.
std::set<std::string> LaterTables(const std::string& service) {
  static const std::regex kTable("CREATE TABLE `([^`]+)`");
  const auto folder = test::InSources(Concat(service, "-service/migrations"));
  std::set<std::string> tables;
  for (const auto& file : std::filesystem::directory_iterator(folder)) {
    const std::string name = file.path().filename();
    if (name.starts_with("0001_") || name.ends_with("_list_tables.sql")) continue;
    const std::string sql = test::ReadFile(file.path());
    for (std::sregex_iterator at(sql.begin(), sql.end(), kTable), end; at != end; ++at) {
      tables.insert((*at)[1]);
    }
  }
  return tables;
}

// Columns that migrations have added since, by table: the programs of then knew nothing
// of them.
std::set<std::pair<std::string, std::string>> LaterColumns(const std::string& service) {
  static const std::regex kTableOrColumn("(ALTER TABLE|ADD COLUMN) `([^`]+)`");
  const auto folder = test::InSources(Concat(service, "-service/migrations"));
  std::set<std::pair<std::string, std::string>> columns;
  for (const auto& file : std::filesystem::directory_iterator(folder)) {
    if (file.path().extension() != ".sql") continue;
    const std::string sql = test::ReadFile(file.path());
    std::string table;
    for (std::sregex_iterator at(sql.begin(), sql.end(), kTableOrColumn), end; at != end; ++at) {
      if ((*at)[1] == "ALTER TABLE") {
        table = (*at)[2];
      } else {
        columns.emplace(table, (*at)[2]);
      }
    }
  }
  return columns;
}

// Empties what stands in one of `later`.
void ClearLater(const std::string& table, const std::vector<Column>& columns,
                const std::set<std::pair<std::string, std::string>>& later, Message* message) {
  for (const Column& column : columns) {
    if (!later.contains({table, column.name})) continue;
    Message* holder = message;
    for (size_t i = 0; i + 1 < column.path.size(); ++i) {
      holder = holder->GetReflection()->MutableMessage(holder, column.path[i]);
    }
    holder->GetReflection()->ClearField(holder, column.path.back());
    // A message of which nothing is left is not kept.
    const bool inner = column.path.size() == 2 && holder->ByteSizeLong() == 0;
    if (inner) message->GetReflection()->ClearField(message, column.path.front());
  }
}

// Fills every field, lists with three elements; `seed` tells one message from another.
void FillAll(Message* message, int seed, bool element = false) {
  const auto& reflection = *message->GetReflection();
  for (int i = 0; i < message->GetDescriptor()->field_count(); ++i) {
    const FieldDescriptor* field = message->GetDescriptor()->field(i);
    if (!element && field->number() <= 7) continue;
    const auto& rules = field->options().GetExtension(type::v1::rules);
    if (rules.not_stored()) continue;
    const std::string text = rules.format() == type::v1::FORMAT_PARTIAL_DATE
                                 ? Concat(2000 + seed % 20, "-06")
                                 : Concat("x", seed);
    const int count = field->is_repeated() ? 3 : 1;
    for (int n = 0; n < count; ++n) {
      switch (field->cpp_type()) {
        case FieldDescriptor::CPPTYPE_STRING:
          field->is_repeated() ? reflection.AddString(message, field, Concat(text, n))
                               : reflection.SetString(message, field, text);
          break;
        case FieldDescriptor::CPPTYPE_INT32:
          reflection.SetInt32(message, field, seed + i);
          break;
        case FieldDescriptor::CPPTYPE_INT64:
          reflection.SetInt64(message, field, -1000000000000 - seed);
          break;
        case FieldDescriptor::CPPTYPE_BOOL:
          reflection.SetBool(message, field, seed % 2 == 0);
          break;
        case FieldDescriptor::CPPTYPE_ENUM:
          reflection.SetEnumValue(message, field, 1 + seed % 2);
          break;
        case FieldDescriptor::CPPTYPE_MESSAGE:
          FillAll(field->is_repeated() ? reflection.AddMessage(message, field)
                                       : reflection.MutableMessage(message, field),
                  seed + n, true);
          break;
        default:
          FAIL() << field->full_name();
      }
    }
  }
}

struct LandedSlice {
  std::string from, to;
  bool deleted;
  int64_t recorded, superseded;  // positions; 0 for still in force
  int seed;
};

// One resource: created, its start corrected, changed on a day, then deleted.
const LandedSlice kSlices[] = {{"2010-04-01", "9999-12-31", false, 1, 2, 10},
                               {"2010-04-01", "2011-01-01", false, 2, 0, 21},
                               {"2011-01-01", "9999-12-31", false, 2, 3, 32},
                               {"2011-01-01", "2011-06-30", false, 3, 0, 32},
                               {"2011-06-30", "9999-12-31", true, 3, 0, 32}};

std::string ChangeOf(int64_t position) { return Concat("change-", position); }

class FillListsTest : public testing::Test {
 protected:
  void SetUp() override {
    options_ = test::TestDatabase::Shared().Options(test::TestDatabase::Shared().NewSchema());
    database_ = std::make_unique<Database>(options_);
  }

  absl::Status Run(std::string_view sql, const SqlValues& values = {}) {
    return database_->Read(test::Soon(), [&](Connection& connection) {
      return values.empty() ? connection.RunScript(sql) : connection.Execute(sql, values).status();
    });
  }

  // All fields that the programs of then knew.
  void FillAsThen(const ResourceType& type, int seed, Message* value) {
    FillAll(value, seed);
    ClearLater(type.table(), type.columns(), later_, value);
    for (const ChildTable& child : type.children()) {
      const FieldDescriptor* list = child.path.back();
      if (later_tables_.contains(child.name)) value->GetReflection()->ClearField(value, list);
      for (int i = 0; i < value->GetReflection()->FieldSize(*value, list); ++i) {
        ClearLater(child.name, child.columns, later_,
                   value->GetReflection()->MutableRepeatedMessage(value, list, i));
      }
    }
  }

  // Whether the table had no such column then.
  bool IsLater(const ResourceType& type, const std::string& column) const {
    return later_.contains({type.table(), column});
  }

  void MakeLanded(const std::string& service) {
    later_ = LaterColumns(service);
    later_tables_ = LaterTables(service);
    ASSERT_THAT(
        Run("CREATE TABLE schema_migration (version INT NOT NULL, name VARCHAR(200) NOT NULL,"
            " checksum CHAR(64) NOT NULL, begin_time BIGINT NOT NULL, end_time BIGINT NULL,"
            " PRIMARY KEY (version)) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4"),
        IsOk());
    int64_t version = 0;
    for (const auto& file : Landed(service)) {
      const std::string folder =
          file[0] == "ledger" ? "common/ledger" : Concat(file[0], "-service");
      const std::string sql =
          test::ReadFile(test::InSources(Concat(folder, "/migrations/", file[1])));
      ASSERT_THAT(Run(sql), IsOk());
      ASSERT_THAT(Run("INSERT INTO schema_migration VALUES (?, ?, ?, 1, 2)",
                      {++version, file.back(), Sha256Hex(sql)}),
                  IsOk());
    }
    for (int64_t position = 1; position <= 3; ++position) {
      ASSERT_THAT(Run("INSERT INTO feed VALUES (?, 1, ?, ?, '', '')",
                      {position, ChangeOf(position), position}),
                  IsOk());
    }
  }

  // As the program of then wrote it: each list as the wire bytes of its field alone.
  void WriteLanded(const ResourceType& type, const std::string& name) {
    ASSERT_THAT(Run("INSERT INTO resource (name, uid, type, revision) VALUES (?, ?, ?, 3)",
                    {name, Concat("uid of ", type.table()), type.type()}),
                IsOk());
    for (const LandedSlice& slice : kSlices) {
      MessagePtr value = type.NewMessage();
      FillAsThen(type, slice.seed, value.get());
      std::string columns =
          "name, valid_from, valid_to, deleted, uid, recorded_by, superseded_by, create_time,"
          " record_time, effective_from";
      SqlValues values = {name,
                          slice.from,
                          slice.to,
                          int64_t{slice.deleted},
                          Concat("uid of ", type.table()),
                          ChangeOf(slice.recorded),
                          std::monostate(),
                          int64_t{1},
                          slice.recorded,
                          "2010-04-01"};
      if (slice.superseded > 0) values[6] = ChangeOf(slice.superseded);
      SqlValues written;
      size_t column_at = 0;
      AppendColumns(type.columns(), *value, &written);
      for (const std::string& column : WrittenColumns(type.columns())) {
        const size_t i = column_at++;
        if (IsLater(type, column)) continue;
        columns += Concat(", `", column, "`");
        values.push_back(std::move(written[i]));
      }
      for (const ChildTable& child : type.children()) {
        if (later_tables_.contains(child.name)) continue;
        columns += Concat(", `", child.field, "`");
        MessagePtr alone = type.NewMessage();
        value->GetReflection()->SwapFields(value.get(), alone.get(), {child.path.back()});
        values.emplace_back(SqlBytes{alone->SerializeAsString()});
      }
      std::string places = "?";
      for (size_t i = 1; i < values.size(); ++i) places += ", ?";
      ASSERT_THAT(
          Run(Concat("INSERT INTO `", type.table(), "` (", columns, ") VALUES (", places, ")"),
              values),
          IsOk());
    }
  }

  // What every day and moment shows is what was written then, to the byte.
  void ExpectAll(const ResourceType& type, const std::string& name) {
    const absl::Status status = database_->Read(test::Soon(), [&](Connection& connection) {
      for (const char* day : {"2010-04-01", "2010-12-31", "2011-01-01", "2011-06-30"}) {
        for (int64_t position = 0; position <= 3; ++position) {
          ReadAt at{*ParseDay(day), std::nullopt};
          if (position > 0) at.position = position;
          ExpectSlice(connection, type, name, at);
        }
      }
      return absl::OkStatus();
    });
    EXPECT_THAT(status, IsOk());
  }

  void ExpectSlice(Connection& connection, const ResourceType& type, const std::string& name,
                   const ReadAt& at) {
    const int64_t position = at.position.value_or(3);
    const std::string day = FormatDay(at.day);
    SCOPED_TRACE(Concat(name, " on ", day, " at ", position));
    const auto slice = std::ranges::find_if(kSlices, [&](const LandedSlice& s) {
      return s.from <= day && day < s.to && s.recorded <= position &&
             (s.superseded == 0 || s.superseded > position);
    });
    auto read = ReadOne(connection, type, name, at);
    ASSERT_THAT(read, IsOk());
    EXPECT_EQ(MessageField(**read, "delete_time") != nullptr, slice->deleted);
    MessagePtr expected = type.NewMessage();
    FillAsThen(type, slice->seed, expected.get());
    for (int number = 1; number <= 7; ++number) {
      const FieldDescriptor* engine = type.descriptor()->FindFieldByNumber(number);
      (*read)->GetReflection()->ClearField(read->get(), engine);
    }
    EXPECT_EQ((*read)->SerializeAsString(), expected->SerializeAsString())
        << (*read)->DebugString() << expected->DebugString();
  }

  // `since` are others that the service has kept since.
  void ExpectCarriedOver(const std::string& service, std::vector<ResourceRegistration> resources,
                         const std::vector<ResourceRegistration>& since = {}) {
    MakeLanded(service);
    const Registry registry(resources);
    resources.insert(resources.end(), since.begin(), since.end());
    const auto name_of = [](const ResourceType& type) {
      return Concat("partnerships/p/", type.collection(), "/one");
    };
    for (const ResourceType* type : registry.All()) WriteLanded(*type, name_of(*type));
    ASSERT_THAT(test::MigrateService(options_, service, resources), IsOk());
    ASSERT_THAT(test::MigrateService(options_, service, resources), IsOk());
    for (const ResourceType* type : registry.All()) ExpectAll(*type, name_of(*type));
  }

  DatabaseOptions options_;
  std::unique_ptr<Database> database_;
  std::set<std::pair<std::string, std::string>> later_;
  std::set<std::string> later_tables_;
};

TEST_F(FillListsTest, BenefitsReadAsBefore) { ExpectCarriedOver("benefits", {Shares()}); }

TEST_F(FillListsTest, RisksReadAsBefore) { ExpectCarriedOver("risk", {Keep<risk::v1::Matrix>()}); }

TEST_F(FillListsTest, ProgrammesReadAsBefore) {
  ExpectCarriedOver("programme",
                    {WithTerms<programme::v1::Project>(), WithTerms<programme::v1::LiveService>(),
                     Keep<programme::v1::HighlightReport>()},
                    {WithTerms<programme::v1::Programme>(), WithTerms<programme::v1::ServiceArea>(),
                     WithTerms<programme::v1::Action>(), WithTerms<programme::v1::Need>(),
                     WithTerms<programme::v1::Offer>()});
}

TEST_F(FillListsTest, GoesOnWhereItWasInterrupted) {
  const std::vector<ResourceRegistration> resources = {Shares()};
  MakeLanded("benefits");
  const Registry registry(resources);
  const ResourceType& type = *registry.All().front();
  for (int i = 0; i < 30; ++i) {
    WriteLanded(type, Concat("partnerships/p/benefits/b/shares/share-", i));
    ASSERT_THAT(Run("UPDATE resource SET uid = UUID()"), IsOk());
  }
  // A blob that cannot be read stops it half-way, with its place.
  const std::string key =
      " WHERE name LIKE '%/share-7' AND valid_from = '2010-04-01'"
      " AND recorded_by = 'change-2'";
  ASSERT_THAT(Run("CREATE TABLE kept AS SELECT `lines` FROM share" + key), IsOk());
  ASSERT_THAT(Run("UPDATE share SET `lines` = X'FF'" + key), IsOk());
  const absl::Status failed = test::MigrateService(options_, "benefits", resources);
  EXPECT_THAT(ToStd(failed.message()), HasSubstr("0003_fill_lists.step"));
  EXPECT_THAT(ToStd(failed.message()), HasSubstr("shares/share-7, valid from 2010-04-01"));
  const int64_t before = test::Number(*database_, "SELECT COUNT(*) FROM share_lines");
  EXPECT_GT(before, 0);
  EXPECT_LT(before, 30 * 5 * 3);
  ASSERT_THAT(Run("UPDATE share SET `lines` = (SELECT `lines` FROM kept)" + key), IsOk());
  ASSERT_THAT(test::MigrateService(options_, "benefits", resources), IsOk());
  EXPECT_EQ(test::Number(*database_, "SELECT COUNT(*) FROM share_lines"), 30 * 5 * 3);
  for (int i = 0; i < 30; ++i)
    ExpectAll(type, Concat("partnerships/p/benefits/b/shares/share-", i));
}

TEST_F(FillListsTest, ARowTooManyKeepsTheBlobs) {
  const std::vector<ResourceRegistration> resources = {Keep<benefits::v1::Share>()};
  MakeLanded("benefits");
  const Registry registry(resources);
  const ResourceType& type = *registry.All().front();
  WriteLanded(type, "partnerships/p/benefits/b/shares/one");
  const auto child = CreateTables(type);
  ASSERT_THAT(Run(child.substr(child.find("\nCREATE TABLE"))), IsOk());
  ASSERT_THAT(Run("INSERT INTO share_lines (resource_name, valid_from, recorded_by, ordinal,"
                  " financial_year, quarter, kind, amount_pence, grade, counted_to, printed,"
                  " counted_from, qualifier) VALUES ('partnerships/p/benefits/b/shares/two',"
                  " '2011-01-01', 'nobody', 0, '2010-11', 0, 1, 5, 0, '', '', '', 0)"),
              IsOk());
  const absl::Status failed = database_->Read(test::Soon(), [&](Connection& connection) {
    return FillLists(connection, registry.All(), {"share.lines"});
  });
  EXPECT_THAT(ToStd(failed.message()), HasSubstr("holds 16 rows"));
}

}  // namespace
}  // namespace concordat
