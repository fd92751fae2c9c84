// A chunked body (RFC 9112, section 7.1) as it comes in.
#ifndef CONCORDAT_GATEWAY_HTTP_CHUNKED_H_
#define CONCORDAT_GATEWAY_HTTP_CHUNKED_H_

#include <absl/status/statusor.h>

#include <cstdint>
#include <string>
#include <string_view>

namespace concordat::gateway {

// Takes a chunked body apart. Extensions and trailers are bounded and dropped: nobody
// acts on what comes after the header section.
class ChunkedDecoder {
 public:
  // Appends what the bytes hold to `body`. Answers with how many of them were the
  // body's, all of them until it is done. INVALID_ARGUMENT for what is no such body.
  absl::StatusOr<size_t> Take(std::string_view bytes, std::string* body);

  // Bytes that the chunk under way still has to come.
  uint64_t announced() const { return left_; }

  bool done() const { return state_ == State::kDone; }

 private:
  enum class State { kSize, kData, kDataEnd, kTrailer, kDone };

  absl::Status EndLine();
  absl::Status ReadSize();

  State state_ = State::kSize;
  // Of the line under way, without its end.
  std::string line_;
  uint64_t left_ = 0;
  size_t extension_bytes_ = 0;
  size_t trailer_bytes_ = 0;
};

}  // namespace concordat::gateway

#endif  // CONCORDAT_GATEWAY_HTTP_CHUNKED_H_
