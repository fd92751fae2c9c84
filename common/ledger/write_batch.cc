#include "common/ledger/write_batch.h"

#include <algorithm>
#include <utility>

#include "common/base/text.h"
#include "common/sql/bulk.h"

namespace concordat {
namespace {

constexpr char kRevise[] = "UPDATE resource SET revision = revision + 1 WHERE name IN ";
constexpr char kRenew[] = "UPDATE resource SET revision = revision + 1, uid = ? WHERE name = ?";

// Of values held, with what the containers add to them.
constexpr size_t kMaxBytes = 4 << 20;
constexpr size_t kRowBytes = 64;

// What was read under a lock is still there, or something is very wrong.
absl::Status ExpectRows(const absl::StatusOr<int64_t>& affected, size_t expected,
                        std::string_view table) {
  if (!affected.ok()) return affected.status();
  if (*affected == static_cast<int64_t>(expected)) return absl::OkStatus();
  return absl::InternalError(
      Concat(*affected, " rows of ", table, " were there to be changed, not ", expected));
}

}  // namespace

void WriteBatch::Insert(Step step, std::string_view table, absl::FunctionRef<std::string()> insert,
                        SqlValues row) {
  auto& tables = inserted_[step];
  auto found = tables.find(table);
  if (found == tables.end()) {
    found = tables.emplace(std::string(table), Table{insert(), {}}).first;
  }
  bytes_ += BytesOf(row) + kRowBytes;
  found->second.rows.push_back(std::move(row));
}

void WriteBatch::Revise(std::string name) {
  bytes_ += name.size() + kRowBytes;
  revised_.push_back(std::move(name));
}

void WriteBatch::Renew(std::string name, std::string uid) {
  bytes_ += name.size() + uid.size() + kRowBytes;
  renewed_.emplace(std::move(name), std::move(uid));
}

void WriteBatch::Supersede(std::string_view table, std::string name, std::string valid_from,
                           std::string change_id) {
  auto found = superseded_.find(table);
  if (found == superseded_.end()) found = superseded_.try_emplace(std::string(table)).first;
  bytes_ += name.size() + change_id.size() + kRowBytes;
  found->second.push_back({std::move(name), std::move(valid_from), std::move(change_id)});
}

absl::Status WriteBatch::FlushIfFull() { return bytes_ < kMaxBytes ? absl::OkStatus() : Flush(); }

absl::Status WriteBatch::Flush() {
  absl::Status status = FlushHeads();
  if (status.ok()) status = FlushSuperseded();
  for (auto& [step, tables] : inserted_) {
    for (auto& [name, table] : tables) {
      if (!status.ok()) return status;
      status = ExecuteRows(connection_, table.insert, std::exchange(table.rows, {})).status();
      if (step == Step::kHead && absl::IsAlreadyExists(status)) {
        return absl::AbortedError("a new name has been taken meanwhile");
      }
    }
  }
  bytes_ = 0;
  return status;
}

absl::Status WriteBatch::FlushHeads() {
  auto& tables = inserted_[Step::kHead];
  // Two writers of the same new names then wait for one another instead of in a ring.
  for (auto& [name, table] : tables) {
    std::ranges::sort(table.rows, {},
                      [](const SqlValues& row) { return std::get<std::string>(row[0]); });
  }
  absl::Status status =
      ExpectRows(ExecuteIn(connection_, kRevise, revised_), revised_.size(), "resource");
  revised_.clear();
  for (const auto& [name, uid] : renewed_) {
    if (!status.ok()) return status;
    status = ExpectRows(connection_.Execute(kRenew, {uid, name}), 1, "resource");
  }
  renewed_.clear();
  return status;
}

absl::Status WriteBatch::FlushSuperseded() {
  absl::Status status;
  for (auto& [table, slices] : superseded_) {
    if (status.ok()) status = SupersedeIn(table, slices);
    slices.clear();
  }
  return status;
}

absl::Status WriteBatch::SupersedeIn(std::string_view table,
                                     const std::vector<Superseded>& slices) {
  int64_t affected = 0;
  absl::Status status =
      ForEachPart(std::span<const Superseded>(slices), [&](const std::vector<Superseded>& part) {
        std::string whens;
        SqlValues values;
        values.reserve(4 * part.size());
        for (const Superseded& slice : part) {
          whens += " WHEN ? THEN ?";
          values.insert(values.end(), {slice.name, slice.change_id});
        }
        for (const Superseded& slice : part) {
          values.insert(values.end(), {slice.name, slice.valid_from});
        }
        auto count = connection_.Execute(
            Concat("UPDATE `", table, "` SET superseded_by = CASE name", whens,
                   " END WHERE superseded_by IS NULL AND (name, valid_from) IN (",
                   Repeat("(?, ?)", part.size()), ")"),
            values);
        if (count.ok()) affected += *count;
        return count.status();
      });
  return status.ok() ? ExpectRows(affected, slices.size(), table) : status;
}

}  // namespace concordat
