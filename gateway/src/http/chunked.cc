#include "gateway/src/http/chunked.h"

#include <absl/strings/ascii.h>

#include <algorithm>
#include <charconv>

#include "common/base/text.h"

namespace concordat::gateway {
namespace {

constexpr size_t kMaxSizeLine = 256;
constexpr size_t kMaxTrailers = 8 << 10;

absl::Status Wrong(std::string_view what) { return absl::InvalidArgumentError(ToAbsl(what)); }

}  // namespace

absl::StatusOr<size_t> ChunkedDecoder::Take(std::string_view bytes, std::string* body) {
  size_t used = 0;
  while (used < bytes.size() && !done()) {
    if (state_ == State::kData) {
      const size_t part = std::min<uint64_t>(left_, bytes.size() - used);
      body->append(bytes.substr(used, part));
      used += part;
      left_ -= part;
      if (left_ == 0) state_ = State::kDataEnd;
      continue;
    }
    line_ += bytes[used++];
    if (line_.ends_with("\r\n")) {
      line_.resize(line_.size() - 2);
      absl::Status status = EndLine();
      if (!status.ok()) return status;
      line_.clear();
    } else if (line_.back() == '\n' ||
               line_.size() > (state_ == State::kTrailer ? kMaxTrailers : kMaxSizeLine)) {
      return Wrong("a line of the chunked body is wrong or too long");
    }
  }
  return used;
}

absl::Status ChunkedDecoder::EndLine() {
  if (line_.find('\r') != std::string::npos) return Wrong("a line end is wrong");
  switch (state_) {
    case State::kSize:
      return ReadSize();
    case State::kDataEnd:
      if (!line_.empty()) return Wrong("a chunk is longer than it says");
      state_ = State::kSize;
      return absl::OkStatus();
    default:
      trailer_bytes_ += line_.size() + 2;
      if (trailer_bytes_ > kMaxTrailers) return Wrong("the trailers are too long");
      if (line_.empty()) state_ = State::kDone;
      return absl::OkStatus();
  }
}

// Hexadecimal digits, then nothing or an extension.
absl::Status ChunkedDecoder::ReadSize() {
  const char* const begin = line_.data();
  const char* const end = begin + line_.size();
  const auto [digits, error] = std::from_chars(begin, end, left_, 16);
  const char* after = digits;
  while (after != end && (*after == ' ' || *after == '\t')) ++after;
  if (error != std::errc() || (after != end && *after != ';')) {
    return Wrong("the size of a chunk is wrong");
  }
  state_ = left_ == 0 ? State::kTrailer : State::kData;
  return absl::OkStatus();
}

}  // namespace concordat::gateway
