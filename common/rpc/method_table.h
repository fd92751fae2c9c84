// The methods that a process serves, as a table of plain functions.
#ifndef CONCORDAT_COMMON_RPC_METHOD_TABLE_H_
#define CONCORDAT_COMMON_RPC_METHOD_TABLE_H_

#include <absl/status/status.h>
#include <absl/status/statusor.h>
#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/identity/caller.h"
#include "common/identity/method_rules.h"

namespace concordat {

// A handler over messages whose types are known only at run time.
using DynamicHandler = std::function<absl::Status(
    const Caller&, const google::protobuf::Message& request, google::protobuf::Message* response)>;

// The methods that one process serves, by full name
// (`concordat.programme.v1.Projects.GetProject`). Filled by main, then read only.
class MethodTable {
 public:
  struct Method {
    const google::protobuf::MethodDescriptor* descriptor = nullptr;
    MethodRules rules;
    DynamicHandler handler;
  };

  // Binds a handler to a method of a linked-in descriptor. Binding an unknown
  // method, one twice, or one whose proto does not state its access, ends the
  // program: it is an error of wiring.
  void BindDynamic(std::string_view full_name, DynamicHandler handler);

  // Binds a plain function `StatusOr<Response> Verb(const Caller&, const Request&)`.
  template <typename Request, typename Response>
  void Bind(std::string_view full_name,
            std::function<absl::StatusOr<Response>(const Caller&, const Request&)> handler) {
    CheckTypes(full_name, Request::descriptor(), Response::descriptor());
    BindDynamic(full_name,
                [handler = std::move(handler)](
                    const Caller& caller, const google::protobuf::Message& request,
                    google::protobuf::Message* response) -> absl::Status {
                  auto result = handler(caller, static_cast<const Request&>(request));
                  if (!result.ok()) return result.status();
                  *static_cast<Response*>(response) = *std::move(result);
                  return absl::OkStatus();
                });
  }

  // What is done for each call before its handler, on the handler's own thread.
  using Preparation =
      std::function<absl::Status(const google::protobuf::Message& request, Caller* caller)>;
  void set_preparation(Preparation preparation) { preparation_ = std::move(preparation); }
  absl::Status Prepare(const google::protobuf::Message& request, Caller* caller) const {
    return preparation_ ? preparation_(request, caller) : absl::OkStatus();
  }

  // nullptr when the method is not served.
  const Method* Find(std::string_view full_name) const;

  // Every bound method, in the order of their names.
  std::vector<const Method*> All() const;

 private:
  // Ends the program where a function takes or gives what the method does not.
  static void CheckTypes(std::string_view full_name, const google::protobuf::Descriptor* request,
                         const google::protobuf::Descriptor* response);

  std::map<std::string, Method, std::less<>> methods_;
  Preparation preparation_;
};

}  // namespace concordat

#endif  // CONCORDAT_COMMON_RPC_METHOD_TABLE_H_
