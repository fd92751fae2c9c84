#include "common/peers/peer_resources.h"

#include <map>
#include <utility>

#include "common/ledger/exempt.h"
#include "common/sql/bulk.h"

namespace concordat {
namespace {

using ledger::v1::Change;
using ledger::v1::ListChangesResponse;
using ledger::v1::Position;

constexpr char kSelectCursor[] = "SELECT epoch, position, hash FROM peer_cursor WHERE service = ?";
constexpr char kMoveCursor[] =
    "UPDATE peer_cursor SET epoch = ?, position = ?, hash = ? WHERE service = ?";
constexpr char kInsertCursor[] =
    "INSERT INTO peer_cursor (epoch, position, hash, service) VALUES (?, ?, ?, ?)";
constexpr char kDeleteCursor[] = "DELETE FROM peer_cursor WHERE service = ?";
constexpr char kSupersede[] =
    "UPDATE peer_resource SET superseded_position = ?"
    " WHERE name = ? AND valid_from = ? AND superseded_position IS NULL";
constexpr char kInsert[] =
    "INSERT INTO peer_resource (name, valid_from, recorded_position, service, type, uid, valid_to,"
    " deleted, superseded_position, exempt) VALUES ";
constexpr char kForget[] = "DELETE FROM peer_resource WHERE service = ? LIMIT ?";
constexpr char kFind[] = "SELECT name FROM peer_resource WHERE name IN ";
constexpr char kHeldNow[] =
    " AND superseded_position IS NULL AND deleted = 0 AND valid_to = '9999-12-31'";
constexpr size_t kCells = 10;
constexpr size_t kSupersededCell = 8;

// The rows of a page before they are inserted all at once: what a change makes,
// a later change of the same page may already end.
class PageRows {
 public:
  PageRows(Connection& connection, const std::string& service)
      : connection_(connection), service_(service) {}

  absl::Status Apply(const Change& change) {
    const auto& payload = change.payload();
    const int64_t position = change.position().position();
    for (const std::string& day : payload.superseded_from()) {
      absl::Status status = Supersede(payload.name(), day, position);
      if (!status.ok()) return status;
    }
    for (const auto& slice : payload.slices()) {
      in_force_[{payload.name(), slice.valid_from()}] = cells_.size();
      cells_.insert(cells_.end(),
                    {payload.name(), slice.valid_from(), position, service_, payload.type(),
                     payload.uid(), slice.valid_to(), int64_t{slice.deleted()}, std::monostate(),
                     int64_t{IsMarkedExempt(payload, slice)}});
    }
    return absl::OkStatus();
  }

  absl::Status Insert() {
    return ExecuteRows(connection_, {kInsert, kCells}, std::move(cells_)).status();
  }

 private:
  absl::Status Supersede(const std::string& name, const std::string& day, int64_t position) {
    const auto found = in_force_.find({name, day});
    if (found == in_force_.end()) {
      return connection_.Execute(kSupersede, {position, name, day}).status();
    }
    cells_[found->second + kSupersededCell] = position;
    in_force_.erase(found);
    return absl::OkStatus();
  }

  Connection& connection_;
  const std::string& service_;
  SqlValues cells_;
  // First cell of the row in force by name and first day.
  std::map<std::pair<std::string, std::string>, size_t> in_force_;
};

}  // namespace

absl::StatusOr<std::optional<Position>> ReadPeerCursor(Connection& connection,
                                                       const std::string& service) {
  std::optional<Position> cursor;
  absl::Status status = connection.Query(kSelectCursor, {service}, [&](const Row& row) {
    cursor.emplace();
    cursor->set_service(service);
    cursor->set_epoch(row.Int(0));
    cursor->set_position(row.Int(1));
    cursor->set_hash(std::string(row.Text(2)));
    return absl::OkStatus();
  });
  if (!status.ok()) return status;
  return cursor;
}

absl::Status ApplyPage(Connection& connection, const std::string& service,
                       const ListChangesResponse& page) {
  PageRows rows(connection, service);
  for (const Change& change : page.changes()) {
    absl::Status status = rows.Apply(change);
    if (!status.ok()) return status;
  }
  absl::Status status = rows.Insert();
  if (!status.ok()) return status;
  const SqlValues cursor = {page.reached().epoch(), page.reached().position(),
                            page.reached().hash(), service};
  auto moved = connection.Execute(kMoveCursor, cursor);
  if (!moved.ok() || *moved > 0) return moved.status();
  return connection.Execute(kInsertCursor, cursor).status();
}

absl::StatusOr<bool> ForgetPeer(Connection& connection, const std::string& service, int64_t limit) {
  auto forgotten = connection.Execute(kForget, {service, limit});
  if (!forgotten.ok()) return forgotten.status();
  if (*forgotten == limit) return false;
  auto deleted = connection.Execute(kDeleteCursor, {service});
  if (!deleted.ok()) return deleted.status();
  return true;
}

absl::StatusOr<std::set<std::string>> FindPeerResources(Connection& connection,
                                                        const std::vector<std::string>& names) {
  std::set<std::string> held;
  absl::Status status = QueryIn(connection, kFind, names, kHeldNow, [&held](const Row& row) {
    held.emplace(row.Text(0));
    return absl::OkStatus();
  });
  if (!status.ok()) return status;
  return held;
}

}  // namespace concordat
