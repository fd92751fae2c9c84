// Media types as clients send and ask for them (RFC 9110, sections 8.3 and 12.5.1).
#ifndef CONCORDAT_GATEWAY_HTTP_MEDIA_TYPE_H_
#define CONCORDAT_GATEWAY_HTTP_MEDIA_TYPE_H_

#include <absl/status/status.h>

#include <string_view>

#include "gateway/src/http/http_message.h"

namespace concordat::gateway {

// OK for a Content-Type that is `type` in UTF-8, or none. Otherwise an error that is 415.
absl::Status CheckMediaType(std::string_view content_type, std::string_view type);

// OK for a body that is sent as it is; one that is packed is 415.
absl::Status CheckNotEncoded(const HttpRequest& request);

// How much an Accept header wants a type: what the range that fits it best says.
struct Preference {
  // From 0 to 1,000; 0 also where nothing fits.
  int quality = 0;
  // Of the range among the others.
  size_t place = 0;
  // The range that fits says `q=0`.
  bool refused = false;
};
Preference PreferenceFor(std::string_view accept, std::string_view type);

}  // namespace concordat::gateway

#endif  // CONCORDAT_GATEWAY_HTTP_MEDIA_TYPE_H_
