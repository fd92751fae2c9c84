#include "common/sql/mysql.h"

#include <mariadb/mysql.h>

#include <cstring>
#include <unordered_map>
#include <utility>

#include "common/base/text.h"
#include "common/sql/statement_span.h"

namespace concordat {
namespace {

constexpr size_t kMaxStatements = 256;
constexpr size_t kCellBytes = 512;

// The connector keeps state for each thread; it must be told when one begins and ends.
struct ConnectorThread {
  ConnectorThread() { mysql_thread_init(); }
  ~ConnectorThread() { mysql_thread_end(); }
};

void EnsureConnectorThread() { thread_local ConnectorThread thread; }

// The one map of error numbers (MySQL 8 and 9, MariaDB 10.11, Galera).
absl::StatusCode CodeOf(unsigned int error) {
  switch (error) {
    case 1020:  // record has changed since last read
    case 1180:  // error during commit: a failed certification
    case 1205:  // lock wait time-out
    case 1213:  // deadlock, and Galera's certification failure
    case 3101:  // rolled back during commit by the cluster
      return absl::StatusCode::kAborted;
    case 1062:  // duplicate key
      return absl::StatusCode::kAlreadyExists;
    case 1040:  // too many connections
    case 1047:  // the node is not part of the cluster's primary component
    case 1053:  // server shutdown in progress
    case 1203:  // too many connections of this user
    case 1290:  // read-only server
    case 1836:  // read-only mode
    case 1927:  // connection was killed
    case 1969:  // statement time-out (MariaDB)
    case 3024:  // statement time-out (MySQL)
    case 2002:
    case 2003:
    case 2005:
    case 2006:
    case 2013:
    case 2026:  // TLS connection error
    case 2055:
      return absl::StatusCode::kUnavailable;
    default:
      return absl::StatusCode::kInternal;
  }
}

// A server that turned read-only has handed over to another; only a new
// connection finds that one.
bool LosesConnection(unsigned int error) {
  switch (error) {
    case 1047:
    case 1053:
    case 1290:
    case 1836:
    case 1927:
      return true;
    default:
      // The client's own errors; 3024 and 3101 are the server's about one statement.
      return error >= 2000 && error < 3000;
  }
}

absl::Status ToStatus(unsigned int error, const char* text) {
  const absl::StatusCode code = CodeOf(error);
  // What the server says may hold values, so only the log of the adapter sees it.
  return absl::Status(code, code == absl::StatusCode::kUnavailable
                                ? "the database cannot be reached"
                                : Concat("database error ", error, ": ", text));
}

struct StatementCloser {
  void operator()(MYSQL_STMT* statement) const { mysql_stmt_close(statement); }
};

// Room for one cell of the result; grows when a longer value comes.
struct CellBuffer {
  std::vector<char> bytes;
  unsigned long length = 0;
  my_bool is_null = 0;
  my_bool truncated = 0;
  int64_t number = 0;
  bool is_number = false;
};

struct Statement {
  std::unique_ptr<MYSQL_STMT, StatementCloser> handle;
  std::vector<CellBuffer> buffers;
  std::vector<MYSQL_BIND> results;
};

bool IsNumber(enum_field_types type) {
  switch (type) {
    case MYSQL_TYPE_TINY:
    case MYSQL_TYPE_SHORT:
    case MYSQL_TYPE_INT24:
    case MYSQL_TYPE_LONG:
    case MYSQL_TYPE_LONGLONG:
    case MYSQL_TYPE_YEAR:
      return true;
    default:
      return false;
  }
}

void PrepareBuffers(Statement& statement) {
  MYSQL_RES* metadata = mysql_stmt_result_metadata(statement.handle.get());
  if (metadata == nullptr) return;
  const unsigned int count = mysql_num_fields(metadata);
  const MYSQL_FIELD* fields = mysql_fetch_fields(metadata);
  statement.buffers.resize(count);
  statement.results.assign(count, MYSQL_BIND{});
  for (unsigned int i = 0; i < count; ++i) {
    CellBuffer& cell = statement.buffers[i];
    MYSQL_BIND& bind = statement.results[i];
    cell.is_number = IsNumber(fields[i].type);
    if (cell.is_number) {
      bind.buffer_type = MYSQL_TYPE_LONGLONG;
      bind.buffer = &cell.number;
    } else {
      cell.bytes.resize(kCellBytes);
      bind.buffer_type = MYSQL_TYPE_STRING;
      bind.buffer = cell.bytes.data();
      bind.buffer_length = cell.bytes.size();
    }
    bind.length = &cell.length;
    bind.is_null = &cell.is_null;
    bind.error = &cell.truncated;
  }
  mysql_free_result(metadata);
}

MYSQL_BIND BindText(enum_field_types type, const std::string& text) {
  MYSQL_BIND bind{};
  bind.buffer_type = type;
  bind.buffer = const_cast<char*>(text.data());
  bind.buffer_length = text.size();
  return bind;
}

std::vector<MYSQL_BIND> BindValues(const SqlValues& values) {
  std::vector<MYSQL_BIND> binds;
  binds.reserve(values.size());
  for (const SqlValue& value : values) {
    if (const auto* number = std::get_if<int64_t>(&value)) {
      MYSQL_BIND bind{};
      bind.buffer_type = MYSQL_TYPE_LONGLONG;
      bind.buffer = const_cast<int64_t*>(number);
      binds.push_back(bind);
    } else if (const auto* text = std::get_if<std::string>(&value)) {
      binds.push_back(BindText(MYSQL_TYPE_STRING, *text));
    } else if (const auto* bytes = std::get_if<SqlBytes>(&value)) {
      binds.push_back(BindText(MYSQL_TYPE_BLOB, bytes->bytes));
    } else {
      MYSQL_BIND bind{};
      bind.buffer_type = MYSQL_TYPE_NULL;
      binds.push_back(bind);
    }
  }
  return binds;
}

}  // namespace

struct Connection::Impl {
  MYSQL* mysql = nullptr;
  bool broken = false;
  // For spans: `mariadb` or `mysql`, and the schema.
  std::string system, schema;
  std::unordered_map<std::string, Statement> statements;

  ~Impl() {
    statements.clear();
    if (mysql != nullptr) mysql_close(mysql);
  }

  absl::Status Fail(unsigned int error, const char* text) {
    if (LosesConnection(error)) broken = true;
    return ToStatus(error, text);
  }
  absl::Status Fail() { return Fail(mysql_errno(mysql), mysql_error(mysql)); }
  absl::Status Fail(MYSQL_STMT* s) { return Fail(mysql_stmt_errno(s), mysql_stmt_error(s)); }

  absl::StatusOr<Statement*> Prepare(std::string_view sql) {
    std::string key(sql);
    auto found = statements.find(key);
    if (found != statements.end()) return &found->second;
    if (statements.size() >= kMaxStatements) statements.clear();
    Statement statement;
    statement.handle.reset(mysql_stmt_init(mysql));
    if (statement.handle == nullptr) return absl::ResourceExhaustedError("out of memory");
    if (mysql_stmt_prepare(statement.handle.get(), sql.data(), sql.size()) != 0) {
      return Fail(statement.handle.get());
    }
    PrepareBuffers(statement);
    return &statements.emplace(std::move(key), std::move(statement)).first->second;
  }

  absl::StatusOr<Statement*> Run(std::string_view sql, const SqlValues& values) {
    EnsureConnectorThread();
    if (broken) return ToStatus(2006, "");
    auto statement = Prepare(sql);
    if (!statement.ok()) return statement.status();
    MYSQL_STMT* handle = (*statement)->handle.get();
    if (mysql_stmt_param_count(handle) != values.size()) {
      return absl::InternalError(Concat("statement takes ", mysql_stmt_param_count(handle),
                                        " values, not ", values.size(), ": ", sql));
    }
    std::vector<MYSQL_BIND> binds = BindValues(values);
    if (!binds.empty() && mysql_stmt_bind_param(handle, binds.data()) != 0) return Fail(handle);
    if (mysql_stmt_execute(handle) != 0) return Fail(handle);
    return statement;
  }

  // Fetches what was cut off by a buffer that was too small, and keeps the larger one.
  absl::Status Grow(Statement& statement, size_t i) {
    CellBuffer& cell = statement.buffers[i];
    if (cell.is_number || cell.is_null || cell.length <= cell.bytes.size()) return absl::OkStatus();
    cell.bytes.resize(cell.length);
    MYSQL_BIND& bind = statement.results[i];
    bind.buffer = cell.bytes.data();
    bind.buffer_length = cell.bytes.size();
    MYSQL_STMT* handle = statement.handle.get();
    if (mysql_stmt_fetch_column(handle, &bind, i, 0) != 0) return Fail(handle);
    return absl::OkStatus();
  }
};

Connection::Connection(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Connection::~Connection() { EnsureConnectorThread(); }

bool Connection::broken() const { return impl_->broken; }

absl::StatusOr<std::unique_ptr<Connection>> Connection::Open(const DatabaseOptions& options) {
  EnsureConnectorThread();
  auto impl = std::make_unique<Impl>();
  impl->mysql = mysql_init(nullptr);
  if (impl->mysql == nullptr) return absl::ResourceExhaustedError("out of memory");
  const unsigned int connect =
      absl::ToInt64Seconds(absl::Ceil(options.connect_timeout, absl::Seconds(1)));
  const unsigned int statement =
      absl::ToInt64Seconds(absl::Ceil(options.statement_timeout, absl::Seconds(1)));
  mysql_options(impl->mysql, MYSQL_OPT_CONNECT_TIMEOUT, &connect);
  mysql_options(impl->mysql, MYSQL_OPT_READ_TIMEOUT, &statement);
  mysql_options(impl->mysql, MYSQL_OPT_WRITE_TIMEOUT, &statement);
  mysql_options(impl->mysql, MYSQL_SET_CHARSET_NAME, "utf8mb4");
  if (!options.ca_file.empty()) {
    mysql_ssl_set(impl->mysql, nullptr, nullptr, options.ca_file.c_str(), nullptr, nullptr);
    const my_bool verify = 1;
    mysql_options(impl->mysql, MYSQL_OPT_SSL_VERIFY_SERVER_CERT, &verify);
  }
  const char* socket = options.socket.empty() ? nullptr : options.socket.c_str();
  if (mysql_real_connect(impl->mysql, socket == nullptr ? options.host.c_str() : nullptr,
                         options.user.c_str(), options.password.c_str(),
                         options.schema.empty() ? nullptr : options.schema.c_str(), options.port,
                         socket, CLIENT_MULTI_STATEMENTS | CLIENT_FOUND_ROWS) == nullptr) {
    return impl->Fail();
  }
  const std::string_view version = mysql_get_server_info(impl->mysql);
  impl->system = version.find("MariaDB") == std::string_view::npos ? "mysql" : "mariadb";
  impl->schema = options.schema;
  auto connection = std::unique_ptr<Connection>(new Connection(std::move(impl)));
  absl::Status status = connection->RunScript(
      "SET SESSION sql_mode = "
      "'STRICT_ALL_TABLES,NO_ZERO_DATE,NO_ZERO_IN_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_"
      "SUBSTITUTION', time_zone = '+00:00', innodb_lock_wait_timeout = 5");
  if (!status.ok()) return status;
  return connection;
}

absl::StatusOr<int64_t> Connection::Execute(std::string_view sql, const SqlValues& values) {
  StatementSpan span(sql, impl_->system, impl_->schema);
  auto statement = impl_->Run(sql, values);
  if (!statement.ok()) return span.Failed(statement.status());
  MYSQL_STMT* handle = (*statement)->handle.get();
  const int64_t affected = static_cast<int64_t>(mysql_stmt_affected_rows(handle));
  mysql_stmt_free_result(handle);
  return affected;
}

absl::Status Connection::Query(std::string_view sql, const SqlValues& values,
                               absl::FunctionRef<absl::Status(const Row&)> on_row) {
  StatementSpan span(sql, impl_->system, impl_->schema);
  auto run = impl_->Run(sql, values);
  if (!run.ok()) return span.Failed(run.status());
  Statement& statement = **run;
  MYSQL_STMT* handle = statement.handle.get();
  if (mysql_stmt_bind_result(handle, statement.results.data()) != 0 ||
      mysql_stmt_store_result(handle) != 0) {
    return impl_->Fail(handle);
  }
  Row row;
  row.cells_.resize(statement.buffers.size());
  absl::Status status;
  while (status.ok()) {
    const int fetched = mysql_stmt_fetch(handle);
    if (fetched == MYSQL_NO_DATA) break;
    if (fetched != 0 && fetched != MYSQL_DATA_TRUNCATED) {
      status = impl_->Fail(handle);
      break;
    }
    bool grown = false;
    for (size_t i = 0; i < statement.buffers.size() && status.ok(); ++i) {
      CellBuffer& cell = statement.buffers[i];
      grown |= !cell.is_number && cell.length > cell.bytes.size();
      status = impl_->Grow(statement, i);
      row.cells_[i] = {cell.is_null != 0, cell.is_null ? 0 : cell.number,
                       cell.is_number || cell.is_null
                           ? std::string_view()
                           : std::string_view(cell.bytes.data(), cell.length)};
    }
    if (status.ok()) status = on_row(row);
    // The connector keeps its own copy of the binds, which must learn of the larger buffers.
    if (grown) mysql_stmt_bind_result(handle, statement.results.data());
  }
  mysql_stmt_free_result(handle);
  return status;
}

absl::Status Connection::RunScript(std::string_view script) {
  EnsureConnectorThread();
  if (mysql_real_query(impl_->mysql, script.data(), script.size()) != 0) return impl_->Fail();
  for (;;) {
    MYSQL_RES* result = mysql_store_result(impl_->mysql);
    if (result != nullptr) mysql_free_result(result);
    const int next = mysql_next_result(impl_->mysql);
    if (next < 0) return absl::OkStatus();
    if (next > 0) return impl_->Fail();
  }
}

}  // namespace concordat
