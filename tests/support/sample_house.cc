#include "tests/support/sample_house.h"

#include <stdexcept>
#include <utility>

#include "common/text.h"

namespace concordat::test {

using nlohmann::json;

namespace {

json Expect200(const HttpAnswer& answer, std::string_view what) {
  if (answer.status == 200) return json::parse(answer.body);
  throw std::runtime_error(Concat(what, ": ", answer.status, " ", answer.body));
}

}  // namespace

std::vector<BundleFile> BundleFiles() {
  std::vector<BundleFile> files;
  const json manifest = json::parse(ReadFile(Concat(kSamples, "/manifest.json")));
  for (const json& entry : manifest.at("files")) {
    files.push_back({entry.at("file"), entry.at("path")});
  }
  return files;
}

void SampleHouse::LoadBundle() {
  for (const BundleFile& file : BundleFiles()) {
    const std::string csv = ReadFile(Concat(kSamples, "/", file.file));
    Expect200(Import(file.path, csv), file.file);
  }
}

HttpAnswer SampleHouse::Get(std::string_view target) {
  HttpRequest request;
  request.target = target;
  request.headers = WithToken(keys().token("reader"));
  return Send(http_port(), request);
}

HttpAnswer SampleHouse::Write(const std::string& method, std::string_view target,
                              const std::string& body, const std::string& etag) {
  HttpRequest request;
  request.method = method;
  request.target = target;
  request.headers = WithToken(keys().token("partnership-office"));
  request.headers["Content-Type"] = "application/json";
  if (!etag.empty()) request.headers["If-Match"] = etag;
  request.body = body;
  return Send(http_port(), request);
}

HttpAnswer SampleHouse::Import(std::string_view target, const std::string& csv) {
  HttpRequest request;
  request.method = "POST";
  request.target = target;
  request.headers = WithToken(keys().token("partnership-office"));
  request.headers["Content-Type"] = "text/csv";
  request.body = csv;
  return Send(http_port(), request);
}

json SampleHouse::Patch(std::string_view name, const json& fields,
                        std::string_view effective_date) {
  const HttpAnswer before = Get(name);
  Expect200(before, name);
  std::string target = Concat(name, "?effectiveDate=", effective_date, "&updateMask=");
  for (const auto& [field, value] : fields.items()) target += field + ",";
  target.pop_back();
  return Expect200(Write("PATCH", target, fields.dump(), before.headers.at("etag")), target);
}

std::string SampleHouse::Pack(std::string_view query) {
  HttpAnswer answer = Get(Concat(kPartnership, ":boardPack?", query));
  Expect200(answer, query);
  return std::move(answer.body);
}

json SampleHouse::Everything(std::string_view as_at) {
  json everything;
  for (const BundleFile& file : BundleFiles()) {
    const std::string collection = file.path.substr(0, file.path.rfind(':'));
    // Shares and the like lie below another collection: `-` stands for any.
    std::string token;
    do {
      const std::string target =
          Concat(collection, "?pageSize=1000&asAt=", as_at, "&pageToken=", token);
      const json page = Expect200(Get(target), target);
      for (const auto& [field, records] : page.items()) {
        if (!records.is_array()) continue;
        for (const json& record : records) everything[collection].push_back(record);
      }
      token = page.value("nextPageToken", "");
    } while (!token.empty());
  }
  return everything;
}

}  // namespace concordat::test
