#include "gateway/src/transcode/route_template.h"

#include <absl/strings/str_replace.h>

#include <algorithm>

#include "common/base/text.h"

namespace concordat::gateway {
namespace {

absl::Status Wrong(std::string_view text) {
  return absl::InvalidArgumentError(Concat("\"", text, "\" is no path template"));
}

std::vector<std::string_view> Split(std::string_view text) {
  std::vector<std::string_view> parts;
  for (size_t begin = 0; begin <= text.size();) {
    const size_t end = std::min(text.find('/', begin), text.size());
    parts.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

}  // namespace

absl::StatusOr<RouteTemplate> RouteTemplate::Parse(std::string_view text) {
  RouteTemplate route;
  if (!text.starts_with('/')) return Wrong(text);
  const size_t colon = text.rfind(':');
  if (colon != std::string_view::npos && text.find('}', colon) == std::string_view::npos) {
    route.verb_ = std::string(text.substr(colon + 1));
  }
  std::string_view rest = text.substr(1, route.verb_.empty() ? std::string_view::npos : colon - 1);
  const auto add = [&route](std::string_view part) {
    if (part.empty()) return false;
    const auto kind = part == "*"    ? Segment::kOne
                      : part == "**" ? Segment::kRest
                                     : Segment::kLiteral;
    route.segments_.push_back({kind, std::string(part)});
    return true;
  };
  while (!rest.empty()) {
    if (rest.front() == '{') {
      const size_t close = rest.find('}');
      if (close == std::string_view::npos) return Wrong(text);
      std::string_view inside = rest.substr(1, close - 1);
      const size_t equals = inside.find('=');
      Variable variable{std::string(inside.substr(0, equals)), route.segments_.size(), 0};
      const std::string_view pattern =
          equals == std::string_view::npos ? std::string_view("*") : inside.substr(equals + 1);
      for (std::string_view part : Split(pattern)) {
        if (!add(part)) return Wrong(text);
      }
      variable.end = route.segments_.size();
      route.variables_.push_back(std::move(variable));
      rest.remove_prefix(close + 1);
    } else {
      const size_t slash = std::min(rest.find('/'), rest.size());
      if (!add(rest.substr(0, slash))) return Wrong(text);
      rest.remove_prefix(slash);
    }
    if (!rest.empty() && rest.front() != '/') return Wrong(text);
    if (!rest.empty()) rest.remove_prefix(1);
  }
  const auto open = std::ranges::count(route.segments_, Segment::kRest, &Segment::kind);
  if (open > 1 || (open == 1 && route.segments_.back().kind != Segment::kRest)) return Wrong(text);
  return route;
}

int RouteTemplate::literals() const {
  return static_cast<int>(std::ranges::count(segments_, Segment::kLiteral, &Segment::kind));
}

std::vector<std::string> RouteTemplate::fields() const {
  std::vector<std::string> fields;
  for (const Variable& variable : variables_) fields.push_back(variable.field);
  return fields;
}

std::optional<PathBindings> RouteTemplate::Match(const std::vector<std::string>& segments,
                                                 std::string_view verb) const {
  if (verb != verb_ || segments_.empty()) return std::nullopt;
  const bool open = segments_.back().kind == Segment::kRest;
  const size_t fixed = segments_.size() - (open ? 1 : 0);
  if (open ? segments.size() < fixed : segments.size() != fixed) return std::nullopt;
  for (size_t i = 0; i < fixed; ++i) {
    if (segments_[i].kind == Segment::kLiteral && segments[i] != segments_[i].literal) {
      return std::nullopt;
    }
  }
  PathBindings bindings;
  for (const Variable& variable : variables_) {
    const bool to_the_end = open && variable.end == segments_.size();
    const size_t end = to_the_end ? segments.size() : variable.end;
    const bool several = end - variable.begin > 1 || to_the_end;
    std::string value;
    for (size_t i = variable.begin; i < end; ++i) {
      if (i > variable.begin) value += '/';
      // A slash that was encoded must not turn into a border between segments.
      value += several ? absl::StrReplaceAll(segments[i], {{"/", "%2F"}}) : segments[i];
    }
    bindings[variable.field] = std::move(value);
  }
  return bindings;
}

}  // namespace concordat::gateway
