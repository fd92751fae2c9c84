#include "common/sql/mysql.h"

#include <absl/time/clock.h>
#include <arpa/inet.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <limits>
#include <string>
#include <vector>

#include "tests/support/ledger_testing.h"
#include "tests/support/status_matchers.h"
#include "tests/support/test_keys.h"

namespace concordat {
namespace {

using test::IsOk;
using test::StatusIs;
using testing::ElementsAre;
using testing::HasSubstr;

constexpr char kTable[] =
    "CREATE TABLE cell (id BIGINT PRIMARY KEY, number BIGINT, text TEXT, bytes LONGBLOB, day DATE,"
    " name VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin)"
    " ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COLLATE = utf8mb4_bin";

class MysqlTest : public testing::Test {
 protected:
  MysqlTest() { EXPECT_THAT(connection_->RunScript(kTable), IsOk()); }

  absl::Status Put(int64_t id, const char* column, const SqlValue& value) {
    return connection_
        ->Execute(std::string("INSERT INTO cell (id, ") + column + ") VALUES (?, ?)", {id, value})
        .status();
  }
  // The cell as text; `null` for NULL.
  std::string Get(int64_t id, const std::string& column) {
    std::string text = "no row";
    const absl::Status status = connection_->Query(
        "SELECT " + column + " FROM cell WHERE id = ?", {id}, [&text](const Row& row) {
          text = row.IsNull(0) ? "null" : std::string(row.Text(0));
          return absl::OkStatus();
        });
    EXPECT_THAT(status, IsOk());
    return text;
  }
  std::vector<int64_t> Numbers(const std::string& sql, const SqlValues& values = {}) {
    std::vector<int64_t> numbers;
    EXPECT_THAT(connection_->Query(sql, values,
                                   [&numbers](const Row& row) {
                                     numbers.push_back(row.Int(0));
                                     return absl::OkStatus();
                                   }),
                IsOk());
    return numbers;
  }

  test::TestDatabase& server_ = test::TestDatabase::Shared();
  const DatabaseOptions options_ = server_.Options(server_.NewSchema());
  std::unique_ptr<Connection> connection_ = *Connection::Open(options_);
};

TEST_F(MysqlTest, BytesTravelAsBytes) {
  std::string every;
  for (int i = 0; i < 256; ++i) every += static_cast<char>(i);
  const std::vector<std::string> all = {"", std::string(3, '\0'), every, "\xff\xfe", "plain"};
  for (size_t i = 0; i < all.size(); ++i) {
    EXPECT_THAT(Put(i, "bytes", SqlBytes{all[i]}), IsOk());
    EXPECT_EQ(Get(i, "bytes"), all[i]) << i;
    EXPECT_EQ(Numbers("SELECT LENGTH(bytes) FROM cell WHERE id = ?", {static_cast<int64_t>(i)}),
              std::vector<int64_t>{static_cast<int64_t>(all[i].size())});
  }
}

TEST_F(MysqlTest, SixteenMebibytesTravelWhole) {
  std::string large(16 << 20, '\xfe');
  for (size_t i = 0; i < large.size(); i += 251) large[i] = static_cast<char>(i);
  EXPECT_THAT(Put(1, "bytes", SqlBytes{large}), IsOk());
  EXPECT_TRUE(Get(1, "bytes") == large);
}

TEST_F(MysqlTest, TextTravelsWithAllItsLetters) {
  const std::string text =
      std::string(1, '\0') + " – £ \xF0\x9F\x8F\x9B" + std::string(300'000, 'x');
  EXPECT_THAT(connection_->RunScript("ALTER TABLE cell MODIFY text MEDIUMTEXT"), IsOk());
  EXPECT_THAT(Put(1, "text", text), IsOk());
  EXPECT_TRUE(Get(1, "text") == text);
  EXPECT_EQ(Numbers("SELECT COUNT(*) FROM cell WHERE text = ?", {text}), std::vector<int64_t>{1});
}

TEST_F(MysqlTest, NumbersTravelToTheirEnds) {
  for (const int64_t number :
       {std::numeric_limits<int64_t>::min(), int64_t{-1}, std::numeric_limits<int64_t>::max()}) {
    EXPECT_THAT(connection_->Execute("REPLACE INTO cell (id, number) VALUES (1, ?)", {number}),
                IsOk());
    EXPECT_THAT(Numbers("SELECT number FROM cell"), ElementsAre(number));
    EXPECT_EQ(Get(1, "SUM(number)"), std::to_string(number)) << "a sum is a decimal";
  }
}

TEST_F(MysqlTest, NullIsNotEmpty) {
  EXPECT_THAT(Put(1, "bytes", std::monostate()), IsOk());
  EXPECT_THAT(Put(2, "bytes", SqlBytes{""}), IsOk());
  EXPECT_THAT(Put(3, "text", std::string()), IsOk());
  EXPECT_EQ(Get(1, "bytes"), "null");
  EXPECT_EQ(Get(1, "number"), "null");
  EXPECT_EQ(Get(2, "bytes"), "");
  EXPECT_EQ(Get(3, "text"), "");
}

TEST_F(MysqlTest, APlaceTakesAnotherKindOfValueTheNextTime) {
  for (const SqlValue& value : {SqlValue(SqlBytes{"ab"}), SqlValue(), SqlValue(std::string("c")),
                                SqlValue(int64_t{7}), SqlValue(SqlBytes{""})}) {
    EXPECT_THAT(connection_->Execute("REPLACE INTO cell (id, bytes) VALUES (1, ?)", {value}),
                IsOk());
  }
  EXPECT_EQ(Get(1, "bytes"), "");
}

TEST_F(MysqlTest, DaysAreText) {
  EXPECT_THAT(Put(1, "day", std::string("2011-06-30")), IsOk());
  EXPECT_EQ(Get(1, "day"), "2011-06-30");
  EXPECT_THAT(Put(2, "day", std::string("2011-02-30")), StatusIs(absl::StatusCode::kInternal));
}

TEST_F(MysqlTest, WhatAColumnCannotHoldIsRefused) {
  EXPECT_THAT(Put(1, "name", std::string("é")), StatusIs(absl::StatusCode::kInternal));
  EXPECT_THAT(Put(1, "name", std::string(21, 'x')), StatusIs(absl::StatusCode::kInternal));
  EXPECT_FALSE(connection_->broken());
}

TEST_F(MysqlTest, RowsAreCountedAsFound) {
  EXPECT_THAT(Put(1, "number", int64_t{7}), IsOk());
  EXPECT_EQ(*connection_->Execute("UPDATE cell SET number = 7 WHERE id = 1"), 1);
  EXPECT_EQ(*connection_->Execute("UPDATE cell SET number = 7 WHERE id = 2"), 0);
  EXPECT_EQ(*connection_->Execute("SELECT id FROM cell"), 1);
}

TEST_F(MysqlTest, ReadsAHundredThousandRows) {
  int64_t sum = 0;
  EXPECT_THAT(connection_->Query("SELECT seq, REPEAT('x', 50) FROM seq_1_to_100000", {},
                                 [&sum](const Row& row) {
                                   sum += row.Int(0) + static_cast<int64_t>(row.Text(1).size());
                                   return absl::OkStatus();
                                 }),
              IsOk());
  EXPECT_EQ(sum, 100'000LL * 100'001 / 2 + 5'000'000);
}

TEST_F(MysqlTest, AQueryThatIsStoppedLeavesTheConnectionUsable) {
  int rows = 0;
  EXPECT_THAT(connection_->Query("SELECT seq FROM seq_1_to_1000", {},
                                 [&rows](const Row&) {
                                   ++rows;
                                   return absl::NotFoundError("enough");
                                 }),
              StatusIs(absl::StatusCode::kNotFound));
  EXPECT_EQ(rows, 1);
  EXPECT_THAT(Numbers("SELECT 5"), ElementsAre(5));
}

TEST_F(MysqlTest, AWrongStatementCostsOnlyItself) {
  EXPECT_THAT(connection_->Execute("SELEKT"),
              StatusIs(absl::StatusCode::kInternal, HasSubstr("1064")));
  EXPECT_THAT(connection_->Execute("SELECT ?", {}),
              StatusIs(absl::StatusCode::kInternal, HasSubstr("takes 1 values, not 0")));
  EXPECT_THAT(Numbers("SELECT ?", {int64_t{5}}), ElementsAre(5));
}

TEST_F(MysqlTest, AScriptRunsUpToItsFirstError) {
  EXPECT_THAT(connection_->RunScript("SELECT 1; CREATE TABLE a (id INT); SELECT 'a;b' ; DO 0;"),
              IsOk());
  EXPECT_THAT(connection_->RunScript("CREATE TABLE b (id INT); SELECT 1; CREATE TABLE a (id INT);"
                                     " CREATE TABLE c (id INT)"),
              StatusIs(absl::StatusCode::kInternal, HasSubstr("1050")));
  EXPECT_THAT(Numbers("SELECT COUNT(*) FROM a, b"), ElementsAre(0));
  EXPECT_THAT(connection_->Execute("SELECT * FROM c"), StatusIs(absl::StatusCode::kInternal));
}

TEST(MysqlStatementsTest, FewAreKeptAndMoreGoOnWorking) {
  test::TestDatabase server;
  auto connection = *Connection::Open(server.Options(""));
  int64_t number = 0;
  const auto ask = [&](const std::string& sql, const SqlValues& values) {
    return connection->Query(sql, values, [&number](const Row& row) {
      number = row.Int(0);
      return absl::OkStatus();
    });
  };
  for (int64_t round = 0; round < 3; ++round) {
    for (int64_t i = 0; i < 250; ++i) {
      ASSERT_THAT(ask("SELECT ? + " + std::to_string(i), {round}), IsOk());
      EXPECT_EQ(number, round + i);
    }
  }
  EXPECT_THAT(ask("SELECT CAST(variable_value AS SIGNED) FROM information_schema.global_status"
                  " WHERE variable_name = 'PREPARED_STMT_COUNT'",
                  {}),
              IsOk());
  EXPECT_LE(number, 100);
}

// Listens and never answers.
class BlackHole {
 public:
  BlackHole() {
    sockaddr_in address = {};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    EXPECT_EQ(bind(socket_, reinterpret_cast<sockaddr*>(&address), size), 0);
    EXPECT_EQ(listen(socket_, 8), 0);
    EXPECT_EQ(getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &size), 0);
    port_ = ntohs(address.sin_port);
  }
  ~BlackHole() { close(socket_); }
  int port() const { return port_; }

 private:
  const int socket_ = socket(AF_INET, SOCK_STREAM, 0);
  int port_ = 0;
};

TEST(MysqlTimeTest, AServerThatNeverAnswersIsGivenUp) {
  const BlackHole hole;
  DatabaseOptions options;
  options.port = hole.port();
  options.user = "nobody";
  options.connect_timeout = options.statement_timeout = absl::Seconds(1);
  const absl::Time begin = absl::Now();
  EXPECT_THAT(Connection::Open(options), StatusIs(absl::StatusCode::kUnavailable));
  EXPECT_LT(absl::Now() - begin, absl::Seconds(10));
}

TEST_F(MysqlTest, AStatementThatHangsIsGivenUp) {
  DatabaseOptions options = options_;
  options.statement_timeout = absl::Seconds(1);
  auto connection = *Connection::Open(options);
  EXPECT_THAT(connection->Execute("SELECT SLEEP(60)"), StatusIs(absl::StatusCode::kUnavailable));
  EXPECT_TRUE(connection->broken());
  EXPECT_THAT(connection->Execute("DO 0"), StatusIs(absl::StatusCode::kUnavailable));
}

class MysqlTlsTest : public testing::Test {
 protected:
  static DatabaseOptions With(const test::TestDatabase& server, const std::string& authority) {
    DatabaseOptions options = server.Options("");
    options.ca_file = authority;
    return options;
  }

  const test::TestKeys& keys_ = test::TestKeys::Shared();
};

TEST_F(MysqlTlsTest, TheServerIsVerified) {
  test::TestDatabase server({"--ssl-ca=" + keys_.authority(),
                             "--ssl-cert=" + keys_.certificate("programme-service"),
                             "--ssl-key=" + keys_.key("programme-service")});
  auto connection = Connection::Open(With(server, keys_.authority()));
  ASSERT_THAT(connection, IsOk());
  std::string cipher;
  EXPECT_THAT((*connection)
                  ->Query("SHOW STATUS LIKE 'Ssl_cipher'", {},
                          [&cipher](const Row& row) {
                            cipher = std::string(row.Text(1));
                            return absl::OkStatus();
                          }),
              IsOk());
  EXPECT_NE(cipher, "");
  const test::TestKeys others;
  EXPECT_THAT(Connection::Open(With(server, others.authority())),
              StatusIs(absl::StatusCode::kUnavailable));
}

TEST_F(MysqlTlsTest, AServerWithoutTlsIsRefused) {
  test::TestDatabase server({"--skip-ssl"});
  EXPECT_THAT(Connection::Open(With(server, "")), IsOk());
  EXPECT_THAT(Connection::Open(With(server, keys_.authority())),
              StatusIs(absl::StatusCode::kUnavailable));
}

}  // namespace
}  // namespace concordat
