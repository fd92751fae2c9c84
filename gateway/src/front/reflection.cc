#include "gateway/src/front/reflection.h"

#include <google/protobuf/descriptor.h>
#include <google/protobuf/descriptor.pb.h>
#include <google/protobuf/text_format.h>

#include <set>
#include <string>
#include <vector>

#include "common/base/errors.h"
#include "common/identity/method_rules.h"
#include "common/rpc/wire.h"
#include "gateway/src/transcode/router.h"

namespace concordat::gateway {
namespace {

using google::protobuf::DescriptorPool;
using google::protobuf::FieldDescriptor;
using google::protobuf::FileDescriptor;
using v1::ReflectFiles;
using v1::ReflectRequest;
using v1::ReflectResponse;

// Messages of an internal service may be imported by public ones; what peers alone
// may call is nobody's business.
void LeaveOutInternals(const FileDescriptor& file, google::protobuf::FileDescriptorProto* proto) {
  for (int i = file.service_count() - 1; i >= 0; --i) {
    auto* methods = proto->mutable_service(i)->mutable_method();
    for (int j = file.service(i)->method_count() - 1; j >= 0; --j) {
      if (!RulesOf(*file.service(i)->method(j)).is_public()) methods->DeleteSubrange(j, 1);
    }
    if (methods->empty()) proto->mutable_service()->DeleteSubrange(i, 1);
  }
}

void AddFiles(const FileDescriptor& file, std::set<std::string>* seen, ReflectFiles* files) {
  if (!seen->insert(file.name()).second) return;
  google::protobuf::FileDescriptorProto proto;
  file.CopyTo(&proto);
  if (file.pool() == DescriptorPool::generated_pool()) LeaveOutInternals(file, &proto);
  files->add_file_descriptor_proto(proto.SerializeAsString());
  for (int i = 0; i < file.dependency_count(); ++i) AddFiles(*file.dependency(i), seen, files);
}

constexpr char kHealth[] = "grpc.health.v1.Health";

// The file of gRPC's health service: the library serves it without a descriptor.
constexpr char kHealthFile[] = R"pb(
  name: "grpc/health/v1/health.proto"
  package: "grpc.health.v1"
  syntax: "proto3"
  message_type {
    name: "HealthCheckRequest"
    field { name: "service" number: 1 label: LABEL_OPTIONAL type: TYPE_STRING json_name: "service" }
  }
  message_type {
    name: "HealthCheckResponse"
    field {
      name: "status"
      number: 1
      label: LABEL_OPTIONAL
      type: TYPE_ENUM
      json_name: "status"
      type_name: ".grpc.health.v1.HealthCheckResponse.ServingStatus"
    }
    enum_type {
      name: "ServingStatus"
      value { name: "UNKNOWN" number: 0 }
      value { name: "SERVING" number: 1 }
      value { name: "NOT_SERVING" number: 2 }
      value { name: "SERVICE_UNKNOWN" number: 3 }
    }
  }
  service {
    name: "Health"
    method {
      name: "Check"
      input_type: ".grpc.health.v1.HealthCheckRequest"
      output_type: ".grpc.health.v1.HealthCheckResponse"
    }
    method {
      name: "Watch"
      input_type: ".grpc.health.v1.HealthCheckRequest"
      output_type: ".grpc.health.v1.HealthCheckResponse"
      server_streaming: true
    }
  }
)pb";

// A pool of its own: another library of the process may link the same file.
const DescriptorPool& HealthPool() {
  static const DescriptorPool& held = []() -> const DescriptorPool& {
    auto* pool = new DescriptorPool();
    google::protobuf::FileDescriptorProto file;
    google::protobuf::TextFormat::ParseFromString(kHealthFile, &file);
    pool->BuildFile(file);
    return *pool;
  }();
  return held;
}

void AnswerFile(const FileDescriptor* file, ReflectResponse* response) {
  if (file == nullptr) {
    response->mutable_error_response()->set_error_code(grpc::StatusCode::NOT_FOUND);
    response->mutable_error_response()->set_error_message("nothing of this name is served");
    return;
  }
  std::set<std::string> seen;
  AddFiles(*file, &seen, response->mutable_file_descriptor_response());
}

// Ours, or that of health.
const FileDescriptor* FileOf(const FileDescriptor* (DescriptorPool::*find)(const std::string&)
                                 const,
                             const std::string& name) {
  const FileDescriptor* file = (DescriptorPool::generated_pool()->*find)(name);
  return file == nullptr ? (HealthPool().*find)(name) : file;
}

void AnswerExtensionNumbers(const std::string& type, ReflectResponse* response) {
  const auto* pool = DescriptorPool::generated_pool();
  const auto* message = pool->FindMessageTypeByName(type);
  if (message == nullptr) return AnswerFile(nullptr, response);
  std::vector<const FieldDescriptor*> extensions;
  pool->FindAllExtensions(message, &extensions);
  auto* numbers = response->mutable_all_extension_numbers_response();
  numbers->set_base_type_name(type);
  for (const FieldDescriptor* extension : extensions) {
    numbers->add_extension_number(extension->number());
  }
}

const FileDescriptor* FileOfExtension(const v1::ReflectExtension& asked) {
  const auto* pool = DescriptorPool::generated_pool();
  const auto* message = pool->FindMessageTypeByName(asked.containing_type());
  const auto* extension =
      message == nullptr ? nullptr : pool->FindExtensionByNumber(message, asked.extension_number());
  return extension == nullptr ? nullptr : extension->file();
}

void AnswerServices(ReflectResponse* response) {
  auto* services = response->mutable_list_services_response();
  for (const auto* service : PublicServices())
    services->add_service()->set_name(service->full_name());
  services->add_service()->set_name(kHealth);
}

class ReflectionReactor : public grpc::ServerGenericBidiReactor {
 public:
  ReflectionReactor() { StartRead(&question_); }

  void OnReadDone(bool ok) override {
    if (!ok) return Finish(grpc::Status::OK);
    ReflectRequest request;
    const absl::Status status = ParseBytes(question_, &request);
    if (!status.ok()) return Finish(ToGrpc(status));
    answer_ = ToBytes(Reflect(request));
    StartWrite(&answer_);
  }
  void OnWriteDone(bool ok) override {
    if (!ok) return Finish(grpc::Status::CANCELLED);
    StartRead(&question_);
  }
  void OnDone() override { delete this; }

 private:
  grpc::ByteBuffer question_, answer_;
};

}  // namespace

ReflectResponse Reflect(const ReflectRequest& request) {
  ReflectResponse response;
  response.set_valid_host(request.host());
  *response.mutable_original_request() = request;
  switch (request.question_case()) {
    case ReflectRequest::kFileByFilename:
      AnswerFile(FileOf(&DescriptorPool::FindFileByName, request.file_by_filename()), &response);
      break;
    case ReflectRequest::kFileContainingSymbol:
      AnswerFile(
          FileOf(&DescriptorPool::FindFileContainingSymbol, request.file_containing_symbol()),
          &response);
      break;
    case ReflectRequest::kFileContainingExtension:
      AnswerFile(FileOfExtension(request.file_containing_extension()), &response);
      break;
    case ReflectRequest::kAllExtensionNumbersOfType:
      AnswerExtensionNumbers(request.all_extension_numbers_of_type(), &response);
      break;
    case ReflectRequest::kListServices:
      AnswerServices(&response);
      break;
    case ReflectRequest::QUESTION_NOT_SET:
      response.mutable_error_response()->set_error_code(grpc::StatusCode::INVALID_ARGUMENT);
      response.mutable_error_response()->set_error_message("nothing is asked");
      break;
  }
  return response;
}

bool IsReflection(std::string_view path) {
  return path == "/grpc.reflection.v1.ServerReflection/ServerReflectionInfo" ||
         path == "/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo";
}

grpc::ServerGenericBidiReactor* NewReflectionReactor() { return new ReflectionReactor(); }

}  // namespace concordat::gateway
