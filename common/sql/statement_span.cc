#include "common/sql/statement_span.h"

#include <absl/strings/ascii.h>
#include <absl/strings/match.h>
#include <absl/time/clock.h>

#include <algorithm>

#include "common/base/text.h"
#include "common/telemetry/semconv.h"
#include "common/telemetry/telemetry.h"

namespace concordat {
namespace {

constexpr std::string_view kBlank = " \t\r\n(";

// Takes the next word off the text, without quotes.
std::string NextWord(std::string_view* sql) {
  sql->remove_prefix(std::min(sql->find_first_not_of(kBlank), sql->size()));
  const std::string_view word = sql->substr(0, sql->find_first_of(" \t\r\n(),;"));
  sql->remove_prefix(word.empty() && !sql->empty() ? 1 : word.size());
  std::string bare(word);
  std::erase(bare, '`');
  return bare;
}

bool IsBeforeTable(const std::string& word) {
  return absl::EqualsIgnoreCase(word, "FROM") || absl::EqualsIgnoreCase(word, "INTO") ||
         absl::EqualsIgnoreCase(word, "UPDATE");
}

}  // namespace

StatementSummary Summarise(std::string_view sql) {
  StatementSummary summary;
  std::string word = NextWord(&sql);
  summary.operation = absl::AsciiStrToUpper(word);
  while (!IsBeforeTable(word) && !sql.empty()) word = NextWord(&sql);
  if (!sql.empty()) summary.collection = NextWord(&sql);
  // The first table of a query within a query is the one that is read.
  if (absl::EqualsIgnoreCase(summary.collection, "SELECT")) {
    summary.collection = Summarise(Concat("SELECT ", sql)).collection;
  }
  return summary;
}

StatementSpan::StatementSpan(std::string_view sql, std::string_view system,
                             std::string_view schema) {
  if (!Telemetry::exporting()) return;
  told_ = Summarise(sql);
  system_ = system;
  schema_ = schema;
  begin_ = absl::Now();
  if (!IsTraced()) return;
  const std::string summary =
      told_.collection.empty() ? told_.operation : Concat(told_.operation, " ", told_.collection);
  span_.emplace(summary, SpanKind::kClient);
  span_->Set(semconv::kDbSystemName, system);
  span_->Set(semconv::kDbNamespace, schema);
  span_->Set(semconv::kDbOperationName, told_.operation);
  if (!told_.collection.empty()) span_->Set(semconv::kDbCollectionName, told_.collection);
  span_->Set(semconv::kDbQuerySummary, summary);
  span_->Set(semconv::kDbQueryText, sql);
}

StatementSpan::~StatementSpan() {
  if (begin_ == absl::InfinitePast()) return;
  RecordDuration(semconv::kDbClientOperationDuration, absl::Now() - begin_,
                 {{semconv::kDbSystemName, system_},
                  {semconv::kDbNamespace, schema_},
                  {semconv::kDbOperationName, told_.operation},
                  {semconv::kDbCollectionName, told_.collection},
                  {semconv::kErrorType, error_}});
}

absl::Status StatementSpan::Failed(absl::Status status) {
  error_ = absl::StatusCodeToString(status.code());
  if (span_.has_value()) span_->SetStatus(status);
  return status;
}

}  // namespace concordat
