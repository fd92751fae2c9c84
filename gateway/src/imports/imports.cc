#include "gateway/src/imports/imports.h"

#include <absl/time/clock.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "common/base/errors.h"
#include "common/base/text.h"
#include "common/resource/resource_index.h"
#include "common/telemetry/metrics.h"
#include "common/telemetry/semconv.h"
#include "concordat/gateway/v1/import.pb.h"
#include "concordat/ledger/v1/ledger.pb.h"
#include "gateway/src/http/media_type.h"
#include "gateway/src/imports/import_errors.h"
#include "gateway/src/imports/import_reader.h"

namespace concordat::gateway {
namespace {

constexpr char kLedgerImport[] = "concordat.ledger.v1.Ledger.ImportResources";
constexpr size_t kMaxResources = 2'000;

// The type that a collection of a partnership, or a global one, holds.
const ResourceType* FindCollection(std::string_view collection, bool in_partnership) {
  const auto& types = LinkedResourceTypes();
  const auto found = std::ranges::find_if(types, [&](const ResourceType& type) {
    const bool global = type.pattern().size() == 2;
    return type.collection() == collection && global != in_partnership;
  });
  return found == types.end() ? nullptr : &*found;
}

// The fields that the file has columns for, each once.
std::vector<std::string> WrittenFields(const ImportedFile& file) {
  std::vector<std::string> fields;
  for (const FileColumn& column : file.columns) {
    if (column.kind != FileColumn::kField) continue;
    const std::string field = column.WrittenPath();
    if (std::ranges::count(fields, field) == 0) fields.push_back(field);
  }
  return fields;
}

ledger::v1::ImportResourcesRequest MakeRequest(const v1::ImportResourcesRequest& request,
                                               const ResourceType& type, const ImportedFile& file) {
  ledger::v1::ImportResourcesRequest import;
  import.set_type(type.type());
  import.set_partnership(std::string(ResourceType::PartnershipOf(request.parent())));
  import.set_effective_date(request.effective_date());
  import.set_validate_only(request.validate_only());
  import.set_request_id(request.request_id());
  const std::vector<std::string> fields = WrittenFields(file);
  for (const ImportedResource& resource : file.resources) {
    ledger::v1::ImportRow* row = import.add_rows();
    row->set_line(resource.line);
    row->mutable_resource()->PackFrom(*resource.resource);
    row->mutable_fields()->Assign(fields.begin(), fields.end());
    row->set_effective_date(resource.effective_date);
  }
  return import;
}

void Tell(const ResourceType& type, const v1::ImportResourcesResponse& response) {
  const auto count = [&type](std::string_view outcome, int records) {
    Count(semconv::kImportRecords, "{record}", records,
          {{semconv::kCollection, type.collection()}, {semconv::kOutcome, outcome}});
  };
  count("created", response.created());
  count("updated", response.updated());
  count("unchanged", response.unchanged());
}

v1::ImportResourcesResponse Summarise(ledger::v1::ImportResourcesResponse imported) {
  using ledger::v1::ImportRowResult;
  v1::ImportResourcesResponse response;
  for (const ImportRowResult& result : imported.results()) {
    switch (result.outcome()) {
      case ImportRowResult::OUTCOME_CREATED:
        response.set_created(response.created() + 1);
        break;
      case ImportRowResult::OUTCOME_UPDATED:
        response.set_updated(response.updated() + 1);
        break;
      default:
        response.set_unchanged(response.unchanged() + 1);
    }
  }
  response.mutable_results()->Swap(imported.mutable_results());
  return response;
}

// What the service of a type makes of a file.
absl::StatusOr<ledger::v1::ImportResourcesResponse> Send(
    const Peers& backends, const Caller& caller, const ResourceType& type,
    const ledger::v1::ImportResourcesRequest& import, const ImportedFile& file) {
  ledger::v1::ImportResourcesResponse imported;
  const absl::Status status = backends.Of(*type.descriptor()->file())
                                  ->Call(caller, kLedgerImport, import, &imported,
                                         /*limit=*/absl::InfiniteDuration());
  if (!status.ok()) return InTermsOfFile(status, file);
  return imported;
}

// All that is wrong with a file of which something could not be read: the rules look at
// the rest as well, and nothing is written. Should the service not answer, what could not
// be read is wrong all the same.
absl::Status WhatIsWrong(const Peers& backends, const Caller& caller,
                         const v1::ImportResourcesRequest& request, const ResourceType& type,
                         ImportedFile file) {
  std::vector<FieldViolation> unread = file.wrong;
  // Broken off, the file may define further down what is referred to here.
  if (unread.size() >= kMaxWrongCells) return InvalidFields(unread);
  const ImportedFile rest = WhatCanBeChecked(std::move(file));
  if (rest.resources.empty()) return InvalidFields(unread);
  ledger::v1::ImportResourcesRequest import = MakeRequest(request, type, rest);
  import.set_validate_only(true);
  import.clear_request_id();
  return WithWhatWasSaid(std::move(unread), Send(backends, caller, type, import, rest).status());
}

absl::StatusOr<v1::ImportResourcesResponse> ImportFile(const Peers& backends, const Caller& caller,
                                                       const v1::ImportResourcesRequest& request,
                                                       const ResourceType& type) {
  const absl::Status format = CheckMediaType(request.content().content_type(), "text/csv");
  if (!format.ok()) return format;
  const auto table = ReadCsv(request.content().data());
  if (!table.ok()) return table.status();
  auto file = ReadResources(type, ResourceType::PartnershipOf(request.parent()), *table);
  if (!file.ok()) return file.status();
  if (file->resources.size() > kMaxResources) {
    return InvalidField("content", Concat("holds ", file->resources.size(), " records; at most ",
                                          kMaxResources, " at a time"));
  }
  if (!file->wrong.empty()) {
    return WhatIsWrong(backends, caller, request, type, *std::move(file));
  }
  auto imported = Send(backends, caller, type, MakeRequest(request, type, *file), *file);
  if (!imported.ok()) return imported.status();
  return Summarise(*std::move(imported));
}

absl::StatusOr<v1::ImportResourcesResponse> ImportResources(
    const Peers& backends, const Caller& caller, const v1::ImportResourcesRequest& request) {
  const ResourceType* type = FindCollection(request.collection(), !request.parent().empty());
  if (type == nullptr) {
    return ResourceNotFound(
        Concat(request.parent(), request.parent().empty() ? "" : "/", request.collection()));
  }
  const absl::Time begin = absl::Now();
  auto response = ImportFile(backends, caller, request, *type);
  RecordDuration(semconv::kImportDuration, absl::Now() - begin,
                 {{semconv::kCollection, type->collection()},
                  {semconv::kErrorType,
                   response.ok() ? "" : absl::StatusCodeToString(response.status().code())}});
  if (response.ok() && !request.validate_only()) Tell(*type, *response);
  return response;
}

}  // namespace

void BindImports(const Peers& backends, MethodTable* methods) {
  methods->Bind<v1::ImportResourcesRequest, v1::ImportResourcesResponse>(
      "concordat.gateway.v1.Imports.ImportResources",
      [&backends](const Caller& caller, const v1::ImportResourcesRequest& request) {
        return ImportResources(backends, caller, request);
      });
}

}  // namespace concordat::gateway
