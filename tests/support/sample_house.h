// A house with the sample bundle in it, and the requests that tests make of it
// in the names of a reader and of the partnership office.
#ifndef CONCORDAT_TESTS_SUPPORT_SAMPLE_HOUSE_H_
#define CONCORDAT_TESTS_SUPPORT_SAMPLE_HOUSE_H_

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/house.h"
#include "tests/support/http_client.h"
#include "tests/support/places.h"

namespace concordat::test {

// The one that tests load which need no other.
inline constexpr char kSample[] = "bromsgrove-redditch";
inline constexpr char kPartnership[] = "/v1/partnerships/bromsgrove-redditch";

// A file of a bundle and where it goes.
struct BundleFile {
  std::string file;
  std::string path;
  std::string csv;
};

// What the manifest of a sample names, in its order, as a version has it.
std::vector<BundleFile> BundleFiles(std::string_view sample = kSample,
                                    const Version& version = ThisVersion());

class SampleHouse : public House {
 public:
  using House::House;

  // A whole bundle of the house's version, through the public API. Throws when a file is refused.
  void LoadBundle(std::string_view sample = kSample);

  HttpAnswer Get(std::string_view target);
  HttpAnswer GetAs(std::string_view role, std::string_view target);
  // `method` with a body; `etag` goes into If-Match unless empty.
  HttpAnswer Write(const std::string& method, std::string_view target, const std::string& body,
                   const std::string& etag = "");
  HttpAnswer Import(std::string_view target, const std::string& csv);
  HttpAnswer ImportAs(const std::string& token, std::string_view target, const std::string& csv);

  // Changes fields of a record with the etag it has now, from a day on unless
  // empty; throws when refused.
  nlohmann::json Patch(std::string_view name, const nlohmann::json& fields,
                       std::string_view effective_date);

  // The bytes of the board pack; throws when there is none.
  std::string Pack(std::string_view query);
  // The same as a page to read.
  std::string PackPage(std::string_view query, const std::string& role = "reader");

  // Where the bundle's records are listed.
  static std::vector<std::string> Collections();

  // Every record of every collection of the bundle as at a day, by collection.
  nlohmann::json Everything(std::string_view as_at);
};

}  // namespace concordat::test

#endif  // CONCORDAT_TESTS_SUPPORT_SAMPLE_HOUSE_H_
