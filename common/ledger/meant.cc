#include "common/ledger/meant.h"

#include <google/protobuf/field_mask.pb.h>

#include <string_view>

#include "common/base/cut.h"
#include "common/base/errors.h"
#include "common/base/message_fields.h"
#include "common/base/text.h"
#include "common/base/uuid.h"
#include "common/ledger/slices.h"
#include "common/resource/field_rules.h"

namespace concordat {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::FieldMask;
using google::protobuf::Message;
using PathUse = ResourceType::PathUse;

constexpr int kMaxPaths = 200;

// Adds the paths of what is set, of a message within those of its fields.
void AddSet(const Message& message, const std::string& prefix, std::vector<std::string>* paths) {
  std::vector<const FieldDescriptor*> fields;
  message.GetReflection()->ListFields(message, &fields);
  for (const FieldDescriptor* field : fields) {
    const std::string path = prefix + field->name();
    const bool has_parts = !field->is_repeated() && field->message_type() != nullptr &&
                           field->message_type()->file()->package() != "google.protobuf";
    if (has_parts) {
      AddSet(message.GetReflection()->GetMessage(message, field), path + ".", paths);
    } else {
      paths->push_back(path);
    }
  }
}

std::vector<std::string> SetPaths(const Message& resource) {
  std::vector<std::string> paths;
  AddSet(resource, "", &paths);
  return paths;
}

// The name says of what the write is and the etag what was read: both are heeded elsewhere.
bool SaysOfWhat(std::string_view path) { return path == "name" || path == "etag"; }

// Sorts what is set in a resource by who sets it; what a mask does not mean is left out.
void AddGiven(const ResourceType& type, const Message& resource, bool whole, MeantPaths* meant) {
  for (std::string& path : SetPaths(resource)) {
    const PathUse use = type.UseOf(path);
    if (use == PathUse::kIgnored && !SaysOfWhat(path)) {
      meant->repeated.push_back(std::move(path));
    } else if (use == PathUse::kWritable && (!whole || path == kEffectiveFrom)) {
      meant->paths.push_back(std::move(path));
    }
  }
}

}  // namespace

absl::StatusOr<MeantPaths> PathsOfUpdate(const ResourceType& type, const Message& request,
                                         const Message& resource) {
  MeantPaths meant;
  const auto* mask = static_cast<const FieldMask*>(MessageField(request, "update_mask"));
  if (mask == nullptr || mask->paths().empty()) {
    AddGiven(type, resource, false, &meant);
    return meant;
  }
  if (mask->paths_size() > kMaxPaths) return InvalidField("update_mask", "names too many fields");
  for (const std::string& path : mask->paths()) {
    if (path == "*") {
      for (std::string& kept : type.KeptFields()) {
        if (type.UseOf(kept) == PathUse::kWritable) meant.paths.push_back(std::move(kept));
      }
      AddGiven(type, resource, true, &meant);
      continue;
    }
    const PathUse use = type.UseOf(path);
    if (use == PathUse::kUnknown) {
      return InvalidField("update_mask",
                          Concat("\"", CutTo(100, path), "\" is no field that can be written"));
    }
    if (use == PathUse::kWritable) meant.paths.push_back(path);
    if (use == PathUse::kIgnored && !SaysOfWhat(path)) meant.repeated.push_back(path);
  }
  return meant;
}

absl::Status CheckRepeats(const ResourceType& type, const std::vector<std::string>& paths,
                          const Message& given, const Message& held) {
  std::vector<std::string> wrong;
  for (const std::string& path : paths) {
    if (!SamePath(given, held, path)) wrong.push_back(Concat(type.table(), ".", path));
  }
  return wrong.empty() ? absl::OkStatus() : SetByService(wrong);
}

absl::StatusOr<std::string> NameOfNew(const ResourceType& type, const Message& request,
                                      const Message& resource) {
  const std::string id_field = type.table() + "_id";
  const std::string parent = TextField(request, "parent");
  const std::string before = Concat(parent, parent.empty() ? "" : "/", type.collection(), "/");
  const std::string id = TextField(request, id_field);
  const std::string told = TextField(resource, "name");
  if (!id.empty() && !IsResourceId(id)) {
    return InvalidField(id_field, "must be 1 to 63 lower-case letters, digits or hyphens");
  }
  if (told.empty()) return before + (id.empty() ? NewUuid() : id);
  const bool fits = told.starts_with(before) && IsResourceId(told.substr(before.size())) &&
                    (id.empty() || told == before + id);
  if (fits) return told;
  const std::string name_field = type.table() + ".name";
  if (id.empty()) {
    return InvalidField(name_field, Concat("is not \"", before,
                                           "\" with an id of 1 to 63 lower-case "
                                           "letters, digits or hyphens"));
  }
  return InvalidField(name_field, Concat("is not \"", before, id, "\", as ", id_field, " says"));
}

absl::StatusOr<std::string> StartOfNew(const ResourceType& type, const Message& request,
                                       const Message& resource) {
  std::string day = TextField(request, "effective_date");
  const std::string start = TextField(resource, kEffectiveFrom);
  if (day.empty() || start.empty() || day == start) return start.empty() ? day : start;
  return InvalidField(Concat(type.table(), ".", kEffectiveFrom),
                      "is not the effective_date, on which a new record begins");
}

absl::Status SetByService(const std::vector<std::string>& fields) {
  std::vector<FieldViolation> wrong;
  for (const std::string& field : fields) wrong.push_back({field, "is set by the service alone"});
  return InvalidFields(wrong);
}

absl::Status CheckSetByCaller(const ResourceType& type, const Message& resource) {
  std::vector<std::string> wrong;
  for (const std::string& path : SetPaths(resource)) {
    if (path == "name" || type.UseOf(path) != PathUse::kIgnored) continue;
    wrong.push_back(Concat(type.table(), ".", path));
  }
  return wrong.empty() ? absl::OkStatus() : SetByService(wrong);
}

}  // namespace concordat
