#include "common/ledger/standard_writes.h"

#include <absl/strings/ascii.h>

#include <algorithm>
#include <set>
#include <utility>

#include "common/base/date.h"
#include "common/base/errors.h"
#include "common/base/message_fields.h"
#include "common/base/text.h"
#include "common/ledger/held.h"
#include "common/ledger/meant.h"
#include "common/ledger/read_at.h"
#include "common/ledger/references.h"
#include "common/ledger/resource_writer.h"
#include "common/ledger/run_write.h"
#include "common/ledger/temporal_store.h"
#include "common/resource/field_rules.h"
#include "common/resource/resource_index.h"

namespace concordat {
namespace {

using google::protobuf::Message;

using WriteBody = absl::FunctionRef<absl::Status(ResourceWriter&, const ResourceInput&)>;

// OK where what an update gives and only the service sets is as a client reads it, today
// or on the effective day.
absl::Status CheckRepeats(const ResourceType& type, const std::vector<std::string>& repeated,
                          const ResourceInput& input, Connection& connection, absl::Time now) {
  absl::Status status;
  for (const absl::CivilDay day : {LondonDay(now), input.effective}) {
    if (repeated.empty()) break;
    const auto shown = ReadOne(connection, type, input.name, {day, std::nullopt});
    // What is wrong with the name is told by the write itself.
    if (absl::IsNotFound(shown.status())) continue;
    if (!shown.ok()) return shown.status();
    status = CheckRepeats(type, repeated, *input.values, **shown);
    if (status.ok()) break;
  }
  return status;
}

// What peers say of the names that the write may need. What it undeletes is looked at
// for them; should it change meanwhile, the write is to be tried again.
absl::StatusOr<PeerAnswers> AskBefore(const Ledger& ledger, const ResourceType& type,
                                      const Caller& caller, const ResourceInput& input) {
  if (input.values != nullptr) {
    return AskPeers(ledger, caller, NamesNeeded(input.name, *input.values));
  }
  std::set<std::string> names;
  absl::Status status = ledger.database().Read(caller.limits(), [&](Connection& connection) {
    auto held = LockAndRead(connection, type, input.name);
    if (!held.ok()) return held.status();
    names.clear();
    for (const Slice& slice : held->slices) names.merge(NamesNeeded(input.name, *slice.value));
    return absl::OkStatus();
  });
  if (!status.ok()) return status;
  return AskPeers(ledger, caller, names);
}

// What one standard method writes.
struct StandardWrite {
  const ResourceType& type;
  WriteRequest write;
  ResourceInput input;
  // What an update gives of what only the service sets.
  std::vector<std::string> repeated;
};

// Runs the write and answers with the resource as it is on the effective day.
absl::Status RunStandard(const Ledger& ledger, StandardWrite standard, Message* response,
                         WriteBody body) {
  const ResourceType& type = standard.type;
  ResourceInput& input = standard.input;
  if (!type.Matches(input.name)) {
    return InvalidField("name", Concat("\"", input.name, "\" is no name of ", type.singular()));
  }
  absl::Status may_write = ledger.CheckMayWrite();
  if (!may_write.ok()) return may_write;
  auto answers = AskBefore(ledger, type, *standard.write.caller, input);
  if (!answers.ok()) return answers.status();
  return RunWrite(ledger, standard.write, response, [&](const WriteScope& scope) -> absl::Status {
    input.effective = input.begins = scope.effective;
    ResourceWriter writer(ledger, type, scope.connection, scope.context, *answers);
    const absl::Time now = scope.context.record_time;
    const absl::Status repeats =
        CheckRepeats(type, standard.repeated, input, scope.connection, now);
    absl::Status status = body(writer, input);
    if (status.ok()) status = repeats;
    if (!status.ok()) return status;
    auto resource = ReadOne(scope.connection, type, input.name, {scope.effective, std::nullopt});
    // A start moved past the effective day leaves nothing to show on it.
    if (absl::IsNotFound(resource.status())) {
      resource = ReadOne(scope.connection, type, input.name, {LondonDay(now), std::nullopt});
    }
    if (!resource.ok()) return resource.status();
    response->GetReflection()->Swap(response, resource->get());
    return absl::OkStatus();
  });
}

absl::Status Create(const Ledger& ledger, const ResourceType& type, WriteRequest write,
                    Message* response) {
  const Message* resource = MessageField(*write.request, type.table());
  if (resource == nullptr) return InvalidField(type.table(), "is required");
  absl::Status status = CheckSetByCaller(type, *resource);
  if (!status.ok()) return status;
  auto name = NameOfNew(type, *write.request, *resource);
  if (!name.ok()) return name.status();
  auto start = StartOfNew(type, *write.request, *resource);
  if (!start.ok()) return start.status();
  write.effective_date = *std::move(start);
  if (TextField(*write.request, "effective_date").empty()) {
    write.day_field = Concat(type.table(), ".", kEffectiveFrom);
  }
  ResourceInput input;
  input.name = *std::move(name);
  input.values = resource;
  return RunStandard(
      ledger, {type, std::move(write), std::move(input), {}}, response,
      [](ResourceWriter& writer, const ResourceInput& in) { return writer.Create(in).status(); });
}

absl::Status Update(const Ledger& ledger, const ResourceType& type, const WriteRequest& write,
                    Message* response) {
  const Message* resource = MessageField(*write.request, type.table());
  if (resource == nullptr) return InvalidField(type.table(), "is required");
  auto meant = PathsOfUpdate(type, *write.request, *resource);
  if (!meant.ok()) return meant.status();
  ResourceInput input;
  input.name = TextField(*resource, "name");
  input.values = resource;
  input.paths = std::move(meant->paths);
  input.etag = TextField(*resource, "etag");
  return RunStandard(
      ledger, {type, write, std::move(input), std::move(meant->repeated)}, response,
      [](ResourceWriter& writer, const ResourceInput& in) { return writer.Update(in).status(); });
}

// What other services keep below a record keeps it from being deleted. Asked for before
// the transaction: what is made there after that stays, below what is deleted.
absl::Status CheckNothingElsewhere(const Ledger& ledger, const ResourceType& type,
                                   const Caller& caller, const std::string& name) {
  const bool elsewhere = std::ranges::any_of(LinkedResourceTypes(), [&](const ResourceType& child) {
    return child.IsDirectlyBelow(type) && ledger.registry().Find(child.type()) == nullptr;
  });
  if (!elsewhere || !ledger.live_elsewhere()) return absl::OkStatus();
  auto found = ledger.live_elsewhere()(caller, name);
  if (!found.ok()) return found.status();
  return found->has_value() ? StillHolds(name, **found) : absl::OkStatus();
}

absl::Status SetDeleted(const Ledger& ledger, const ResourceType& type, const WriteRequest& write,
                        bool deleted, Message* response) {
  ResourceInput input;
  input.name = TextField(*write.request, "name");
  input.etag = TextField(*write.request, "etag");
  absl::Status status = deleted && type.Matches(input.name)
                            ? CheckNothingElsewhere(ledger, type, *write.caller, input.name)
                            : absl::OkStatus();
  if (!status.ok()) return status;
  return RunStandard(ledger, {type, write, std::move(input), {}}, response,
                     [deleted](ResourceWriter& writer, const ResourceInput& in) {
                       return (deleted ? writer.Delete(in) : writer.Undelete(in)).status();
                     });
}

}  // namespace

std::string PluralNoun(const ResourceType& type) {
  std::string plural = type.collection();
  plural[0] = absl::ascii_toupper(plural[0]);
  return plural;
}

void BindStandardWrites(const Ledger& ledger, const ResourceType& type, const std::string& service,
                        MethodTable* methods) {
  using Run = std::function<absl::Status(const WriteRequest&, Message*)>;
  const auto bind = [methods, &service](const std::string& verb, Run run) {
    const std::string method = service + verb;
    methods->BindDynamic(
        method, [method, run = std::move(run)](const Caller& caller, const Message& request,
                                               Message* response) {
          return run({&caller, &request, method, TextField(request, "effective_date")}, response);
        });
  };
  bind("Create" + type.noun(), [&ledger, &type](const WriteRequest& write, Message* response) {
    return Create(ledger, type, write, response);
  });
  bind("Update" + type.noun(), [&ledger, &type](const WriteRequest& write, Message* response) {
    return Update(ledger, type, write, response);
  });
  bind("Delete" + type.noun(), [&ledger, &type](const WriteRequest& write, Message* response) {
    return SetDeleted(ledger, type, write, true, response);
  });
  bind("Undelete" + type.noun(), [&ledger, &type](const WriteRequest& write, Message* response) {
    return SetDeleted(ledger, type, write, false, response);
  });
}

}  // namespace concordat
