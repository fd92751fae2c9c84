#include "gateway/src/http/chunked.h"

#include <absl/strings/ascii.h>

#include <algorithm>
#include <charconv>

#include "common/base/text.h"
#include "gateway/src/http/request_head.h"

namespace concordat::gateway {
namespace {

constexpr size_t kMaxSizeLine = 256;
// Of all chunks together.
constexpr size_t kMaxExtensions = 16 << 10;
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
    } else if (line_.back() == '\n' || (line_.size() > 1 && line_[line_.size() - 2] == '\r') ||
               line_.size() > (state_ == State::kTrailer ? kMaxTrailers : kMaxSizeLine)) {
      return Wrong("a line of the chunked body is wrong or too long");
    }
  }
  return used;
}

absl::Status ChunkedDecoder::EndLine() {
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
      if (!line_.empty()) return ReadFieldLine(line_).status();
      state_ = State::kDone;
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
  const bool ends = digits == end || (after != end && *after == ';');
  const bool plain = std::all_of(after, end, [](char c) {
    return c == '\t' || (static_cast<unsigned char>(c) >= 0x20 && c != 0x7f);
  });
  if (error != std::errc() || !ends || !plain) return Wrong("the size of a chunk is wrong");
  extension_bytes_ += static_cast<size_t>(end - digits);
  if (extension_bytes_ > kMaxExtensions) return Wrong("the extensions of chunks are too long");
  state_ = left_ == 0 ? State::kTrailer : State::kData;
  return absl::OkStatus();
}

}  // namespace concordat::gateway
