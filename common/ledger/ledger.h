// The ledger of one service: its database, the resources kept there, and how
// the rest of the house takes part in a write.
#ifndef CONCORDAT_COMMON_LEDGER_LEDGER_H_
#define CONCORDAT_COMMON_LEDGER_LEDGER_H_

#include <absl/status/status.h>
#include <absl/status/statusor.h>

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "common/identity/caller.h"
#include "common/ledger/registry.h"
#include "common/sql/database.h"

namespace concordat {

// What is known of resources that other services keep. Of a name that stands in
// neither set nobody could tell.
struct PeerAnswers {
  std::set<std::string> existing;
  std::set<std::string> missing;
};

// Asks for names of such resources: the local projection, and on a miss their keeper by
// one bounded call. Takes its time, and so is asked before a transaction begins.
using PeerReferences = std::function<absl::StatusOr<PeerAnswers>(
    const Caller&, Database&, const std::vector<std::string>& names)>;

// A live record directly below the named one that another service keeps, of a kind that
// this one does not; asked before a transaction. UNAVAILABLE where nobody can tell.
using LiveElsewhere = std::function<absl::StatusOr<std::optional<std::string>>(
    const Caller&, const std::string& name)>;

class Ledger {
 public:
  // `service` is its short name, `programme`. The database must outlive the ledger.
  Ledger(Database* database, std::string service,
         const std::vector<ResourceRegistration>& registrations)
      : database_(database), service_(std::move(service)), registry_(registrations) {}

  Database& database() const { return *database_; }
  const std::string& service() const { return service_; }
  const Registry& registry() const { return registry_; }

  // Set once by main; absent in a service that refers to no other.
  void set_peer_references(PeerReferences references) { peer_references_ = std::move(references); }
  const PeerReferences& peer_references() const { return peer_references_; }

  // Set once by main, where records of other services lie below those kept here.
  void set_live_elsewhere(LiveElsewhere ask) { live_elsewhere_ = std::move(ask); }
  const LiveElsewhere& live_elsewhere() const { return live_elsewhere_; }

  // Whether this replica may write; main sets what watches its clock.
  void set_may_write(std::function<absl::Status()> may_write) { may_write_ = std::move(may_write); }
  absl::Status CheckMayWrite() const { return may_write_ ? may_write_() : absl::OkStatus(); }

  // Called after a transaction with changes has committed; main sets what wakes
  // the sequencer.
  void set_on_commit(std::function<void()> on_commit) { on_commit_ = std::move(on_commit); }
  void NotifyCommitted() const {
    if (on_commit_) on_commit_();
  }

 private:
  Database* database_;
  std::string service_;
  Registry registry_;
  PeerReferences peer_references_;
  LiveElsewhere live_elsewhere_;
  std::function<absl::Status()> may_write_;
  std::function<void()> on_commit_;
};

}  // namespace concordat

#endif  // CONCORDAT_COMMON_LEDGER_LEDGER_H_
