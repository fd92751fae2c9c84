#include "common/ledger/idempotency.h"

#include <absl/time/clock.h>

#include <memory>
#include <string>

#include "common/base/digest.h"
#include "common/base/errors.h"
#include "common/base/text.h"
#include "common/sql/clock.h"

namespace concordat {
namespace {

using google::protobuf::Message;

constexpr char kClaim[] =
    "INSERT INTO idempotency (subject, request_id, fingerprint, method, created)"
    " VALUES (?, ?, ?, ?, " CONCORDAT_DATABASE_NOW ")";
constexpr char kSelect[] =
    "SELECT fingerprint, response FROM idempotency WHERE subject = ? AND request_id = ?";
constexpr char kStore[] =
    "UPDATE idempotency SET response = ? WHERE subject = ? AND request_id = ?";
constexpr char kSweep[] = "DELETE FROM idempotency WHERE created < " CONCORDAT_DATABASE_NOW
                          " - ? ORDER BY created LIMIT 500";

constexpr absl::Duration kKept = absl::Hours(24);
constexpr int64_t kSweepBatch = 500;

std::string Fingerprint(std::string_view method, const Message& request) {
  std::unique_ptr<Message> content(request.New());
  content->CopyFrom(request);
  const auto* field = content->GetDescriptor()->FindFieldByName("request_id");
  if (field != nullptr) content->GetReflection()->ClearField(content.get(), field);
  return Sha256Hex(Concat(method, "\n", SerializeDeterministically(*content)));
}

absl::Status GiveStored(Connection& connection, const SqlValues& key,
                        const std::string& fingerprint, Message* response) {
  // Without a row the other request's transaction has just been rolled back.
  absl::Status outcome = absl::AbortedError("the request that held the request_id was undone");
  absl::Status status = connection.Query(kSelect, key, [&](const Row& row) {
    if (row.Text(0) != fingerprint) {
      outcome = ErrorWithReason(absl::StatusCode::kInvalidArgument, kKeyReused,
                                "request_id was used before for a request with other content");
    } else if (!response->ParseFromString(std::string(row.Text(1)))) {
      outcome = absl::DataLossError("the stored answer cannot be read");
    } else {
      outcome = absl::OkStatus();
    }
    return absl::OkStatus();
  });
  return status.ok() ? outcome : status;
}

}  // namespace

absl::Status Once(Connection& connection, const Caller& caller, std::string_view method,
                  std::string_view request_id, const Message& request, Message* response,
                  absl::FunctionRef<absl::Status()> body) {
  if (request_id.empty()) return body();
  const SqlValues key = {caller.subject, std::string(request_id)};
  const std::string fingerprint = Fingerprint(method, request);
  auto claimed = connection.Execute(kClaim, {key[0], key[1], fingerprint, std::string(method)});
  if (absl::IsAlreadyExists(claimed.status())) {
    return GiveStored(connection, key, fingerprint, response);
  }
  if (!claimed.ok()) return claimed.status();
  absl::Status status = body();
  if (!status.ok()) return status;
  return connection
      .Execute(kStore, {SqlBytes{SerializeDeterministically(*response)}, key[0], key[1]})
      .status();
}

absl::StatusOr<int64_t> SweepAnswers(Database& database) {
  int64_t swept = 0;
  int64_t batch = kSweepBatch;
  while (batch == kSweepBatch) {
    absl::Status status = database.Transact(
        absl::Now() + absl::Seconds(10), [&](Connection& connection) -> absl::Status {
          absl::Status clock = CheckDatabaseClock(connection);
          if (!clock.ok()) return clock;
          auto deleted = connection.Execute(kSweep, {absl::ToInt64Microseconds(kKept)});
          if (deleted.ok()) batch = *deleted;
          return deleted.status();
        });
    if (!status.ok()) return status;
    swept += batch;
  }
  return swept;
}

}  // namespace concordat
