#include "common/sql/mysql_errors.h"

#include "common/base/errors.h"
#include "common/base/text.h"

namespace concordat {
namespace {

absl::StatusCode CodeOf(int error) {
  switch (error) {
    case 1020:  // record has changed since last read
    case 1180:  // error during commit: a failed certification
    case 1205:  // lock wait time-out
    case 1213:  // deadlock, and Galera's certification failure
    case 1305:  // the savepoint of a transaction that was lost is not there
    case 1412:  // a table was altered after the snapshot was taken
    case 3101:  // rolled back during commit by the cluster
      return absl::StatusCode::kAborted;
    case 1062:  // duplicate key
      return absl::StatusCode::kAlreadyExists;
    case 1040:  // too many connections
    case 1047:  // the node is not part of the cluster's primary component
    case 1053:  // server shutdown in progress
    case 1203:  // too many connections of this user
    case 1290:  // read-only server
    case 1317:  // interrupted, by a node that leaves its cluster too
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

}  // namespace

// A server that turned read-only has handed over to another; only a new
// connection finds that one.
bool LosesConnection(int error) {
  switch (error) {
    case 1047:
    case 1053:
    case 1290:
    case 1317:
    case 1836:
    case 1927:
      return true;
    default:
      // The client's own errors; 3024 and 3101 are the server's about one statement.
      return error >= 2000 && error < 3000;
  }
}

// What the server says may hold values. Only INTERNAL tells it: its message stays in the
// log of the adapter.
absl::Status StatusOfDatabaseError(int error, std::string_view text) {
  switch (CodeOf(error)) {
    case absl::StatusCode::kUnavailable:
      return absl::UnavailableError("the database cannot be reached");
    case absl::StatusCode::kAborted:
      return ErrorWithReason(absl::StatusCode::kAborted, kWriteConflict,
                             "other writes came in between; try again");
    case absl::StatusCode::kAlreadyExists:
      return absl::AlreadyExistsError("it exists already");
    default:
      return absl::InternalError(Concat("database error ", error, ": ", text));
  }
}

}  // namespace concordat
