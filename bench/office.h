// Calls services as the gateway does, on behalf of the partnership office.
#ifndef CONCORDAT_BENCH_OFFICE_H_
#define CONCORDAT_BENCH_OFFICE_H_

#include <absl/status/status.h>
#include <absl/time/time.h>
#include <google/protobuf/message.h>

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "common/peers/peer_channel.h"
#include "tests/support/house.h"

namespace concordat::bench {

class Office {
 public:
  // The house must outlive it.
  explicit Office(test::House& house) : house_(house) {}

  // Safe for many threads.
  absl::Status Call(const std::string& service, std::string_view method,
                    const google::protobuf::Message& request, google::protobuf::Message* response);

  // The key and certificates that services take calls from.
  static TlsFiles Tls(const test::TestKeys& keys);

 private:
  PeerChannel& ChannelOf(const std::string& service);
  CallOptions Options();

  test::House& house_;
  std::mutex mutex_;
  std::map<std::string, std::unique_ptr<PeerChannel>> channels_;
  absl::Time signed_;
  CallOptions options_;
};

}  // namespace concordat::bench

#endif  // CONCORDAT_BENCH_OFFICE_H_
