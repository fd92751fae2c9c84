// The header section of an HTTP/1 request, read once and strictly (RFC 9112): what two
// readers could take differently is refused, so that no request hides within another.
#ifndef CONCORDAT_GATEWAY_HTTP_REQUEST_HEAD_H_
#define CONCORDAT_GATEWAY_HTTP_REQUEST_HEAD_H_

#include <absl/status/statusor.h>

#include <cstdint>
#include <string_view>

#include "gateway/src/http/http_message.h"

namespace concordat::gateway {

struct RequestHead {
  // Without its body.
  HttpRequest request;
  // Of HTTP/1.x: 0 or 1.
  int minor_version = 1;
  bool chunked = false;
  // Bytes of a body that is not chunked.
  uint64_t length = 0;
  bool keep_alive = true;
  // The client waits to be told that its body is wanted.
  bool expects_continue = false;
  // It waits for something else, which nobody gives.
  bool expects_more = false;

  bool has_body() const { return chunked || length > 0; }
};

// Name and value of a field line of a header section or of trailers.
struct FieldLine {
  std::string_view name, value;
};
absl::StatusOr<FieldLine> ReadFieldLine(std::string_view line);

// False where no request can begin so, whatever comes next: bytes that no header section
// has, as of TLS, and lines that end in LF alone. Who sends them need not wait to be told.
bool MayBeginRequest(std::string_view begun);

// From the request line to the empty line after the headers, inclusive. INVALID_ARGUMENT
// says what is wrong.
absl::StatusOr<RequestHead> ReadRequestHead(std::string_view header_section);

}  // namespace concordat::gateway

#endif  // CONCORDAT_GATEWAY_HTTP_REQUEST_HEAD_H_
