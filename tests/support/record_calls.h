// For tests: writes records of any type through the standard methods of a service.
#ifndef CONCORDAT_TESTS_SUPPORT_RECORD_CALLS_H_
#define CONCORDAT_TESTS_SUPPORT_RECORD_CALLS_H_

#include <absl/status/status.h>
#include <absl/strings/ascii.h>
#include <google/protobuf/field_mask.pb.h>
#include <google/protobuf/message.h>

#include <memory>
#include <string>

#include "common/base/text.h"
#include "common/rpc/method_table.h"

namespace concordat::test {

class RecordCalls {
 public:
  // `package`: `concordat.programme.v1`. All must outlive it.
  RecordCalls(const MethodTable& methods, const Caller& caller, std::string package)
      : methods_(methods), caller_(caller), package_(std::move(package)) {}

  // `parent` is empty for what is global.
  absl::Status Create(const google::protobuf::Message& record, const std::string& parent,
                      const std::string& collection, const std::string& id,
                      const std::string& day) {
    auto request = NewRequest("Create", record);
    const auto* body = BodyOf(*request, record);
    if (!parent.empty()) SetText(request.get(), "parent", parent);
    SetText(request.get(), std::string(body->name()) + "_id", id);
    SetText(request.get(), "effective_date", day);
    request->GetReflection()->MutableMessage(request.get(), body)->CopyFrom(record);
    return Call("Create", *request, record, collection);
  }

  // Gives one field of the named record the value that it has in `record`.
  absl::Status Update(const google::protobuf::Message& record, const std::string& collection,
                      const std::string& name, const std::string& path, const std::string& day) {
    auto request = NewRequest("Update", record);
    auto* changed =
        request->GetReflection()->MutableMessage(request.get(), BodyOf(*request, record));
    changed->CopyFrom(record);
    SetText(changed, "name", name);
    SetText(request.get(), "effective_date", day);
    google::protobuf::FieldMask mask;
    mask.add_paths(path);
    request->GetReflection()
        ->MutableMessage(request.get(), request->GetDescriptor()->FindFieldByName("update_mask"))
        ->CopyFrom(mask);
    return Call("Update", *request, record, collection);
  }

  // `like` is any record of the type.
  absl::Status Delete(const google::protobuf::Message& like, const std::string& collection,
                      const std::string& name, const std::string& day) {
    auto request = NewRequest("Delete", like);
    SetText(request.get(), "name", name);
    SetText(request.get(), "effective_date", day);
    return Call("Delete", *request, like, collection);
  }

 private:
  using MessagePtr = std::unique_ptr<google::protobuf::Message>;

  MessagePtr NewRequest(const std::string& verb, const google::protobuf::Message& record) const {
    const auto* descriptor =
        google::protobuf::DescriptorPool::generated_pool()->FindMessageTypeByName(
            Concat(package_, ".", verb, record.GetDescriptor()->name(), "Request"));
    return MessagePtr(
        google::protobuf::MessageFactory::generated_factory()->GetPrototype(descriptor)->New());
  }

  static const google::protobuf::FieldDescriptor* BodyOf(const google::protobuf::Message& request,
                                                         const google::protobuf::Message& record) {
    for (int i = 0; i < request.GetDescriptor()->field_count(); ++i) {
      const auto* field = request.GetDescriptor()->field(i);
      if (field->message_type() == record.GetDescriptor()) return field;
    }
    return nullptr;
  }

  static void SetText(google::protobuf::Message* message, const std::string& field,
                      const std::string& text) {
    message->GetReflection()->SetString(message, message->GetDescriptor()->FindFieldByName(field),
                                        text);
  }

  // The service of a collection has its name with a capital.
  absl::Status Call(const std::string& verb, const google::protobuf::Message& request,
                    const google::protobuf::Message& record, const std::string& collection) const {
    std::string service = collection;
    service[0] = absl::ascii_toupper(static_cast<unsigned char>(service[0]));
    const MessagePtr answer(record.New());
    return methods_.Find(Concat(package_, ".", service, ".", verb, record.GetDescriptor()->name()))
        ->handler(caller_, request, answer.get());
  }

  const MethodTable& methods_;
  const Caller& caller_;
  const std::string package_;
};

}  // namespace concordat::test

#endif  // CONCORDAT_TESTS_SUPPORT_RECORD_CALLS_H_
