// What another partnership holds is, for whoever does not see it, what was never there:
// every field that names a record, tried with a name that is held elsewhere and with one
// that nobody has, gives one answer in JSON, in CSV and over gRPC.
#include <absl/strings/str_replace.h>
#include <gmock/gmock.h>
#include <google/protobuf/util/json_util.h>
#include <grpcpp/create_channel.h>
#include <grpcpp/generic/generic_stub.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <future>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "common/base/errors.h"
#include "common/base/text.h"
#include "common/ledger/standard_writes.h"
#include "common/resource/field_rules.h"
#include "common/resource/resource_index.h"
#include "common/rpc/wire.h"
#include "tests/support/sample_house.h"

namespace concordat {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using nlohmann::json;
using test::HttpAnswer;

using MessagePtr = std::unique_ptr<Message>;

constexpr char kOwn[] = "partnerships/agma";
constexpr char kOther[] = "partnerships/bromsgrove-redditch";
// Held by the caller's own partnership for every type.
constexpr char kId[] = "held";

// `partnerships/agma/registers/held/risks/held`
std::string OwnName(const ResourceType& type) {
  std::string name = kOwn;
  for (size_t i = 2; i < type.pattern().size(); ++i) {
    name += Concat("/", type.pattern()[i].starts_with('{') ? kId : type.pattern()[i]);
  }
  return name;
}

std::string TextFor(const FieldRules& rules) {
  switch (rules.format) {
    case type::v1::FORMAT_PARTIAL_DATE:
      return "2010";
    case type::v1::FORMAT_DAY:
      return "2010-01-01";
    case type::v1::FORMAT_FINANCIAL_YEAR:
      return "2010-11";
    case type::v1::FORMAT_DECIMAL:
      return "1";
    case type::v1::FORMAT_SHA256:
      return std::string(64, 'a');
    case type::v1::FORMAT_URI:
      return "https://example.org";
    default:
      break;
  }
  if (!rules.is_reference()) return "Something";
  if (rules.refers_to == "concordat.dev/Council") return "councils/held";
  const ResourceType* type = FindLinkedType(rules.refers_to);
  return type == nullptr ? Concat(kOwn, "/projects/", kId) : OwnName(*type);
}

// Sets what must be given, down to the leaves.
void FillRequired(Message* message);

void Fill(const FieldDescriptor* field, Message* message) {
  const auto& r = *message->GetReflection();
  const FieldRules& rules = RulesOf(*field);
  const bool list = field->is_repeated();
  switch (field->cpp_type()) {
    case FieldDescriptor::CPPTYPE_STRING:
      return list ? r.AddString(message, field, TextFor(rules))
                  : r.SetString(message, field, TextFor(rules));
    case FieldDescriptor::CPPTYPE_INT32:
      return r.SetInt32(message, field, static_cast<int>(std::max<int64_t>(1, rules.minimum)));
    case FieldDescriptor::CPPTYPE_INT64:
      return r.SetInt64(message, field, std::max<int64_t>(1, rules.minimum));
    case FieldDescriptor::CPPTYPE_ENUM:
      return r.SetEnumValue(message, field, 1);
    case FieldDescriptor::CPPTYPE_MESSAGE:
      return FillRequired(list ? r.AddMessage(message, field) : r.MutableMessage(message, field));
    default:
      return;
  }
}

void FillRequired(Message* message) {
  for (int i = 0; i < message->GetDescriptor()->field_count(); ++i) {
    const FieldDescriptor* field = message->GetDescriptor()->field(i);
    if (RulesOf(*field).required) Fill(field, message);
  }
  const Descriptor& descriptor = *message->GetDescriptor();
  const auto& r = *message->GetReflection();
  // What rules ask for beside what is required.
  if (descriptor.name() == "PrintedDate") {
    r.SetString(message, descriptor.FindFieldByName("date"), "2010");
  } else if (descriptor.name() == "Threshold") {
    r.SetInt32(message, descriptor.FindFieldByName("amber_from"), 1);
  } else if (descriptor.name() == "Connection") {
    r.SetString(message, descriptor.FindFieldByName("other"), "councils/held");
  } else if (descriptor.name() == "StagePlan") {
    Fill(descriptor.FindFieldByName("project"), message);
  } else if (descriptor.name() == "EscalationRule") {
    Fill(descriptor.FindFieldByName("category"), message);
  } else if (descriptor.name() == "Dependency") {
    r.SetString(message, descriptor.FindFieldByName("successor"),
                Concat(kOwn, "/milestones/", kId));
  }
  // What is of a live service or of a project is here of a project.
  const FieldDescriptor* project = descriptor.FindFieldByName("project");
  if (project != nullptr && descriptor.FindFieldByName("live_service") != nullptr) {
    Fill(project, message);
  }
}

// A way from a resource's message to a field that names a record.
using Way = std::vector<const FieldDescriptor*>;

void FindWays(const Descriptor& message, const Way& before, std::vector<Way>* ways) {
  for (int i = 0; i < message.field_count(); ++i) {
    const FieldDescriptor* field = message.field(i);
    Way way = before;
    way.push_back(field);
    if (RulesOf(*field).is_reference() && !RulesOf(*field).output_only) ways->push_back(way);
    const Descriptor* inner = field->message_type();
    if (inner != nullptr && inner->file()->package().starts_with("concordat.")) {
      FindWays(*inner, way, ways);
    }
  }
}

std::string PathOf(const Way& way) {
  std::string path;
  for (const FieldDescriptor* field : way) path += Concat(path.empty() ? "" : ".", field->name());
  return path;
}

void Set(const Way& way, const std::string& name, Message* message) {
  if (way.back()->name() == "live_service") {
    message->GetReflection()->ClearField(message,
                                         message->GetDescriptor()->FindFieldByName("project"));
  }
  for (const FieldDescriptor* field : way) {
    const auto& r = *message->GetReflection();
    if (field->message_type() == nullptr) {
      if (field->is_repeated()) {
        r.ClearField(message, field);
        r.AddString(message, field, name);
      } else {
        r.SetString(message, field, name);
      }
      return;
    }
    if (!field->is_repeated()) {
      message = r.MutableMessage(message, field);
    } else if (r.FieldSize(*message, field) > 0) {
      message = r.MutableRepeatedMessage(message, field, 0);
    } else {
      message = r.AddMessage(message, field);
      FillRequired(message);
    }
  }
}

class ForeignReferencesTest : public ::testing::Test {
 protected:
  void SetUp() override {
    house_.LoadBundle();
    Make("/v1/partnerships?partnershipId=agma", R"({"title":"AGMA"})");
    Make("/v1/councils?councilId=held", R"({"title":"Held","kind":"KIND_OTHER"})");
    Foreign("*");
    // What refers to another is made once that is there.
    for (int round = 0; round < 5; ++round) {
      for (const ResourceType& type : LinkedResourceTypes()) {
        if (!OfPartnership(type) || held_.contains(type.type())) continue;
        const MessagePtr record = type.NewMessage();
        FillRequired(record.get());
        const HttpAnswer made = Post(type, *record, false);
        if (made.status == 200) held_.insert(type.type());
        refused_[type.type()] = made.body;
      }
    }
  }

  static bool OfPartnership(const ResourceType& type) {
    return type.pattern().size() > 2 && type.pattern()[0] == "partnerships";
  }

  void Make(const std::string& target, const std::string& body) {
    const HttpAnswer made = house_.Write("POST", target, body);
    ASSERT_EQ(made.status, 200) << made.body;
  }

  HttpAnswer Send(const std::string& target, const std::string& type, const std::string& body) {
    test::HttpRequest request;
    request.method = "POST";
    request.target = target;
    request.headers = test::WithToken(token_);
    request.headers["Content-Type"] = type;
    request.body = body;
    return test::Send(house_.http_port(), request);
  }

  HttpAnswer Post(const ResourceType& type, const Message& record, bool validate_only) {
    std::string body;
    EXPECT_TRUE(google::protobuf::util::MessageToJsonString(record, &body).ok());
    std::string id = type.singular() + "Id";
    const std::string name = OwnName(type);
    return Send(Concat("/v1/", ResourceType::ParentOf(name), "/", type.collection(), "?", id, "=",
                       validate_only ? "new" : kId, validate_only ? "&validateOnly=true" : ""),
                "application/json", body);
  }

  // A file of one row that changes the one field of the record that is held.
  HttpAnswer Import(const ResourceType& type, const Way& way, const std::string& name) {
    const std::string own = OwnName(type);
    std::string header = "id", row = kId;
    const std::string parent(ResourceType::ParentOf(own));
    if (parent != kOwn) {
      header += ",parent";
      row += Concat(",", parent.substr(sizeof(kOwn)));
    }
    return Send(Concat("/v1/", kOwn, "/", type.collection(), ":import"), "text/csv",
                Concat(header, ",", PathOf(way), "\n", row, ",", name, "\n"));
  }

  std::string OverGrpc(const ResourceType& type, const Message& record) {
    const std::string& package = type.descriptor()->file()->package();
    const auto* descriptor =
        google::protobuf::DescriptorPool::generated_pool()->FindMessageTypeByName(
            Concat(package, ".Create", type.noun(), "Request"));
    const MessagePtr request(
        google::protobuf::MessageFactory::generated_factory()->GetPrototype(descriptor)->New());
    const auto& r = *request->GetReflection();
    r.SetString(request.get(), descriptor->FindFieldByName("parent"),
                std::string(ResourceType::ParentOf(OwnName(type))));
    r.SetString(request.get(), descriptor->FindFieldByName(type.table() + "_id"), "new");
    r.SetBool(request.get(), descriptor->FindFieldByName("validate_only"), true);
    r.MutableMessage(request.get(), descriptor->FindFieldByName(type.table()))->CopyFrom(record);
    grpc::ClientContext context;
    context.AddMetadata("authorization", "Bearer " + token_);
    const grpc::ByteBuffer bytes = ToBytes(*request);
    grpc::ByteBuffer answer;
    std::promise<grpc::Status> done;
    stub_.UnaryCall(&context, Concat("/", package, ".", PluralNoun(type), "/Create", type.noun()),
                    grpc::StubOptions(), &bytes, &answer,
                    [&done](const grpc::Status& status) { done.set_value(status); });
    const grpc::Status status = done.get_future().get();
    return Concat(status.error_code(), " ", status.error_message(), "\n", status.error_details());
  }

  // Some record of the type that the other partnership holds; empty for none.
  std::string Foreign(const std::string& type) {
    if (foreign_.empty()) {
      const json everything = house_.Everything("2011-06-30");
      for (const auto& [collection, records] : everything.items()) {
        for (const json& record : records) {
          const std::string name = record.value("name", "");
          const ResourceType* found = TypeOfName(name);
          if (found != nullptr && name.starts_with(kOther)) foreign_.emplace(found->type(), name);
        }
      }
    }
    if (type == "concordat.dev/Partnership") return kOther;
    const auto found = foreign_.find(type == "*" ? "concordat.dev/Project" : type);
    return found == foreign_.end() ? "" : found->second;
  }

  // A name as long that nobody has.
  static std::string Nobodys(std::string name) {
    name.back() = name.back() == 'q' ? 'j' : 'q';
    name[name.size() - 2] = 'q';
    return name;
  }

  // The answer but for what differs from call to call.
  static std::string Plain(const HttpAnswer& answer, const std::string& name) {
    json body = json::parse(answer.body);
    body.erase("traceId");
    return Concat(answer.status, " ", absl::StrReplaceAll(body.dump(), {{name, "NAME"}}));
  }

  test::SampleHouse house_;
  const std::string token_ = house_.keys().token("partnership-office", "agma");
  grpc::GenericStub stub_{grpc::CreateChannel(Concat("127.0.0.1:", house_.grpc_port()),
                                              grpc::InsecureChannelCredentials())};
  std::set<std::string> held_;
  std::map<std::string, std::string> refused_;
  std::map<std::string, std::string> foreign_;
};

TEST_F(ForeignReferencesTest, AreAnsweredAsWhatWasNeverThere) {
  int json_asked = 0, csv_asked = 0, grpc_asked = 0;
  for (const ResourceType& type : LinkedResourceTypes()) {
    if (!OfPartnership(type)) continue;
    // An explanation is named after what is found, and a scan alone makes groups of claims.
    const bool is_made = type.noun() != "Explanation" && type.noun() != "ClaimGroup";
    EXPECT_EQ(held_.contains(type.type()), is_made) << type.noun() << ": " << refused_[type.type()];
    std::vector<Way> ways;
    FindWays(*type.descriptor(), {}, &ways);
    for (const Way& way : ways) {
      const std::string there = Foreign(RulesOf(*way.back()).refers_to);
      if (there.empty()) continue;
      const std::string gone = Nobodys(there), where = Concat(type.noun(), ".", PathOf(way));
      const MessagePtr with_there = type.NewMessage(), with_gone = type.NewMessage();
      FillRequired(with_there.get());
      FillRequired(with_gone.get());
      Set(way, there, with_there.get());
      Set(way, gone, with_gone.get());

      const std::string answer = Plain(Post(type, *with_there, true), there);
      EXPECT_EQ(answer, Plain(Post(type, *with_gone, true), gone)) << where;
      EXPECT_THAT(answer, testing::StartsWith("400")) << where;
      json_asked += answer.find("NAME does not exist") != std::string::npos;

      const std::string told = absl::StrReplaceAll(OverGrpc(type, *with_there), {{there, "NAME"}});
      EXPECT_EQ(told, absl::StrReplaceAll(OverGrpc(type, *with_gone), {{gone, "NAME"}})) << where;
      grpc_asked += told.find("NAME does not exist") != std::string::npos;

      const bool in_list = std::ranges::any_of(way, [](const FieldDescriptor* field) {
        return field->is_repeated() && field->message_type() != nullptr;
      });
      if (in_list) continue;
      const std::string imported = Plain(Import(type, way, there), there);
      EXPECT_EQ(imported, Plain(Import(type, way, gone), gone)) << where;
      csv_asked += imported.find("NAME") != std::string::npos;
    }
  }
  EXPECT_GT(json_asked, 30);
  EXPECT_EQ(grpc_asked, json_asked);
  EXPECT_GT(csv_asked, 30);
}

TEST_F(ForeignReferencesTest, SoAreThoseOfQuestions) {
  const auto ask = [this](const std::string& question, const std::string& name) {
    test::HttpRequest request;
    request.target = Concat("/v1/", kOwn, question, name);
    request.headers = test::WithToken(token_);
    return Plain(test::Send(house_.http_port(), request), name);
  };
  const std::map<std::string, std::string> questions = {
      {":boardPack?board=", "concordat.dev/Board"},
      {":programmeReport?board=", "concordat.dev/Board"},
      {"/findings?board=", "concordat.dev/Board"},
      {":registerReport?register=", "concordat.dev/Register"},
      {":schedule?subject=", "concordat.dev/Project"},
      {":slips?since=2010-01-01&subject=", "concordat.dev/Project"},
  };
  for (const auto& [question, type] : questions) {
    const std::string there = Foreign(type), gone = Nobodys(there);
    const std::string answer = ask(question, there);
    EXPECT_EQ(answer, ask(question, gone)) << question;
    EXPECT_THAT(answer, testing::StartsWith("4")) << question;
  }
}

}  // namespace
}  // namespace concordat
