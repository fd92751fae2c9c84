#include "common/sql/mysql.h"

#include <cppconn/datatype.h>
#include <cppconn/driver.h>
#include <cppconn/exception.h>
#include <cppconn/parameter_metadata.h>
#include <cppconn/prepared_statement.h>
#include <cppconn/resultset.h>
#include <cppconn/resultset_metadata.h>
#include <cppconn/statement.h>
#include <mysql_driver.h>

#include <algorithm>
#include <istream>
#include <list>
#include <streambuf>
#include <unordered_map>
#include <utility>

#include "common/base/text.h"
#include "common/sql/mysql_errors.h"
#include "common/sql/statement_span.h"

namespace concordat {
namespace {

// Three replicas of three services with twenty connections stay below a server's 16,382.
constexpr size_t kMaxStatements = 64;
constexpr char kSession[] =
    "SET SESSION sql_mode = "
    "'STRICT_ALL_TABLES,NO_ZERO_DATE,NO_ZERO_IN_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_"
    "SUBSTITUTION', time_zone = '+00:00', innodb_lock_wait_timeout = 5,"
    // Of a list in a cell: servers differ, and cut it where it is longer.
    " group_concat_max_len = 1048576";

// On a Galera cluster a read waits for what was committed on any node before it, so
// that who has written reads what it wrote wherever it asks (ADR 0018).
constexpr char kOfCluster[] = "SHOW VARIABLES LIKE 'wsrep_on'";
constexpr char kCausalReads[] = "SET SESSION wsrep_sync_wait = 1";

sql::Driver& TheDriver() { return *sql::mysql::get_driver_instance(); }

// The connector keeps state for each thread; it must be told when one begins and ends.
struct ConnectorThread {
  ConnectorThread() { TheDriver().threadInit(); }
  ~ConnectorThread() { TheDriver().threadEnd(); }
};

void EnsureConnectorThread() { thread_local ConnectorThread thread; }

sql::SQLString ToSql(std::string_view text) { return {text.data(), text.size()}; }

int Seconds(absl::Duration limit) {
  return static_cast<int>(absl::ToInt64Seconds(absl::Ceil(limit, absl::Seconds(1))));
}

// The connector takes bytes from a stream alone; this one reads where they are.
class BytesStream {
 public:
  explicit BytesStream(const std::string& bytes) : buffer_(bytes), stream_(&buffer_) {}
  std::istream* stream() { return &stream_; }

 private:
  struct Buffer : std::streambuf {
    explicit Buffer(const std::string& bytes) {
      char* const begin = const_cast<char*>(bytes.data());
      setg(begin, begin, begin + bytes.size());
    }
  };
  Buffer buffer_;
  std::istream stream_;
};

struct Statement {
  std::string sql;
  std::unique_ptr<sql::PreparedStatement> handle;
  bool has_rows = false;
  // The places that have held a number. The connector sends such a one as a number
  // for ever, so bytes must not follow there.
  std::vector<bool> numbers;
};

bool IsNumber(int type) {
  switch (type) {
    case sql::DataType::TINYINT:
    case sql::DataType::SMALLINT:
    case sql::DataType::MEDIUMINT:
    case sql::DataType::INTEGER:
    case sql::DataType::BIGINT:
    case sql::DataType::YEAR:
      return true;
    default:
      return false;
  }
}

// For each column: true where it holds whole numbers.
std::vector<bool> FindNumbers(sql::ResultSetMetaData& columns) {
  std::vector<bool> numbers(columns.getColumnCount());
  for (unsigned int i = 0; i < numbers.size(); ++i) {
    numbers[i] = IsNumber(columns.getColumnType(i + 1));
  }
  return numbers;
}

std::string AddressOf(const DatabaseOptions& options) {
  if (!options.socket.empty()) return Concat("unix://", options.socket);
  const bool is_ipv6 = options.host.find(':') != std::string::npos;
  return is_ipv6 ? Concat("tcp://[", options.host, "]:", options.port)
                 : Concat("tcp://", options.host, ":", options.port);
}

sql::ConnectOptionsMap ConnectOptions(const DatabaseOptions& options) {
  sql::ConnectOptionsMap map;
  map["hostName"] = ToSql(AddressOf(options));
  map["userName"] = ToSql(options.user);
  map["password"] = ToSql(options.password);
  if (!options.schema.empty()) map["schema"] = ToSql(options.schema);
  map["OPT_CONNECT_TIMEOUT"] = Seconds(options.connect_timeout);
  map["OPT_READ_TIMEOUT"] = Seconds(options.statement_timeout);
  map["OPT_WRITE_TIMEOUT"] = Seconds(options.statement_timeout);
  map["OPT_CHARSET_NAME"] = sql::SQLString("utf8mb4");
  // What it would otherwise ask for has no letters beyond three bytes.
  map["characterSetResults"] = sql::SQLString("utf8mb4");
  map["CLIENT_MULTI_STATEMENTS"] = true;
  map["CLIENT_FOUND_ROWS"] = true;
  if (!options.ca_file.empty()) {
    map["sslCA"] = ToSql(options.ca_file);
    map["sslVerify"] = true;
    map["sslEnforce"] = true;
  }
  return map;
}

}  // namespace

struct Connection::Impl {
  std::unique_ptr<sql::Connection> connection;
  bool broken = false;
  // For spans: `mariadb` or `mysql`, and the schema.
  std::string system, schema;
  int64_t id = 0;
  absl::Duration max_clock_skew;
  // The newest used first; each by a view of its own text.
  std::list<Statement> statements;
  std::unordered_map<std::string_view, std::list<Statement>::iterator> by_sql;

  ~Impl() {
    by_sql.clear();
    statements.clear();
  }

  absl::Status Fail(const sql::SQLException& exception) {
    const int error = exception.getErrorCode();
    // What the connector itself refuses has no number, and leaves it in no known state.
    if (error == 0 || LosesConnection(error)) broken = true;
    return StatusOfDatabaseError(error, exception.what());
  }

  // Runs `work`, which may throw what the connector throws.
  template <typename Work>
  absl::Status Guarded(const Work& work) {
    EnsureConnectorThread();
    if (broken) return StatusOfDatabaseError(2006, "");
    try {
      return work();
    } catch (const sql::SQLException& exception) {
      return Fail(exception);
    }
  }

  Statement& Prepare(std::string_view sql) {
    const auto found = by_sql.find(sql);
    if (found != by_sql.end()) {
      statements.splice(statements.begin(), statements, found->second);
      return statements.front();
    }
    if (statements.size() >= kMaxStatements) Forget(statements.back().sql);
    Statement statement{std::string(sql)};
    statement.handle.reset(connection->prepareStatement(ToSql(sql)));
    statement.numbers.resize(statement.handle->getParameterMetaData()->getParameterCount());
    statement.has_rows = statement.handle->getMetaData()->getColumnCount() > 0;
    statements.push_front(std::move(statement));
    by_sql.emplace(statements.front().sql, statements.begin());
    return statements.front();
  }

  void Forget(std::string_view sql) {
    const auto found = by_sql.find(sql);
    const auto statement = found->second;
    by_sql.erase(found);
    statements.erase(statement);
  }

  static bool MixesNumbersAndBytes(const Statement& statement, const SqlValues& values) {
    for (size_t i = 0; i < std::min(values.size(), statement.numbers.size()); ++i) {
      if (statement.numbers[i] && std::holds_alternative<SqlBytes>(values[i])) return true;
    }
    return false;
  }

  // Binds the values, gives the statement to `run` while they live.
  template <typename Run>
  absl::Status Bound(std::string_view sql, const SqlValues& values, const Run& run) {
    if (MixesNumbersAndBytes(Prepare(sql), values)) Forget(sql);
    Statement& statement = Prepare(sql);
    if (statement.numbers.size() != values.size()) {
      return absl::InternalError(Concat("statement takes ", statement.numbers.size(),
                                        " values, not ", values.size(), ": ", sql));
    }
    std::list<BytesStream> streams;
    for (unsigned int i = 0; i < values.size(); ++i) {
      Bind(*statement.handle, i + 1, values[i], &streams);
      if (std::holds_alternative<int64_t>(values[i])) statement.numbers[i] = true;
    }
    try {
      return run(statement);
    } catch (const sql::SQLException&) {
      // A server that refuses a statement before it runs, as a node of a cluster does
      // whose transaction has lost, keeps the bytes sent for it and would add those of
      // the next time to them.
      Forget(sql);
      throw;
    }
  }

  static void Bind(sql::PreparedStatement& statement, unsigned int place, const SqlValue& value,
                   std::list<BytesStream>* streams) {
    if (const auto* number = std::get_if<int64_t>(&value)) {
      statement.setInt64(place, *number);
    } else if (const auto* text = std::get_if<std::string>(&value)) {
      statement.setString(place, *text);
    } else if (const auto* bytes = std::get_if<SqlBytes>(&value); bytes && bytes->bytes.empty()) {
      // The same to the server, and no packet of its own.
      statement.setString(place, sql::SQLString());
    } else if (bytes != nullptr) {
      statement.setBlob(place, streams->emplace_back(bytes->bytes).stream());
    } else {
      statement.setNull(place, sql::DataType::SQLNULL);
    }
  }
};

Connection::Connection(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Connection::~Connection() { EnsureConnectorThread(); }

bool Connection::broken() const { return impl_->broken; }
void Connection::Abandon() { impl_->broken = true; }
int64_t Connection::id() const { return impl_->id; }
absl::Duration Connection::max_clock_skew() const { return impl_->max_clock_skew; }

absl::StatusOr<std::unique_ptr<Connection>> Connection::Open(const DatabaseOptions& options) {
  auto impl = std::make_unique<Impl>();
  impl->schema = options.schema;
  impl->max_clock_skew = options.max_clock_skew;
  absl::Status status = impl->Guarded([&] {
    sql::ConnectOptionsMap map = ConnectOptions(options);
    impl->connection.reset(TheDriver().connect(map));
    return absl::OkStatus();
  });
  if (!status.ok()) return status;
  auto connection = std::unique_ptr<Connection>(new Connection(std::move(impl)));
  status = connection->RunScript(kSession);
  if (!status.ok()) return status;
  std::string version;
  status = connection->Query("SELECT VERSION(), CONNECTION_ID()", {}, [&](const Row& row) {
    version = std::string(row.Text(0));
    connection->impl_->id = row.Int(1);
    return absl::OkStatus();
  });
  if (!status.ok()) return status;
  const bool mariadb = version.find("MariaDB") != std::string::npos;
  connection->impl_->system = mariadb ? "mariadb" : "mysql";
  bool of_cluster = false;
  status = connection->Query(kOfCluster, {}, [&of_cluster](const Row& row) {
    of_cluster = row.Text(1) == "ON";
    return absl::OkStatus();
  });
  if (status.ok() && of_cluster) status = connection->RunScript(kCausalReads);
  if (!status.ok()) return status;
  return connection;
}

absl::StatusOr<int64_t> Connection::Execute(std::string_view sql, const SqlValues& values) {
  StatementSpan span(sql, impl_->system, impl_->schema);
  int64_t affected = 0;
  const absl::Status status = impl_->Guarded([&] {
    return impl_->Bound(sql, values, [&affected](Statement& statement) {
      if (statement.has_rows) {
        const std::unique_ptr<sql::ResultSet> rows(statement.handle->executeQuery());
        affected = static_cast<int64_t>(rows->rowsCount());
      } else {
        affected = statement.handle->executeUpdate();
      }
      return absl::OkStatus();
    });
  });
  if (!status.ok()) return span.Failed(status);
  return affected;
}

absl::Status Connection::Query(std::string_view sql, const SqlValues& values,
                               absl::FunctionRef<absl::Status(const Row&)> on_row) {
  StatementSpan span(sql, impl_->system, impl_->schema);
  std::unique_ptr<sql::ResultSet> rows;
  std::vector<bool> numbers;
  absl::Status status = impl_->Guarded([&] {
    return impl_->Bound(sql, values, [&](Statement& statement) {
      rows.reset(statement.handle->executeQuery());
      numbers = FindNumbers(*rows->getMetaData());
      return absl::OkStatus();
    });
  });
  if (!status.ok()) return span.Failed(status);
  Row row;
  row.cells_.resize(numbers.size());
  std::vector<std::unique_ptr<const sql::SQLString>> texts(numbers.size());
  const auto read = [&](bool* more) {
    *more = rows->next();
    for (unsigned int i = 0; *more && i < numbers.size(); ++i) {
      Row::Cell& cell = row.cells_[i];
      cell = {rows->isNull(i + 1), 0, {}};
      if (cell.is_null) continue;
      if (numbers[i]) {
        cell.number = rows->getInt64(i + 1);
      } else {
        // Made in its place: a string of the connector's can only be copied.
        texts[i].reset(new sql::SQLString(rows->getString(i + 1)));
        cell.text = texts[i]->asStdString();
      }
    }
    return absl::OkStatus();
  };
  for (bool more = true; status.ok();) {
    status = impl_->Guarded([&] { return read(&more); });
    if (!more) break;
    if (status.ok()) status = on_row(row);
  }
  return status;
}

absl::Status Connection::RunScript(std::string_view script) {
  return impl_->Guarded([&] {
    const std::unique_ptr<sql::Statement> statement(impl_->connection->createStatement());
    bool has_rows = statement->execute(ToSql(script));
    // Whether more is to come it does not say; there are at most as many results as semicolons.
    for (auto left = std::ranges::count(script, ';'); has_rows || left > 0; --left) {
      if (has_rows) std::unique_ptr<sql::ResultSet>(statement->getResultSet());
      has_rows = statement->getMoreResults();
    }
    return absl::OkStatus();
  });
}

}  // namespace concordat
