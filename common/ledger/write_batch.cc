#include "common/ledger/write_batch.h"

#include <algorithm>
#include <utility>

#include "common/base/text.h"
#include "common/sql/bulk.h"

namespace concordat {
namespace {

constexpr char kCreate[] = "INSERT INTO resource (name, uid, type, revision) VALUES ";
constexpr char kRevise[] = "UPDATE resource SET revision = revision + 1 WHERE name IN ";
constexpr char kRenew[] = "UPDATE resource SET revision = revision + 1, uid = ? WHERE name = ?";

// Of what is held.
constexpr size_t kMaxBytes = 8 << 20;

// What was read under a lock is still there, or something is very wrong.
// The server looks through the whole CASE for each row.
constexpr size_t kMaxSuperseded = 64;

absl::Status ExpectRows(const absl::StatusOr<int64_t>& affected, size_t expected,
                        std::string_view table) {
  if (!affected.ok()) return affected.status();
  if (*affected == static_cast<int64_t>(expected)) return absl::OkStatus();
  return absl::InternalError(
      Concat(*affected, " rows of ", table, " were there to be changed, not ", expected));
}

}  // namespace

void WriteBatch::Create(std::string name, std::string uid, std::string type) {
  bytes_ += name.size() + sizeof(Head);
  created_.push_back({std::move(name), std::move(uid), std::move(type)});
}

void WriteBatch::Revise(std::string name) {
  bytes_ += name.size() + sizeof(std::string);
  revised_.push_back(std::move(name));
}

void WriteBatch::Renew(std::string name, std::string uid) {
  bytes_ += name.size() + sizeof(Head);
  renewed_.emplace(std::move(name), std::move(uid));
}

void WriteBatch::Supersede(std::string_view table, std::string name, std::string valid_from,
                           std::string change_id) {
  auto found = superseded_.find(table);
  if (found == superseded_.end()) found = superseded_.try_emplace(std::string(table)).first;
  bytes_ += name.size() + sizeof(Superseded);
  found->second.push_back({std::move(name), std::move(valid_from), std::move(change_id)});
}

SqlValues& WriteBatch::RowsOf(Step step, std::string_view table,
                              absl::FunctionRef<RowStatement()> insert) {
  auto& tables = inserted_[step];
  const auto found = tables.find(table);
  if (found != tables.end()) return found->second.values;
  return tables.emplace(std::string(table), Table{insert(), {}, 0}).first->second.values;
}

absl::Status WriteBatch::FlushIfFull() {
  for (auto& [step, tables] : inserted_) {
    for (auto& [name, table] : tables) {
      bytes_ += BytesOf(std::span(table.values).subspan(table.counted));
      table.counted = table.values.size();
    }
  }
  return bytes_ < kMaxBytes ? absl::OkStatus() : Flush();
}

absl::Status WriteBatch::Flush() {
  absl::Status status = FlushHeads();
  if (status.ok()) status = FlushSuperseded();
  for (auto& [step, tables] : inserted_) {
    for (auto& [name, table] : tables) {
      if (!status.ok()) return status;
      status = ExecuteRows(connection_, table.insert, std::exchange(table.values, {})).status();
      table.counted = 0;
    }
  }
  bytes_ = 0;
  return status;
}

absl::Status WriteBatch::FlushHeads() {
  absl::Status status = CreateHeads();
  if (!status.ok()) return status;
  status = ExpectRows(ExecuteIn(connection_, kRevise, revised_), revised_.size(), "resource");
  revised_.clear();
  for (const auto& [name, uid] : renewed_) {
    if (!status.ok()) return status;
    status = ExpectRows(connection_.Execute(kRenew, {uid, name}), 1, "resource");
  }
  renewed_.clear();
  return status;
}

absl::Status WriteBatch::CreateHeads() {
  // Two writers of the same new names then wait for one another instead of in a ring.
  std::ranges::sort(created_, {}, &Head::name);
  SqlValues values;
  for (Head& head : created_) {
    values.insert(values.end(), {head.name, head.uid, head.type, int64_t{1}});
  }
  created_.clear();
  const absl::Status status = ExecuteRows(connection_, {kCreate, 4}, std::move(values)).status();
  if (!absl::IsAlreadyExists(status)) return status;
  return absl::AbortedError("a new name has been taken meanwhile");
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
  absl::Status status = ForEachPart(
      std::span<const Superseded>(slices),
      [&](const std::vector<Superseded>& part) {
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
      },
      kMaxSuperseded);
  return status.ok() ? ExpectRows(affected, slices.size(), table) : status;
}

}  // namespace concordat
