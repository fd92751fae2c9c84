// `redact`: takes the content of one change out for good, with the operator's
// own database account. Who recorded it, when, and its digest stay, so that
// `verify-history` still passes; so do who redacted it and why.
#ifndef CONCORDAT_COMMON_FEED_REDACT_H_
#define CONCORDAT_COMMON_FEED_REDACT_H_

#include <absl/status/statusor.h>
#include <google/protobuf/message.h>

#include <ostream>
#include <string>
#include <vector>

#include "common/sql/database.h"

namespace concordat {

// What stands in the place of redacted text.
inline constexpr char kRedactedText[] = "[redacted]";

// Replaces the text of every free-text field; with `all_text`, of every text
// field that has no shape of its own and refers to nothing.
void BlankText(google::protobuf::Message* message, bool all_text);

struct Redaction {
  std::string change_id;
  std::string redacted_by;
  std::string reason;
  bool all_text = false;
};

// Deletes payload and salt, blanks text in the rows that the change recorded,
// and deletes the kept answer of its request; in one transaction. Answers with
// the other changes of the same name that are not redacted, also of resources that had
// it before: the same text may stand in them too. NOT_FOUND or ALREADY_EXISTS when there is nothing
// to do.
absl::StatusOr<std::vector<std::string>> Redact(Database& database, const Redaction& redaction);

// `redact --change ID --by WHO --why TEXT [--all-text]`. Answers with the exit code.
int RedactCommand(Database& database, const std::vector<std::string>& arguments, std::ostream& out);

}  // namespace concordat

#endif  // CONCORDAT_COMMON_FEED_REDACT_H_
