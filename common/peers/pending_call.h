// A call to a service that is under way while its maker does something else. No
// thread waits for it until Wait.
#ifndef CONCORDAT_COMMON_PEERS_PENDING_CALL_H_
#define CONCORDAT_COMMON_PEERS_PENDING_CALL_H_

#include <absl/status/status.h>
#include <google/protobuf/message.h>
#include <grpcpp/support/byte_buffer.h>

#include <functional>
#include <memory>
#include <stop_token>

namespace concordat {

class PendingCall {
 public:
  // `cancelled` is the caller's: what it stops, stops the call.
  explicit PendingCall(std::stop_token cancelled = {});
  // One that nobody has waited for is cancelled: its answer is of no more use.
  ~PendingCall();
  PendingCall(PendingCall&&) noexcept;
  PendingCall& operator=(PendingCall&&) = delete;

  // Blocks until the answer is there; once.
  absl::Status Wait(google::protobuf::Message* response);

  // For whoever makes the call: ends it (once, on any thread), and says when it
  // need not go on.
  std::function<void(const absl::Status&, const grpc::ByteBuffer&)> Done() const;
  std::stop_token cancelled() const;

 private:
  struct State;
  std::shared_ptr<State> state_;
};

}  // namespace concordat

#endif  // CONCORDAT_COMMON_PEERS_PENDING_CALL_H_
