// What a field may hold and who may set it, read once from its proto: the options
// concordat.type.v1.rules, google.api.field_behavior and resource_reference.
// Validation, DDL, masks, imports, redaction, references and OpenAPI go by this.
#ifndef CONCORDAT_COMMON_RESOURCE_FIELD_RULES_H_
#define CONCORDAT_COMMON_RESOURCE_FIELD_RULES_H_

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>

#include <cstdint>
#include <string>
#include <vector>

#include "concordat/type/v1/rules.pb.h"

namespace concordat {

// The engine's field that says from which day a resource exists; a caller may set it.
inline constexpr char kEffectiveFrom[] = "effective_from";

// Longest resource name in bytes.
inline constexpr int kMaxNameLength = 400;

struct FieldRules {
  // Longest text in characters, or bytes in bytes, of one element where it is a list; 0 for
  // bytes without a stated bound.
  int max_length = 0;
  int max_items = 0;
  // Of a whole number, where `bounded`.
  bool bounded = false;
  int64_t minimum = 0;
  int64_t maximum = 0;
  type::v1::Format format = type::v1::FORMAT_UNSPECIFIED;
  // Must be given, and must hold an element where it is a list.
  bool required = false;
  // Set by the service alone; a caller may only repeat it (ADR 0025).
  bool output_only = false;
  // Has a place in SQL.
  bool kept = true;
  // Prose that could hold personal data.
  bool free_text = false;
  // The record belongs to what the field names.
  bool belongs = false;
  // The record is the council's that the field names.
  bool council = false;
  // Leads to a record of the same kind, and never back.
  bool acyclic = false;
  // Fields of an element, each group of which no two elements of the list have alike.
  std::vector<std::vector<const google::protobuf::FieldDescriptor*>> distinct;
  // A list of plain values, not of sentences: a set, in which each stands once.
  bool each_once = false;
  // Resource type that the field names, `*` for any; empty for no reference.
  std::string refers_to;

  bool is_reference() const { return !refers_to.empty(); }
};

// Cheap: worked out once for each thread. The answer stays where it is.
const FieldRules& RulesOf(const google::protobuf::FieldDescriptor& field);

// True for a resource's own fields that the engine keeps for every resource alike:
// name, uid, etag, effective_from and the times.
bool IsEngineField(const google::protobuf::FieldDescriptor& field);

// Equality of what is kept. Nothing that is kept has maps or fractions, so that
// what is equal has equal bytes.
bool SameValues(const google::protobuf::Message& a, const google::protobuf::Message& b);
bool SameField(const google::protobuf::Message& a, const google::protobuf::Message& b,
               const google::protobuf::FieldDescriptor& field);

}  // namespace concordat

#endif  // CONCORDAT_COMMON_RESOURCE_FIELD_RULES_H_
