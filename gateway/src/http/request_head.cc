#include "gateway/src/http/request_head.h"

#include <absl/strings/ascii.h>
#include <absl/strings/match.h>
#include <absl/strings/str_split.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <string>
#include <utility>

#include "common/base/text.h"

namespace concordat::gateway {
namespace {

absl::Status Wrong(std::string_view what) { return absl::InvalidArgumentError(ToAbsl(what)); }

bool IsTokenChar(char c) {
  return absl::ascii_isalnum(static_cast<unsigned char>(c)) ||
         std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
}
bool IsToken(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, IsTokenChar);
}
bool IsVisible(char c) { return c > 0x20 && c < 0x7f; }
// Text of a field, in which bytes beyond ASCII are opaque.
bool IsValueChar(char c) {
  return c == '\t' || (static_cast<unsigned char>(c) >= 0x20 && c != 0x7f);
}

std::string_view Trim(std::string_view text) {
  const size_t first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return "";
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

// Decimal digits and nothing else.
std::optional<uint64_t> ParseLength(std::string_view text) {
  uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

// A host as a URI names it, with or without a port (RFC 3986, section 3.2.2).
bool IsHost(std::string_view text) {
  const auto is_hex = [](char c) { return absl::ascii_isxdigit(static_cast<unsigned char>(c)); };
  size_t end = 0;
  if (text.starts_with('[')) {
    end = text.find(']');
    if (end == std::string_view::npos || end < 3) return false;
    const std::string_view address = text.substr(1, end - 1);
    if (!std::ranges::all_of(address, [&](char c) { return is_hex(c) || c == ':' || c == '.'; })) {
      return false;
    }
    ++end;
  } else {
    end = std::min(text.find(':'), text.size());
    for (size_t i = 0; i < end; ++i) {
      const bool escape =
          text[i] == '%' && i + 2 < end && is_hex(text[i + 1]) && is_hex(text[i + 2]);
      if (!escape && !absl::ascii_isalnum(static_cast<unsigned char>(text[i])) &&
          std::string_view("-._~!$&'()*+;=").find(text[i]) == std::string_view::npos) {
        return false;
      }
    }
  }
  if (end == 0) return false;
  if (end == text.size()) return true;
  const std::string_view port = text.substr(end + 1);
  return text[end] == ':' && port.size() <= 5 && std::ranges::all_of(port, [](char c) {
           return absl::ascii_isdigit(static_cast<unsigned char>(c));
         });
}

// True where one of the members of a list is the word.
bool Lists(std::string_view list, std::string_view word) {
  for (const auto member : absl::StrSplit(ToAbsl(list), ',')) {
    if (absl::EqualsIgnoreCase(ToAbsl(Trim(ToStd(member))), ToAbsl(word))) return true;
  }
  return false;
}

constexpr std::array<std::string_view, 8> kSingle = {
    "host",          "content-length",  "transfer-encoding", "content-type",
    "authorization", "idempotency-key", "request-timeout",   "origin"};

// Takes the lines one after another.
class HeadReader {
 public:
  absl::Status RequestLine(std::string_view line) {
    const size_t first = line.find(' '), last = line.rfind(' ');
    if (first == std::string_view::npos || first == last) return Wrong("the request line is wrong");
    const std::string_view method = line.substr(0, first);
    const std::string_view target = line.substr(first + 1, last - first - 1);
    const std::string_view version = line.substr(last + 1);
    if (!IsToken(method) || target.empty() || !std::ranges::all_of(target, IsVisible) ||
        (version != "HTTP/1.1" && version != "HTTP/1.0")) {
      return Wrong("the request line is wrong");
    }
    head_.request.method = method;
    if (target.find('#') != std::string_view::npos) return Wrong("the target has a fragment");
    const absl::Status status = Target(target);
    if (!status.ok()) return status;
    head_.minor_version = version.back() - '0';
    return absl::OkStatus();
  }

  absl::Status Field(std::string_view line) {
    const auto read = ReadFieldLine(line);
    if (!read.ok()) return read.status();
    const std::string name = absl::AsciiStrToLower(ToAbsl(read->name));
    const auto [field, is_new] = head_.request.headers.try_emplace(name, read->value);
    if (is_new) return absl::OkStatus();
    // What is no list would be read as one thing by some and as another by others.
    if (std::ranges::count(kSingle, name) > 0) {
      return Wrong(Concat("there is more than one ", name));
    }
    field->second += ", ";
    field->second += read->value;
    return absl::OkStatus();
  }

  absl::StatusOr<RequestHead> End() {
    const HttpRequest& request = head_.request;
    const bool has_length = request.headers.contains("content-length");
    if (has_length) {
      const auto length = ParseLength(request.Header("content-length"));
      if (!length.has_value()) return Wrong("Content-Length is no whole number");
      head_.length = *length;
    }
    if (request.headers.contains("transfer-encoding")) {
      const bool chunked =
          absl::EqualsIgnoreCase(ToAbsl(request.Header("transfer-encoding")), "chunked");
      if (!chunked || has_length || head_.minor_version == 0) {
        return Wrong("Transfer-Encoding can only be chunked, without Content-Length, in HTTP/1.1");
      }
      head_.chunked = true;
    }
    const auto host = head_.request.headers.find("host");
    if (host == head_.request.headers.end()) {
      if (head_.minor_version == 1) return Wrong("there is no Host");
    } else if (!IsHost(host->second)) {
      return Wrong("Host is not one host");
    } else if (!target_host_.empty()) {
      host->second = target_host_;
    }
    const std::string_view connection = request.Header("connection");
    head_.keep_alive =
        head_.minor_version == 1 ? !Lists(connection, "close") : Lists(connection, "keep-alive");
    const std::string_view expected = request.Header("expect");
    head_.expects_continue = head_.minor_version == 1 && Lists(expected, "100-continue");
    head_.expects_more =
        !expected.empty() && !absl::EqualsIgnoreCase(ToAbsl(expected), "100-continue");
    return std::move(head_);
  }

 private:
  // A path, `*` of OPTIONS, or in full, as to a proxy: then the host it names counts.
  absl::Status Target(std::string_view target) {
    if (!target.starts_with('/') && !(target == "*" && head_.request.method == "OPTIONS")) {
      const size_t scheme = target.find("://");
      const absl::string_view name = ToAbsl(target.substr(0, scheme));
      if (scheme == std::string_view::npos ||
          !(absl::EqualsIgnoreCase(name, "http") || absl::EqualsIgnoreCase(name, "https"))) {
        return Wrong("the target is no path");
      }
      target.remove_prefix(scheme + 3);
      const size_t end = std::min(target.find_first_of("/?"), target.size());
      target_host_ = target.substr(0, end);
      if (!IsHost(target_host_)) return Wrong("the target names no host");
      target.remove_prefix(end);
    }
    const bool whole = target.starts_with('/') || target == "*";
    head_.request.target = target;
    if (!whole) head_.request.target.insert(0, 1, '/');
    return absl::OkStatus();
  }

  RequestHead head_;
  std::string target_host_;
};

}  // namespace

absl::StatusOr<FieldLine> ReadFieldLine(std::string_view line) {
  const size_t colon = line.find(':');
  if (colon == std::string_view::npos || !IsToken(line.substr(0, colon))) {
    return Wrong("a header has no name that can be one");
  }
  const std::string_view value = Trim(line.substr(colon + 1));
  if (!std::ranges::all_of(value, IsValueChar)) return Wrong("a header holds control characters");
  return FieldLine{line.substr(0, colon), value};
}

bool MayBeginRequest(std::string_view begun) {
  for (size_t i = 0; i < begun.size(); ++i) {
    const auto c = static_cast<unsigned char>(begun[i]);
    // One half of a line end without the other.
    if ((c == '\n') != (i > 0 && begun[i - 1] == '\r')) return false;
    if (c < 0x20 && c != '\n' && c != '\r' && c != '\t') return false;
  }
  return true;
}

absl::StatusOr<RequestHead> ReadRequestHead(std::string_view header_section) {
  HeadReader reader;
  for (bool first = true; !header_section.empty(); first = false) {
    const size_t end = header_section.find("\r\n");
    if (end == std::string_view::npos) return Wrong("the header section does not end");
    const std::string_view line = header_section.substr(0, end);
    header_section.remove_prefix(end + 2);
    if (line.empty() && !first) {
      return header_section.empty() ? reader.End() : Wrong("the header section goes on");
    }
    // A line end that is only half of one is none to us, and may be one to others.
    if (line.find_first_of("\r\n") != std::string_view::npos) return Wrong("a line end is wrong");
    absl::Status status = first ? reader.RequestLine(line) : reader.Field(line);
    if (!status.ok()) return status;
  }
  return Wrong("the header section does not end");
}

}  // namespace concordat::gateway
