#include "common/feed/verify_history.h"

#include <absl/strings/numbers.h>
#include <absl/time/clock.h>

#include <utility>

#include "common/base/text.h"
#include "common/feed/verify_tables.h"
#include "common/ledger/change_record.h"
#include "common/ledger/hash_chain.h"
#include "common/ledger/row_summaries.h"

namespace concordat {
namespace {

constexpr absl::Duration kPatience = absl::Minutes(10);
// Few, since each has its payload with it.
constexpr int64_t kPage = 100;
// Entries between two words of how far it has come.
constexpr int64_t kTellAfter = 100'000;
constexpr int kHashDigits = 64;

constexpr char kPlaceless[] =
    "SELECT c.change_id FROM changes c LEFT JOIN feed f ON f.change_id = c.change_id"
    " LEFT JOIN outbox o ON o.change_id = c.change_id"
    " WHERE f.change_id IS NULL AND o.change_id IS NULL";

// Left joins: what is missing must show, not vanish.
std::string SelectEntries() {
  return Concat(
      "SELECT f.position, f.epoch, f.known_time, f.prev_hash, f.hash, f.change_id,"
      " p.salt, p.payload, r.redacted_by, r.reason, ",
      kChangeCells,
      " FROM feed f LEFT JOIN changes c ON c.change_id = f.change_id"
      " LEFT JOIN change_payload p ON p.change_id = f.change_id"
      " LEFT JOIN redaction r ON r.change_id = f.change_id"
      " WHERE f.position > ? ORDER BY f.position LIMIT ?");
}
enum Cell {
  kPosition,
  kEpoch,
  kKnownTime,
  kPrevHash,
  kHash,
  kChangeId,
  kSalt,
  kPayload,
  kRedactedBy,
  kReason,
  kChange
};

class Walk {
 public:
  explicit Walk(const std::vector<Anchor>& expected) : expected_(expected) {
    report_.head.hash = kFirstPrevHash;
  }

  void Entry(const Row& row) {
    const int64_t position = row.Int(kPosition);
    if (position != report_.head.position + 1) {
      Problem(report_.head.position + 1,
              Concat("missing, and all up to before position ", position));
    }
    CheckLink(row, position);
    CheckPayload(row, position);
    AddToTables(row, position);
    for (const Anchor& anchor : expected_) {
      if (anchor.position == position && anchor.hash != row.Text(kHash)) {
        Problem(position, "its hash is not the one expected");
      }
    }
    ++report_.entries;
    known_time_ = row.Int(kKnownTime);
    report_.head = {position, std::string(row.Text(kHash))};
  }

  // Holds the tables against the entries since the last time.
  absl::Status CheckTables(Connection& connection) {
    return tables_.CheckAdded(connection, &report_.problems);
  }
  absl::Status CheckStrays(Connection& connection) {
    return CheckStrayRows(connection, &report_.problems);
  }

  absl::Status CheckSummaries(Connection& connection,
                              const std::vector<const ResourceType*>& types) {
    return concordat::CheckSummaries(connection, types, &report_.problems);
  }

  void Placeless(std::string_view change_id) {
    report_.problems.push_back(
        Concat("change ", change_id, " has no place in the feed and waits for none"));
  }

  HistoryReport End() {
    for (const Anchor& anchor : expected_) {
      if (anchor.position <= report_.head.position) continue;
      report_.problems.push_back(Concat("the feed is cut short: it ends at position ",
                                        report_.head.position, ", before the expected position ",
                                        anchor.position));
    }
    return std::move(report_);
  }

  int64_t position() const { return report_.head.position; }

 private:
  void AddToTables(const Row& row, int64_t position) {
    ledger::v1::ChangePayload payload;
    if (row.IsNull(kPayload) || !payload.ParseFromString(std::string(row.Text(kPayload)))) return;
    tables_.Add(position, std::string(row.Text(kChangeId)), std::move(payload));
  }

  void Problem(int64_t position, std::string_view what) {
    report_.problems.push_back(Concat("position ", position, ": ", what));
  }

  void CheckLink(const Row& row, int64_t position) {
    if (row.Text(kPrevHash) != report_.head.hash) {
      Problem(position, "it does not follow on the entry before it");
    }
    if (row.Int(kKnownTime) <= known_time_)
      Problem(position, "it is not later than the one before");
    if (row.IsNull(kChange)) {
      Problem(position, Concat("its change ", row.Text(kChangeId), " is missing"));
      return;
    }
    const FeedPlace place{position, row.Int(kEpoch), row.Int(kKnownTime),
                          std::string(row.Text(kPrevHash))};
    if (LinkHash(place, ReadChangeRecord(row, kChange)) != row.Text(kHash)) {
      Problem(position, "who, when or what it is about has been altered");
    }
  }

  void CheckPayload(const Row& row, int64_t position) {
    const bool redacted = !row.IsNull(kRedactedBy);
    if (redacted) {
      report_.redactions.push_back(Concat("position ", position, ": change ", row.Text(kChangeId),
                                          " redacted by ", row.Text(kRedactedBy), ": ",
                                          row.Text(kReason)));
    }
    if (row.IsNull(kPayload)) {
      if (!redacted) Problem(position, "its payload is missing and was not redacted");
      return;
    }
    if (redacted) Problem(position, "its payload is there although it was redacted");
    if (row.IsNull(kChange)) return;
    if (PayloadDigest(row.Text(kSalt), row.Text(kPayload)) !=
        ReadChangeRecord(row, kChange).payload_digest) {
      Problem(position, "its payload has been altered");
    }
  }

  const std::vector<Anchor>& expected_;
  HistoryReport report_;
  TableCheck tables_;
  int64_t known_time_ = 0;
};

void Print(const HistoryReport& report, std::ostream& out) {
  for (const std::string& redaction : report.redactions) out << redaction << "\n";
  for (const std::string& problem : report.problems) out << "WRONG: " << problem << "\n";
  out << report.entries << " entries, " << report.redactions.size() << " redacted, "
      << report.problems.size() << " wrong; the newest is " << report.head.position << ":"
      << report.head.hash << "\n";
}

}  // namespace

absl::StatusOr<Anchor> ParseAnchor(std::string_view text) {
  const size_t colon = text.find(':');
  Anchor anchor;
  if (colon == std::string_view::npos ||
      !absl::SimpleAtoi(ToAbsl(text.substr(0, colon)), &anchor.position) || anchor.position < 0 ||
      text.size() - colon - 1 != kHashDigits) {
    return absl::InvalidArgumentError(Concat("\"", text, "\" is not POSITION:HASH"));
  }
  anchor.hash = std::string(text.substr(colon + 1));
  return anchor;
}

absl::StatusOr<HistoryReport> VerifyHistory(Database& database, const std::vector<Anchor>& expected,
                                            const std::function<void(int64_t)>& tell,
                                            const std::vector<const ResourceType*>& types) {
  Walk walk(expected);
  const std::string select = SelectEntries();
  const absl::Time deadline = absl::Now() + absl::Hours(24);
  // Page by page without a long transaction: the feed only ever grows.
  for (int64_t rows = kPage; rows == kPage;) {
    absl::Status status = database.Read(deadline, [&](Connection& connection) -> absl::Status {
      rows = 0;
      absl::Status read = connection.Query(select, {walk.position(), kPage}, [&](const Row& row) {
        ++rows;
        walk.Entry(row);
        return absl::OkStatus();
      });
      return read.ok() ? walk.CheckTables(connection) : read;
    });
    if (!status.ok()) return status;
    if (tell && walk.position() % kTellAfter == 0) tell(walk.position());
  }
  absl::Status status =
      database.Read(absl::Now() + kPatience, [&](Connection& connection) -> absl::Status {
        absl::Status read = connection.Query(kPlaceless, {}, [&](const Row& row) {
          walk.Placeless(row.Text(0));
          return absl::OkStatus();
        });
        return read.ok() ? walk.CheckStrays(connection) : read;
      });
  if (status.ok()) {
    status = database.Read(
        deadline, [&](Connection& connection) { return walk.CheckSummaries(connection, types); });
  }
  if (!status.ok()) return status;
  return walk.End();
}

int VerifyHistoryCommand(Database& database, const std::vector<std::string>& arguments,
                         std::ostream& out, const std::vector<const ResourceType*>& types) {
  std::vector<Anchor> expected;
  for (size_t i = 0; i < arguments.size(); i += 2) {
    auto anchor =
        arguments[i] == "--expect" && i + 1 < arguments.size()
            ? ParseAnchor(arguments[i + 1])
            : absl::InvalidArgumentError("usage: verify-history [--expect POSITION:HASH]");
    if (!anchor.ok()) {
      out << ToStd(anchor.status().message()) << "\n";
      return 2;
    }
    expected.push_back(*std::move(anchor));
  }
  const auto tell = [&out](int64_t position) {
    out << "position " << position << " is reached\n" << std::flush;
  };
  auto report = VerifyHistory(database, expected, tell, types);
  if (!report.ok()) {
    out << "The history could not be looked at: " << ToStd(report.status().message()) << "\n";
    return 2;
  }
  Print(*report, out);
  return report->problems.empty() ? 0 : 1;
}

}  // namespace concordat
