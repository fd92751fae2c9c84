#include "gateway/src/backends/operation_backends.h"

#include <google/protobuf/empty.pb.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "common/base/errors.h"
#include "common/base/message_fields.h"
#include "common/base/services.h"
#include "common/base/text.h"
#include "common/operations/operation_name.h"
#include "common/operations/operation_pages.h"
#include "common/peers/service_calls.h"
#include "concordat/ledger/v1/operation.pb.h"

namespace concordat::gateway {
namespace {

namespace v1 = ledger::v1;

using google::longrunning::Operation;
using google::protobuf::Empty;

constexpr char kService[] = "concordat.ledger.v1.Operations";
constexpr char kList[] = "concordat.ledger.v1.Operations.ListOperations";

// Newest first; of one moment by name, as the services have them.
bool IsNewer(const Operation& one, const Operation& other) {
  const auto key = [](const Operation& operation) {
    v1::OperationMetadata metadata;
    operation.metadata().UnpackTo(&metadata);
    return std::tuple(metadata.create_time().seconds(), metadata.create_time().nanos(),
                      operation.name());
  };
  return key(one) > key(other);
}

std::string TokenAfter(const AskedPage& page, const Operation& last) {
  v1::OperationMetadata metadata;
  last.metadata().UnpackTo(&metadata);
  return TokenAfterOperation(
      page, last.name(),
      metadata.create_time().seconds() * 1'000'000 + metadata.create_time().nanos() / 1'000);
}

absl::StatusOr<v1::ListOperationsResponse> List(const Peers& backends, const Caller& caller,
                                                const v1::ListOperationsRequest& request) {
  const auto page = AskedPageOf(request, kOperationPages);
  if (!page.ok()) return page.status();
  const ServiceCalls calls(backends, caller, absl::InfiniteDuration());
  std::vector<Awaited<v1::ListOperationsResponse>> begun;
  for (const std::string_view service : kServices) {
    begun.push_back(calls.Begin<v1::ListOperationsResponse>(service, kList, request));
  }
  std::vector<Operation> all;
  bool more = false;
  for (auto& awaited : begun) {
    auto of_one = awaited.Get();
    // A replica of a version before them has none.
    if (absl::IsUnimplemented(of_one.status())) continue;
    if (!of_one.ok()) return of_one.status();
    more = more || !of_one->next_page_token().empty();
    for (Operation& operation : *of_one->mutable_operations()) all.push_back(std::move(operation));
  }
  std::ranges::sort(all, IsNewer);
  const auto most = static_cast<size_t>(page->size);
  if (all.size() > most) {
    more = true;
    all.resize(most);
  }
  v1::ListOperationsResponse response;
  if (more) response.set_next_page_token(TokenAfter(*page, all.back()));
  for (Operation& operation : all) *response.add_operations() = std::move(operation);
  return response;
}

// What is said of names that no service keeps.
template <typename Request, typename Response>
void BindNotFound(const char* verb, MethodTable* methods) {
  methods->Bind<Request, Response>(
      Concat(kService, ".", verb),
      [](const Caller&, const Request& request) -> absl::StatusOr<Response> {
        return ResourceNotFound(request.name());
      });
}

}  // namespace

PeerChannel* KeeperOfOperation(const Peers& backends,
                               const google::protobuf::MethodDescriptor& method, Payload* request) {
  if (method.service()->full_name() != kService) return nullptr;
  const auto message = request->Read(method.input_type());
  if (!message.ok()) return nullptr;
  return backends.Named(ServiceOfOperation(TextField(**message, "name")));
}

void BindOperations(const Peers& backends, MethodTable* methods) {
  methods->Bind<v1::ListOperationsRequest, v1::ListOperationsResponse>(
      kList, [&backends](const Caller& caller, const v1::ListOperationsRequest& request) {
        return List(backends, caller, request);
      });
  BindNotFound<v1::GetOperationRequest, Operation>("GetOperation", methods);
  BindNotFound<v1::WaitOperationRequest, Operation>("WaitOperation", methods);
  BindNotFound<v1::CancelOperationRequest, Empty>("CancelOperation", methods);
  BindNotFound<v1::DeleteOperationRequest, Empty>("DeleteOperation", methods);
}

}  // namespace concordat::gateway
