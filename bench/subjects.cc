#include "bench/subjects.h"

#include <google/protobuf/util/json_util.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <utility>

#include "common/base/message_fields.h"
#include "common/base/text.h"
#include "common/ledger/standard_writes.h"
#include "common/ledger/temporal_store.h"
#include "common/peers/peer_resources.h"
#include "common/resource/resource_index.h"

namespace concordat::bench {
namespace {

using google::protobuf::Message;

constexpr char kPartnership[] = "partnerships/bench";
constexpr char kRegister[] = "partnerships/bench/registers/all";

[[noreturn]] void Die(std::string_view why) {
  std::fprintf(stderr, "concordat-bench: %s\n", std::string(why).c_str());
  std::exit(1);
}

std::shared_ptr<Message> FromJson(const ResourceType& type, const std::string& json) {
  std::shared_ptr<Message> message = type.NewMessage();
  const auto status = google::protobuf::util::JsonStringToMessage(json, message.get());
  if (!status.ok()) Die(Concat(type.noun(), ": ", std::string(status.message())));
  return message;
}

Subject Make(const std::string& service, std::string_view type_name, const std::string& parent,
             const std::string& json) {
  const ResourceType* type = FindLinkedType(type_name);
  if (type == nullptr) Die(Concat("there is no ", type_name));
  const ResourceType* above = TypeOfName(parent);
  return {service, type, parent, FromJson(*type, json),
          [above](Connection& connection, const std::string& name) {
            return LiveNames(connection, *above, {name}).status();
          }};
}

MessagePtr NewRequest(const Subject& subject, const std::string& verb) {
  const auto* pool = google::protobuf::DescriptorPool::generated_pool();
  const auto* method = pool->FindMethodByName(subject.MethodOf(verb));
  if (method == nullptr) Die(Concat("there is no ", subject.MethodOf(verb)));
  return MessagePtr(google::protobuf::MessageFactory::generated_factory()
                        ->GetPrototype(method->input_type())
                        ->New());
}

Subject Benefit() {
  Subject benefit = Make("benefits-service", "concordat.dev/Benefit", kPartnership,
                         R"({"title": "Payroll", "kind": "KIND_CASHABLE", "position": 4,
      "recurrence": "RECURRENCE_RECURRING", "polarity": "POLARITY_MORE_IS_GOOD",
      "groups": ["Overall position"], "allocationBasis": "Share based on number of payslips",
      "comment": "Share of the cost of the joint team"})");
  benefit.check_parent = [](Connection& connection, const std::string& parent) {
    return FindPeerResources(connection, {parent}).status();
  };
  return benefit;
}

}  // namespace

std::string Subject::NameOf(std::string_view id) const {
  return Concat(parent, parent.empty() ? "" : "/", type->collection(), "/", id);
}

std::string Subject::MethodOf(std::string_view verb) const {
  return Concat(type->descriptor()->file()->package(), ".", PluralNoun(*type), ".", verb,
                type->noun());
}

MessagePtr Subject::GetRequest(std::string_view id) const {
  MessagePtr request = NewRequest(*this, "Get");
  SetTextField(request.get(), "name", NameOf(id));
  SetTextField(request.get(), "as_at", kDay);
  return request;
}

MessagePtr Subject::CreateRequest(std::string_view id) const {
  MessagePtr request = NewRequest(*this, "Create");
  if (!parent.empty()) SetTextField(request.get(), "parent", parent);
  SetTextField(request.get(), type->table() + "_id", std::string(id));
  SetTextField(request.get(), "effective_date", kDay);
  const auto* field = request->GetDescriptor()->FindFieldByName(type->table());
  request->GetReflection()->MutableMessage(request.get(), field)->CopyFrom(*values);
  return request;
}

const std::vector<Subject>& Subjects() {
  static const auto& subjects = *new std::vector<Subject>{
      Make("programme-service", "concordat.dev/Project", kPartnership,
           R"({"title": "Payroll", "leadRole": "Head of Finance", "start": "2009-06",
      "narrative": "Both councils are paid from one system.", "percentComplete": 55})"),
      Benefit(),
      Make("risk-service", "concordat.dev/Risk", kRegister,
           R"({"reference": "10.", "title": "Staff may leave", "category": "Workforce",
      "ownerRole": "Head of Service", "state": "RISK_STATE_OPEN",
      "current": {"likelihood": 2, "impact": 3, "statedScore": 6},
      "mitigation": "Terms and conditions are harmonised."})")};
  return subjects;
}

const Subject& SubjectOf(std::string_view service) {
  const auto found = std::ranges::find(Subjects(), service, &Subject::service);
  if (found == Subjects().end()) Die(Concat("there is no ", service));
  return *found;
}

const std::vector<std::pair<std::string, Subject>>& Foundations() {
  static const auto& all = *new std::vector<std::pair<std::string, Subject>>{
      {"bench",
       Make("programme-service", "concordat.dev/Partnership", "", R"({"title": "Bench"})")},
      {"all", Make("risk-service", "concordat.dev/Register", kPartnership, R"({"title": "All"})")}};
  return all;
}

}  // namespace concordat::bench
