#include "common/ledger/step_method.h"

#include <google/protobuf/util/message_differencer.h>

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "common/base/errors.h"
#include "common/base/message_fields.h"
#include "common/base/text.h"
#include "common/identity/access.h"
#include "common/ledger/held.h"
#include "common/ledger/resource_writer.h"
#include "common/ledger/temporal_store.h"

namespace concordat {
namespace {

using google::protobuf::Message;
using google::protobuf::util::MessageDifferencer;

// The fields in which two records of one type differ.
std::vector<std::string> ChangedFields(const Message& before, const Message& after) {
  std::vector<std::string> changed;
  const google::protobuf::Descriptor& descriptor = *before.GetDescriptor();
  for (int i = 0; i < descriptor.field_count(); ++i) {
    const google::protobuf::FieldDescriptor* field = descriptor.field(i);
    MessageDifferencer differencer;
    if (!differencer.CompareWithFields(before, after, {field}, {field})) {
      changed.push_back(field->name());
    }
  }
  return changed;
}

absl::StatusOr<MessagePtr> ReadLive(Connection& connection, const ResourceType& type,
                                    const std::string& name, absl::CivilDay day) {
  auto record = ReadOne(connection, type, name, {day, std::nullopt});
  if (record.ok() && MessageField(**record, "delete_time") != nullptr) {
    return ResourceNotFound(name);
  }
  return record;
}

}  // namespace

absl::Status StepOn(const Ledger& ledger, const WriteScope& scope, const ResourceType& type,
                    const std::string& name, const std::string& etag, StepFunction step) {
  absl::Status locked = LockHeads(scope.connection, {name}).status();
  if (!locked.ok()) return locked;
  auto before = ReadLive(scope.connection, type, name, scope.effective);
  if (!before.ok()) return before.status();
  // Whose it is comes before how it stands.
  absl::Status status = CheckCouncil(*scope.context.caller, **before);
  if (!status.ok()) return status;
  const std::unique_ptr<Message> after((*before)->New());
  after->CopyFrom(**before);
  status = step(scope, after.get());
  if (!status.ok()) return status;
  ResourceInput input;
  input.name = name;
  input.values = after.get();
  input.paths = ChangedFields(**before, *after);
  input.etag = etag;
  input.effective = input.begins = scope.effective;
  input.by_service = true;
  const PeerAnswers answers;
  ResourceWriter writer(ledger, type, scope.connection, scope.context, answers);
  return writer.Update(input).status();
}

absl::Status RunStep(const Ledger& ledger, const WriteRequest& write, Message* response,
                     StepFunction step) {
  const ResourceType& type = *ledger.registry().FindByDescriptor(response->GetDescriptor());
  const std::string name = TextField(*write.request, "name");
  if (!type.Matches(name)) {
    return InvalidField("name", Concat("\"", name, "\" is no name of ", type.singular()));
  }
  const std::string etag = TextField(*write.request, "etag");
  return RunWrite(ledger, write, response, [&](const WriteScope& scope) -> absl::Status {
    absl::Status status = StepOn(ledger, scope, type, name, etag, step);
    if (!status.ok()) return status;
    auto record = ReadLive(scope.connection, type, name, scope.effective);
    if (!record.ok()) return record.status();
    response->GetReflection()->Swap(response, record->get());
    return absl::OkStatus();
  });
}

}  // namespace concordat
