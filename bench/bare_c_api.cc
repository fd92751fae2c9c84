#include "bench/bare_c_api.h"

#include <mysql.h>

#include <array>
#include <utility>

namespace concordat::bench {

// A connection with its one prepared statement.
class BareCApi::Session {
 public:
  Session(const std::string& select, const DatabaseOptions& options)
      : connection_(mysql_init(nullptr)) {
    open_ = mysql_real_connect(connection_, nullptr, options.user.c_str(), options.password.c_str(),
                               options.schema.c_str(), 0, options.socket.c_str(), 0) != nullptr;
    if (!open_) return;
    statement_ = mysql_stmt_init(connection_);
    const my_bool longest = 1;
    mysql_stmt_attr_set(statement_, STMT_ATTR_UPDATE_MAX_LENGTH, &longest);
    open_ = mysql_stmt_prepare(statement_, select.data(), select.size()) == 0;
  }

  ~Session() {
    if (statement_ != nullptr) mysql_stmt_close(statement_);
    mysql_close(connection_);
  }
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  bool Read(const std::string& name, const std::string& day, std::string* cells) {
    if (!open_ || !Execute({&name, &day, &day})) return false;
    const unsigned count = mysql_stmt_field_count(statement_);
    std::vector<MYSQL_BIND> results(count);
    std::vector<unsigned long> lengths(count);
    std::vector<std::string> held(count);
    MYSQL_RES* const meta = mysql_stmt_result_metadata(statement_);
    for (unsigned i = 0; i < count; ++i) {
      held[i].resize(mysql_fetch_field_direct(meta, i)->max_length + 1);
      results[i].buffer_type = MYSQL_TYPE_STRING;
      results[i].buffer = held[i].data();
      results[i].buffer_length = held[i].size();
      results[i].length = &lengths[i];
    }
    mysql_free_result(meta);
    if (mysql_stmt_bind_result(statement_, results.data()) != 0) return false;
    while (mysql_stmt_fetch(statement_) == 0) {
      for (unsigned i = 0; i < count; ++i) cells->append(held[i], 0, lengths[i]);
    }
    mysql_stmt_free_result(statement_);
    return true;
  }

 private:
  bool Execute(const std::array<const std::string*, 3>& texts) {
    std::array<MYSQL_BIND, 3> places{};
    for (size_t i = 0; i < places.size(); ++i) {
      places[i].buffer_type = MYSQL_TYPE_STRING;
      places[i].buffer = const_cast<char*>(texts[i]->data());
      places[i].buffer_length = texts[i]->size();
    }
    return mysql_stmt_bind_param(statement_, places.data()) == 0 &&
           mysql_stmt_execute(statement_) == 0 && mysql_stmt_store_result(statement_) == 0;
  }

  MYSQL* const connection_;
  MYSQL_STMT* statement_ = nullptr;
  bool open_ = false;
};

BareCApi::BareCApi(std::string select, DatabaseOptions options)
    : select_(std::move(select)), options_(std::move(options)) {}
BareCApi::~BareCApi() = default;

bool BareCApi::Read(const std::string& name, const std::string& day, std::string* cells) {
  std::unique_ptr<Session> session;
  {
    const std::lock_guard lock(mutex_);
    if (!idle_.empty()) {
      session = std::move(idle_.back());
      idle_.pop_back();
    }
  }
  if (session == nullptr) session = std::make_unique<Session>(select_, options_);
  const bool read = session->Read(name, day, cells);
  const std::lock_guard lock(mutex_);
  if (read) idle_.push_back(std::move(session));
  return read;
}

}  // namespace concordat::bench
