#include "tests/support/writer.h"

#include <absl/time/clock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <utility>

#include "common/base/text.h"
#include "tests/support/places.h"

namespace concordat::test {

using nlohmann::json;

Writer::Writer(SampleHouse& house, const WriteTarget& target, std::string prefix)
    : Writer(house, nullptr, target, std::move(prefix)) {}

Writer::Writer(SampleHouse& house, SampleHouse& other, const WriteTarget& target,
               std::string prefix)
    : Writer(house, &other, target, std::move(prefix)) {}

Writer::Writer(SampleHouse& house, SampleHouse* other, const WriteTarget& target,
               std::string prefix)
    : house_(house),
      other_(other),
      collection_(Concat(kPartnership, "/", target.collection)),
      prefix_(std::move(prefix)) {
  json body = json::parse(house.Get(Concat(collection_, "/", target.model)).body);
  for (const char* field : {"name", "uid", "etag", "createTime", "updateTime", "effectiveFrom"}) {
    body.erase(field);
  }
  body_ = body.dump();
  thread_ = std::thread([this] { Run(); });
}

void Writer::Stop() {
  stop_ = true;
  if (thread_.joinable()) thread_.join();
}

void Writer::Run() {
  for (int i = 0; !stop_; ++i) {
    const std::string id = Concat(prefix_, i);
    if (!Make(id) || (other_ != nullptr && !Change(id))) continue;
    acknowledged_.push_back(Concat(collection_, "/", id));
  }
}

bool Writer::Make(const std::string& id) {
  const std::string singular = collection_.substr(collection_.rfind('/') + 1);
  return WriteUntilTold(house_, "POST",
                        Concat(collection_, "?", singular.substr(0, singular.size() - 1), "Id=", id,
                               "&effectiveDate=2011-06-30&requestId=request-", id),
                        body_, "");
}

bool Writer::Change(const std::string& id) {
  const std::string name = Concat(collection_, "/", id);
  const std::string title = json({{"title", Concat("Changed: ", id)}}).dump();
  return WriteUntilTold(
      *other_, "PATCH",
      Concat(name, "?updateMask=title&effectiveDate=2011-07-31&requestId=change-", id), title,
      "\"1\"");
}

bool Writer::WriteUntilTold(SampleHouse& house, const std::string& method,
                            const std::string& target, const std::string& body,
                            const std::string& etag) {
  const absl::Time limit = absl::Now() + absl::Seconds(60);
  while (absl::Now() < limit) {
    const HttpAnswer answer = house.Write(method, target, body, etag);
    if (answer.status == 200) return true;
    if (answer.status != 503) {
      refused_.push_back(Concat(method, " ", target, ": ", answer.status, " ", answer.body));
      return false;
    }
    absl::SleepFor(absl::Milliseconds(20));
  }
  refused_.push_back(Concat(target, ": no answer for a minute"));
  return false;
}

int HistoryEntries(SampleHouse& house, const std::string& service) {
  const TemporaryDirectory folder;
  Process verify({house.version().Program(service), "verify-history"},
                 house.database().ServiceEnvironment(house.schema(service)), folder / "verify.log");
  EXPECT_EQ(verify.Wait(), 0) << verify.log();
  return std::stoi(verify.log());
}

}  // namespace concordat::test
