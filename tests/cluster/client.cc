#include "tests/cluster/client.h"

#include <absl/time/clock.h>

#include <algorithm>
#include <exception>
#include <utility>

#include "common/base/digest.h"
#include "common/base/text.h"
#include "tests/support/test_keys.h"

namespace concordat::test {
namespace {

using nlohmann::json;

constexpr int kTries = 12;
constexpr absl::Duration kPause = absl::Milliseconds(100);
constexpr char kPatience[] = "10";
constexpr char kDay[] = "effectiveDate=2011-06-30";

std::string Moment(absl::Time time) {
  return absl::FormatTime("%Y-%m-%dT%H:%M:%E6SZ", time, absl::UTCTimeZone());
}

std::string ReasonOf(const HttpAnswer& answer) {
  const json problem = json::parse(answer.body, nullptr, false);
  return problem.is_object() ? problem.value("reason", "") : "";
}

std::optional<int64_t> RevisionOf(const json& record) {
  const std::string etag = record.value("etag", "");
  std::string digits;
  std::ranges::copy_if(etag, std::back_inserter(digits), [](char c) { return c != '"'; });
  if (digits.empty()) return std::nullopt;
  return std::stoll(digits);
}

// A record that was deleted is shown with the time of that.
Seen SeenIn(const json& record) {
  if (record.contains("deleteTime")) return {State(), RevisionOf(record)};
  return {{false, record.value("title", "")}, RevisionOf(record)};
}

std::string Etag(int64_t revision) { return Concat("\"", revision, "\""); }

}  // namespace

Client::Client(int port, std::string id, std::function<bool()> stopped)
    : port_(port),
      id_(std::move(id)),
      stopped_(std::move(stopped)),
      reader_(TestKeys::Shared().token("reader")),
      writer_(TestKeys::Shared().token("partnership-office")) {}

// Status 0 when there was no answer.
HttpAnswer Client::Ask(HttpRequest request) {
  request.headers["Authorization"] =
      "Bearer " + (request.headers.contains("Idempotency-Key") ? writer_ : reader_);
  request.headers["Request-Timeout"] = kPatience;
  RequestSeen seen;
  HttpAnswer answer;
  seen.span.begin = absl::Now();
  try {
    answer = Send(port_, request);
  } catch (const std::exception&) {
    answer = {};
  }
  seen.span.end = absl::Now();
  seen.failed = answer.status == 0 || answer.status >= 500;
  log_.requests.push_back(seen);
  return answer;
}

std::optional<json> Client::Read(const std::string& question, bool may_be_missing, ReadSeen* read) {
  read->question = question;
  read->span.begin = absl::Now();
  const HttpAnswer answer = Ask({.target = "/v1/" + question});
  read->span.end = absl::Now();
  if (answer.status == 200) return json::parse(answer.body);
  if (answer.status == 404 && may_be_missing) return json();
  const bool nobody_knows = answer.status == 0 || answer.status > 500;
  if (nobody_knows) {
    ++log_.unanswered_reads;
  } else {
    log_.strange.push_back({question, answer.status, answer.body});
  }
  return std::nullopt;
}

std::optional<Seen> Client::Get(const std::string& name, std::optional<absl::Time> known_at) {
  ReadSeen read{.known_at = known_at};
  const auto answer = Read(
      known_at.has_value() ? Concat(name, "?asKnownAt=", Moment(*known_at)) : name, true, &read);
  if (!answer.has_value()) return std::nullopt;
  const Seen seen = answer->is_null() ? Seen() : SeenIn(*answer);
  read.records[name] = seen;
  log_.reads.push_back(std::move(read));
  return seen;
}

void Client::List(const Pool& pool, std::optional<absl::Time> known_at) {
  ReadSeen read{.known_at = known_at};
  std::string question = Concat(pool.collection, "?pageSize=1000");
  if (known_at.has_value()) question += "&asKnownAt=" + Moment(*known_at);
  const auto answer = Read(question, false, &read);
  if (!answer.has_value()) return;
  for (const std::string& name : pool.names) read.records[name] = Seen();
  const std::string plural = pool.collection.substr(pool.collection.rfind('/') + 1);
  for (const json& record : answer->at(plural)) {
    const auto listed = read.records.find(record.at("name"));
    if (listed != read.records.end()) listed->second = SeenIn(record);
  }
  log_.reads.push_back(std::move(read));
}

void Client::Report(const std::string& path, absl::Time known_at) {
  ReadSeen read;
  const auto answer = Read(Concat(path, "?asKnownAt=", Moment(known_at)), false, &read);
  if (answer.has_value()) log_.reports.push_back({read.question, Sha256Hex(answer->dump())});
}

WriteSeen Client::NewWrite(const std::string& verb) {
  WriteSeen write;
  write.key = Concat(id_, "-", ++writes_);
  write.verb = verb;
  return write;
}

bool Client::Create(const Pool& pool, const std::string& name) {
  WriteSeen write = NewWrite("create");
  write.effects[name] = {false, write.key};
  json body = pool.further;
  body["title"] = write.key;
  const std::string id = name.substr(name.rfind('/') + 1);
  return Write(std::move(write), {.method = "POST",
                                  .target = Concat("/v1/", pool.collection, "?", pool.id_parameter,
                                                   "=", id, "&", kDay),
                                  .body = body.dump()});
}

bool Client::Update(const std::string& name, int64_t from) {
  WriteSeen write = NewWrite("update");
  write.effects[name] = {false, write.key};
  write.from = from;
  return Write(std::move(write), {.method = "PATCH",
                                  .target = Concat("/v1/", name, "?updateMask=title&", kDay),
                                  .headers = {{"If-Match", Etag(from)}},
                                  .body = json{{"title", Concat(id_, "-", writes_)}}.dump()});
}

bool Client::Delete(const std::string& name, int64_t from) {
  WriteSeen write = NewWrite("delete");
  write.effects[name] = State();
  write.from = from;
  return Write(std::move(write), {.method = "DELETE",
                                  .target = Concat("/v1/", name, "?", kDay),
                                  .headers = {{"If-Match", Etag(from)}}});
}

bool Client::Undelete(const std::string& name) {
  WriteSeen write = NewWrite("undelete");
  // With the title that it had.
  write.effects[name] = {false, ""};
  return Write(std::move(write), {.method = "POST",
                                  .target = Concat("/v1/", name, ":undelete"),
                                  .body = R"({"effectiveDate":"2011-06-30"})"});
}

bool Client::Import(const Pool& pool, const std::vector<std::string>& names) {
  WriteSeen write = NewWrite("import");
  std::string csv = "id,effective_date,title\n";
  for (const std::string& name : names) {
    write.effects[name] = {false, write.key};
    csv += Concat(name.substr(name.rfind('/') + 1), ",2011-06-30,", write.key, "\n");
  }
  return Write(std::move(write), {.method = "POST",
                                  .target = Concat("/v1/", pool.collection, ":import"),
                                  .headers = {{"Content-Type", "text/csv"}},
                                  .body = csv});
}

// Tried until it is known what became of it, or the client is told to stop.
bool Client::Write(WriteSeen write, HttpRequest request) {
  request.headers.insert({"Content-Type", "application/json"});
  request.headers["Idempotency-Key"] = write.key;
  write.outcome = Outcome::kRefused;
  write.span.begin = absl::Now();
  for (bool again = true; again && write.tries < kTries;) {
    Try(request, &write);
    again = write.outcome == Outcome::kUnknown || write.reason == "WRITE_CONFLICT";
    if (again) absl::SleepFor(kPause);
    if (stopped_()) break;
  }
  write.span.end = absl::Now();
  const bool done = write.outcome == Outcome::kDone;
  log_.writes.push_back(std::move(write));
  return done;
}

void Client::Try(const HttpRequest& request, WriteSeen* write) {
  ++write->tries;
  const HttpAnswer answer = Ask(request);
  write->status = answer.status;
  write->reason = ReasonOf(answer);
  const bool nobody_knows = answer.status == 0 || answer.status >= 500;
  if (answer.status == 200) {
    write->outcome = Outcome::kDone;
    if (write->effects.size() == 1) write->revision = RevisionOf(json::parse(answer.body));
  } else if (nobody_knows) {
    write->outcome = Outcome::kUnknown;
  }
  // Refused after a try of which nobody knows, it may have been done by that.
  constexpr int kUsual[] = {0, 200, 404, 409, 412, 502, 503, 504};
  if (write->reason == "RESOURCE_DELETED" || std::ranges::count(kUsual, answer.status) > 0) return;
  log_.strange.push_back({Concat(write->verb, " ", request.target), answer.status, answer.body});
}

}  // namespace concordat::test
