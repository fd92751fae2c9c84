#include "common/service/report_method.h"

#include <string>

#include "common/base/errors.h"
#include "common/base/message_fields.h"
#include "common/ledger/references.h"
#include "common/resource/resource_index.h"
#include "common/service/report_below.h"

namespace concordat {

absl::Status ReadReport(const Ledger& ledger, const Caller& caller,
                        const google::protobuf::Message& request, ParentCheck check,
                        absl::FunctionRef<absl::Status(Connection&, const ReadAt&)> read) {
  const std::string parent = TextField(request, "parent");
  const ResourceType* type = TypeOfName(parent);
  if (type == nullptr || type->type() != "concordat.dev/Partnership") {
    return InvalidField("parent", "is no name of a partnership");
  }
  if (check == ParentCheck::kReadable) {
    absl::Status readable = CheckReadable(ledger, caller, parent);
    if (!readable.ok()) return readable;
  }
  return ReadReportBelow(ledger, caller, request, parent, read);
}

}  // namespace concordat
