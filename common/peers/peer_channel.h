// Calls to a service over mutual TLS: side by side or one by one for handlers,
// with a callback for the gateway. Fails at once when nobody is there. Of several
// replicas those are called, in turn, that say that they serve.
#ifndef CONCORDAT_COMMON_PEERS_PEER_CHANNEL_H_
#define CONCORDAT_COMMON_PEERS_PEER_CHANNEL_H_

#include <absl/status/status.h>
#include <absl/time/time.h>
#include <google/protobuf/message.h>
#include <grpcpp/support/byte_buffer.h>

#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <string_view>

#include "common/identity/caller.h"
#include "common/identity/tls.h"
#include "common/peers/pending_call.h"

namespace concordat {

// What travels beside the request.
struct CallOptions {
  // The caller's assertion; none for a service's own background work.
  std::string assertion;
  // Of the span that the call is part of; without it the call has no span.
  std::string traceparent;
  // Positions that the services are to read at: `programme=1:12,benefits=1:9,risk=1:4`.
  std::string pins;
  absl::Time deadline = absl::InfiniteFuture();
  // Stopped when nobody waits any more: the call ends as CANCELLED, here and there.
  std::stop_token cancelled;
};

class PeerChannel {
 public:
  // `address` is a gRPC target. Its own name is what a certificate must have, unless
  // it lists several addresses: then it is `name`.
  PeerChannel(const std::string& address, const TlsFiles& tls, const std::string& name = "");
  // Cancels what is under way and waits until it has been told so.
  ~PeerChannel();

  // Calls `concordat.programme.v1.Projects.GetProject` and waits for the answer.
  absl::Status Call(const CallOptions& options, std::string_view method,
                    const google::protobuf::Message& request, google::protobuf::Message* response);

  // The same for a handler: on behalf of its caller, until that goes away, within
  // its deadline and `limit`.
  absl::Status Call(const Caller& caller, std::string_view method,
                    const google::protobuf::Message& request, google::protobuf::Message* response,
                    absl::Duration limit);
  // Only begins it: the answer is waited for later.
  PendingCall Begin(const Caller& caller, std::string_view method,
                    const google::protobuf::Message& request, absl::Duration limit);

  // Bytes to bytes; `done` is called once, on a thread of gRPC's, and must not block.
  using Done = std::function<void(const absl::Status&, const grpc::ByteBuffer&)>;
  void CallAsync(const CallOptions& options, std::string_view method,
                 const grpc::ByteBuffer& request, Done done);

  // True while the connection is up, or comes up within the time.
  bool Reachable(absl::Duration limit);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace concordat

#endif  // CONCORDAT_COMMON_PEERS_PEER_CHANNEL_H_
