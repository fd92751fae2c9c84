#include "common/ledger/standard_reads.h"

#include <absl/strings/str_split.h>

#include <algorithm>
#include <utility>

#include "common/base/date.h"
#include "common/base/errors.h"
#include "common/base/message_fields.h"
#include "common/base/text.h"
#include "common/ledger/page_token.h"
#include "common/ledger/read_at.h"
#include "common/ledger/references.h"
#include "common/ledger/standard_writes.h"
#include "common/resource/filter.h"
#include "common/resource/list_order.h"
#include "common/resource/row_mapper.h"

namespace concordat {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

constexpr int kDefaultPageSize = 50;
constexpr int kMaxPageSize = 1000;

absl::Status Get(const Ledger& ledger, const ResourceType& type, const Caller& caller,
                 const Message& request, Message* response) {
  const std::string name = TextField(request, "name");
  if (!type.Matches(name)) return InvalidField("name", Concat("is no name of ", type.singular()));
  return ledger.database().Read(caller.limits(), [&](Connection& connection) -> absl::Status {
    auto at = ResolveReadAt(caller, request);
    if (!at.ok()) return at.status();
    response->Clear();
    return ReadOneInto(connection, type, name, *at, response);
  });
}

// What makes a request the same but for its page. A token of a reversed order made when
// equal values stood in the order of their names, not reversed, is none any more.
std::string Essence(const Message& request, const ListQuery& query) {
  std::string essence = request.GetDescriptor()->full_name() + '\n';
  essence += query.descending ? "reversed\n" : "";
  for (const char* field : {"parent", "filter", "order_by", "as_at"}) {
    essence += TextField(request, field) + '\n';
  }
  const Message* known = MessageField(request, "as_known_at");
  return Concat(essence, FlagField(request, "show_deleted") ? "deleted" : "",
                known == nullptr ? "" : known->ShortDebugString());
}

// Parent of the collection, which may hold `-` for any id.
absl::Status CheckParent(const ResourceType& type, const std::string& parent) {
  if (type.pattern().size() == 2) return absl::OkStatus();
  const std::vector<std::string> segments = absl::StrSplit(parent, '/');
  bool fits = segments.size() == type.pattern().size() - 2;
  for (size_t i = 0; fits && i < segments.size(); ++i) {
    const bool variable = type.pattern()[i].starts_with('{');
    fits = variable ? segments[i] == "-" || IsResourceId(segments[i])
                    : segments[i] == type.pattern()[i];
  }
  return fits ? absl::OkStatus()
              : InvalidField("parent", Concat("\"", parent, "\" holds no ", type.collection()));
}

absl::Status ApplyToken(const ResourceType& type, const Message& request, uint64_t fingerprint,
                        ListQuery* query, ReadAt* at) {
  const std::string text = TextField(request, "page_token");
  if (text.empty()) return absl::OkStatus();
  auto token = DecodePageToken(text, fingerprint);
  if (!token.ok()) return token.status();
  auto day = ParseDay(token->as_at());
  if (!day.ok() || !IsAscii(token->after_name()) || token->after_name().empty()) {
    return InvalidField("page_token", "is incomplete");
  }
  at->day = *day;
  query->after_name = token->after_name();
  if (token->has_after_text()) query->after_value = token->after_text();
  if (token->has_after_number()) query->after_value = token->after_number();
  if (query->order_column.empty()) return absl::OkStatus();
  const Column& column = type.OrderColumn(query->order_column);
  if (!query->after_value.has_value() || (column.is_ascii() && !IsAscii(token->after_text()))) {
    return InvalidField("page_token", "is incomplete");
  }
  return absl::OkStatus();
}

std::string NextToken(const ResourceType& type, const ListQuery& query, const ReadAt& at,
                      uint64_t fingerprint, const Message& last) {
  ledger::v1::PageToken token;
  token.set_fingerprint(fingerprint);
  token.set_after_name(TextField(last, "name"));
  token.set_as_at(FormatDay(at.day));
  if (!query.order_column.empty()) {
    const SqlValue value = ColumnValue(type.OrderColumn(query.order_column), last);
    if (const auto* text = std::get_if<std::string>(&value)) token.set_after_text(*text);
    if (const auto* number = std::get_if<int64_t>(&value)) token.set_after_number(*number);
  }
  return EncodePageToken(token);
}

// Partnerships that the caller does not see are none to it.
void KeepOwn(const ResourceType& type, const Caller& caller, ListQuery* query) {
  if (type.type() != "concordat.dev/Partnership") return;
  if (std::ranges::count(caller.partnerships, "*") > 0) return;
  std::string names;
  for (const std::string& partnership : caller.partnerships) {
    names += names.empty() ? "?" : ", ?";
    query->condition_values.emplace_back(Concat("partnerships/", partnership));
  }
  const std::string own = names.empty() ? "FALSE" : Concat("t.name IN (", names, ")");
  query->condition = query->condition.empty() ? own : Concat("(", query->condition, ") AND ", own);
}

absl::StatusOr<ListQuery> MakeQuery(const ResourceType& type, const Message& request) {
  ListQuery query;
  query.parent = TextField(request, "parent");
  query.show_deleted = FlagField(request, "show_deleted");
  const int64_t page_size = NumberField(request, "page_size");
  if (page_size < 0) return InvalidField("page_size", "is negative");
  query.limit = page_size == 0 ? kDefaultPageSize : std::min<int64_t>(page_size, kMaxPageSize);
  absl::Status status = CheckParent(type, query.parent);
  if (!status.ok()) return status;
  auto order = ParseOrderBy(type, TextField(request, "order_by"), query.parent);
  if (!order.ok()) return order.status();
  query.order_column = order->column;
  query.descending = order->descending;
  auto filter =
      CompileFilter(type, TextField(request, "filter"), ResourceType::PartnershipOf(query.parent));
  if (!filter.ok()) return filter.status();
  query.condition = std::move(filter->condition);
  query.condition_values = std::move(filter->values);
  return query;
}

absl::Status List(const Ledger& ledger, const ResourceType& type, const Caller& caller,
                  const Message& request, Message* response) {
  auto made = MakeQuery(type, request);
  if (!made.ok()) return made.status();
  KeepOwn(type, caller, &*made);
  const FieldDescriptor* items = response->GetDescriptor()->field(0);
  const uint64_t fingerprint = RequestFingerprint(Essence(request, *made));
  bool empty = false;
  absl::Status listed =
      ledger.database().Read(caller.limits(), [&](Connection& connection) -> absl::Status {
        ListQuery query = *made;
        auto at = ResolveReadAt(caller, request);
        if (!at.ok()) return at.status();
        absl::Status status = ApplyToken(type, request, fingerprint, &query, &*at);
        if (!status.ok()) return status;
        if (query.after_name.empty()) status = CheckOrder(connection, type, query, *at);
        if (!status.ok()) return status;
        const int page = query.limit++;  // one more tells whether there is a next page
        response->Clear();
        MessagePtr last;
        int count = 0;
        status = ReadMany(connection, type, query, *at, [&](MessagePtr resource) {
          if (count++ == page) {
            SetTextField(response, "next_page_token",
                         NextToken(type, query, *at, fingerprint, *last));
            return absl::OkStatus();
          }
          if (count == page) {
            last.reset(resource->New());
            last->CopyFrom(*resource);
          }
          response->GetReflection()->AddAllocatedMessage(response, items, resource.release());
          return absl::OkStatus();
        });
        empty = count == 0;
        return status;
      });
  const bool of_many = made->parent.empty() || made->parent.find("/-") != std::string::npos;
  if (!listed.ok() || !empty || of_many) return listed;
  // An empty collection of a parent that was never there is NOT_FOUND.
  return CheckReadable(ledger, caller, made->parent);
}

}  // namespace

void BindStandardMethods(const Ledger& ledger, MethodTable* methods) {
  for (const ResourceType* type : ledger.registry().All()) {
    const std::string& package = type->descriptor()->file()->package();
    const std::string plural = PluralNoun(*type);
    const std::string service = Concat(package, ".", plural, ".");
    methods->BindDynamic(
        Concat(service, "Get", type->noun()),
        [&ledger, type](const Caller& caller, const Message& request, Message* response) {
          return Get(ledger, *type, caller, request, response);
        });
    methods->BindDynamic(
        Concat(service, "List", plural),
        [&ledger, type](const Caller& caller, const Message& request, Message* response) {
          return List(ledger, *type, caller, request, response);
        });
    BindStandardWrites(ledger, *type, service, methods);
  }
}

}  // namespace concordat
