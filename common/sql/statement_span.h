// The span of one SQL statement, under the span that is active on the thread, and the
// measurement of how long it took. Costs next to nothing where nobody watches.
#ifndef CONCORDAT_COMMON_SQL_STATEMENT_SPAN_H_
#define CONCORDAT_COMMON_SQL_STATEMENT_SPAN_H_

#include <absl/status/status.h>
#include <absl/time/time.h>

#include <optional>
#include <string>
#include <string_view>

#include "common/telemetry/span.h"

namespace concordat {

// `SELECT project`: what a statement does, and to which table first.
struct StatementSummary {
  std::string operation;
  std::string collection;
};
StatementSummary Summarise(std::string_view sql);

class StatementSpan {
 public:
  // `system` is `mariadb` or `mysql`. The text of the statement is told, its
  // values never.
  StatementSpan(std::string_view sql, std::string_view system, std::string_view schema);
  ~StatementSpan();
  StatementSpan(const StatementSpan&) = delete;
  StatementSpan& operator=(const StatementSpan&) = delete;

  // Marks the span as failed; answers with the same status.
  absl::Status Failed(absl::Status status);

 private:
  StatementSummary told_;
  std::string system_, schema_, error_;
  absl::Time begin_ = absl::InfinitePast();
  std::optional<Span> span_;
};

}  // namespace concordat

#endif  // CONCORDAT_COMMON_SQL_STATEMENT_SPAN_H_
