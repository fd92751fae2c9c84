#include "tests/support/sample_house.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "common/base/text.h"

namespace concordat::test {

using nlohmann::json;

namespace {

json Expect200(const HttpAnswer& answer, std::string_view what) {
  if (answer.status == 200) return json::parse(answer.body);
  throw std::runtime_error(Concat(what, ": ", answer.status, " ", answer.body));
}

// Where a file's records are listed. What lies below other records is listed
// below all of them: `benefits/-/shares`.
std::string Collection(const BundleFile& file) {
  std::string path = file.path.substr(0, file.path.rfind(':'));
  const std::string& csv = file.csv;
  if (!csv.starts_with("id,parent,")) return path;
  const size_t row = csv.find('\n') + 1;
  const size_t parent = csv.find(',', row) + 1;
  const std::string example = csv.substr(parent, csv.find(',', parent) - parent);
  std::string below;
  bool id = false;
  size_t begin = 0;
  while (begin < example.size()) {
    const size_t end = std::min(example.find('/', begin), example.size());
    below += (id ? std::string("-") : example.substr(begin, end - begin)) + "/";
    id = !id;
    begin = end + 1;
  }
  return path.insert(path.rfind('/') + 1, below);
}

}  // namespace

std::vector<BundleFile> BundleFiles(std::string_view sample, const Version& version) {
  std::vector<BundleFile> files;
  const std::string folder = version.Source(Concat("samples/", sample, "/"));
  const json manifest = json::parse(ReadFile(folder + "manifest.json"));
  for (const json& entry : manifest.at("files")) {
    const std::string file = entry.at("file");
    files.push_back({file, entry.at("path"), ReadFile(folder + file)});
  }
  return files;
}

void SampleHouse::LoadBundle(std::string_view sample) {
  for (const BundleFile& file : BundleFiles(sample, version())) {
    Expect200(Import(file.path, file.csv), Concat(sample, "/", file.file));
  }
}

HttpAnswer SampleHouse::Get(std::string_view target) { return GetAs("reader", target); }

HttpAnswer SampleHouse::GetAs(std::string_view role, std::string_view target) {
  HttpRequest request;
  request.target = target;
  request.headers = WithToken(keys().token(role));
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
  return ImportAs(keys().token("partnership-office"), target, csv);
}

HttpAnswer SampleHouse::ImportAs(const std::string& token, std::string_view target,
                                 const std::string& csv) {
  HttpRequest request;
  request.method = "POST";
  request.target = target;
  request.headers = WithToken(token);
  request.headers["Content-Type"] = "text/csv";
  request.body = csv;
  return Send(http_port(), request);
}

json SampleHouse::Patch(std::string_view name, const json& fields,
                        std::string_view effective_date) {
  const HttpAnswer before = GetAs("partnership-office", name);
  Expect200(before, name);
  std::string target = Concat(name, "?");
  if (!effective_date.empty()) target += Concat("effectiveDate=", effective_date, "&");
  target += "updateMask=";
  for (const auto& [field, value] : fields.items()) target += field + ",";
  target.pop_back();
  return Expect200(Write("PATCH", target, fields.dump(), before.headers.at("etag")), target);
}

std::string SampleHouse::Pack(std::string_view query) {
  HttpAnswer answer = Get(Concat(kPartnership, ":boardPack?", query));
  Expect200(answer, query);
  return std::move(answer.body);
}

std::string SampleHouse::PackPage(std::string_view query, const std::string& role) {
  HttpRequest request;
  request.target = Concat(kPartnership, ":boardPack?", query);
  request.headers = WithToken(keys().token(role));
  request.headers["Accept"] = "text/html";
  HttpAnswer answer = Send(http_port(), request);
  if (answer.status != 200 || !answer.headers["content-type"].starts_with("text/html")) {
    throw std::runtime_error(Concat(query, ": ", answer.status, " ", answer.body));
  }
  return std::move(answer.body);
}

std::vector<std::string> SampleHouse::Collections() {
  std::vector<std::string> collections;
  for (const BundleFile& file : BundleFiles()) collections.push_back(Collection(file));
  return collections;
}

json SampleHouse::Everything(std::string_view as_at) {
  json everything;
  for (const std::string& collection : Collections()) {
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
