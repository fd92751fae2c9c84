#include "common/peers/pending_call.h"

#include <absl/synchronization/notification.h>

#include <utility>

#include "common/rpc/wire.h"

namespace concordat {

struct PendingCall::State {
  explicit State(std::stop_token cancelled)
      : on_cancel(std::move(cancelled), [this] { stop.request_stop(); }) {}

  absl::Notification ended;
  absl::Status status;
  grpc::ByteBuffer bytes;
  std::stop_source stop;
  std::stop_callback<std::function<void()>> on_cancel;
};

PendingCall::PendingCall(std::stop_token cancelled)
    : state_(std::make_shared<State>(std::move(cancelled))) {}
PendingCall::PendingCall(PendingCall&&) noexcept = default;

PendingCall::~PendingCall() {
  if (state_ != nullptr) state_->stop.request_stop();
}

absl::Status PendingCall::Wait(google::protobuf::Message* response) {
  state_->ended.WaitForNotification();
  if (!state_->status.ok()) return state_->status;
  return ParseBytes(state_->bytes, response);
}

std::function<void(const absl::Status&, const grpc::ByteBuffer&)> PendingCall::Done() const {
  return [state = state_](const absl::Status& status, const grpc::ByteBuffer& bytes) {
    state->status = status;
    state->bytes = bytes;
    state->ended.Notify();
  };
}

std::stop_token PendingCall::cancelled() const { return state_->stop.get_token(); }

}  // namespace concordat
