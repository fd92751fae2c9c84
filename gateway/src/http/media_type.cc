#include "gateway/src/http/media_type.h"

#include <absl/strings/ascii.h>
#include <absl/strings/match.h>
#include <absl/strings/numbers.h>
#include <absl/strings/str_split.h>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "common/base/errors.h"
#include "common/base/text.h"

namespace concordat::gateway {
namespace {

absl::Status Unsupported(std::string_view field, std::string_view description) {
  return WithFields(ErrorWithReason(absl::StatusCode::kInvalidArgument, "UNSUPPORTED_MEDIA_TYPE",
                                    Concat(field, " ", description)),
                    {{std::string(field), std::string(description)}});
}

bool Same(absl::string_view a, absl::string_view b) { return absl::EqualsIgnoreCase(a, b); }

// The value of a parameter, without its quotes.
std::optional<absl::string_view> Parameter(const std::vector<absl::string_view>& parts,
                                           absl::string_view name) {
  for (size_t i = 1; i < parts.size(); ++i) {
    const size_t equals = parts[i].find('=');
    if (equals == absl::string_view::npos) continue;
    if (!Same(absl::StripAsciiWhitespace(parts[i].substr(0, equals)), name)) continue;
    absl::string_view value = absl::StripAsciiWhitespace(parts[i].substr(equals + 1));
    if (value.size() >= 2 && value.front() == '"' && value.back() == '"') {
      value = value.substr(1, value.size() - 2);
    }
    return value;
  }
  return std::nullopt;
}

// How closely a range fits a type: 3 itself, 2 `text/*`, 1 `*/*`, 0 not at all.
int Fit(absl::string_view range, absl::string_view type) {
  if (Same(range, type)) return 3;
  if (range == "*/*") return 1;
  const absl::string_view family = type.substr(0, type.find('/') + 1);
  return Same(range, Concat(ToStd(family), "*")) ? 2 : 0;
}

// In thousandths; what is no quality counts as none given.
int Quality(const std::vector<absl::string_view>& parts) {
  double quality = 1;
  const auto said = Parameter(parts, "q");
  if (said.has_value() && (!absl::SimpleAtod(*said, &quality) || !(quality >= 0))) quality = 1;
  return static_cast<int>(std::min(quality, 1.0) * 1000);
}

}  // namespace

absl::Status CheckMediaType(std::string_view content_type, std::string_view type) {
  if (content_type.empty()) return absl::OkStatus();
  const std::vector<absl::string_view> parts = absl::StrSplit(ToAbsl(content_type), ';');
  if (!Same(absl::StripAsciiWhitespace(parts[0]), ToAbsl(type))) {
    return Unsupported("Content-Type", Concat("must be ", type));
  }
  const auto charset = Parameter(parts, "charset");
  if (charset.has_value() && !Same(*charset, "utf-8")) {
    return Unsupported("Content-Type", "names a charset other than UTF-8");
  }
  // RFC 4180: of a file whose columns nothing names.
  const auto header = Parameter(parts, "header");
  if (type == "text/csv" && header.has_value() && Same(*header, "absent")) {
    return Unsupported("Content-Type", "says that no header line names the columns; they need one");
  }
  return absl::OkStatus();
}

absl::Status CheckNotEncoded(const HttpRequest& request) {
  const std::string_view encoding = request.Header("content-encoding");
  if (request.body.empty() || encoding.empty() || Same(ToAbsl(encoding), "identity")) {
    return absl::OkStatus();
  }
  return Unsupported("Content-Encoding", "must not be given; a body is taken as it is");
}

Preference PreferenceFor(std::string_view accept, std::string_view type) {
  Preference best;
  int fit = 0;
  size_t place = 0;
  for (const absl::string_view range : absl::StrSplit(ToAbsl(accept), ',')) {
    const std::vector<absl::string_view> parts = absl::StrSplit(range, ';');
    const int fits = Fit(absl::StripAsciiWhitespace(parts[0]), ToAbsl(type));
    const int quality = Quality(parts);
    if (fits > fit || (fits > 0 && fits == fit && quality > best.quality)) {
      best = {quality, place, quality == 0};
      fit = fits;
    }
    ++place;
  }
  return best;
}

}  // namespace concordat::gateway
