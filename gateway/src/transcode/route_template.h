// One path template of google.api.http, compiled: literals, `*`, `**`,
// variables over several segments, and a verb at the end.
#ifndef CONCORDAT_GATEWAY_TRANSCODE_ROUTE_TEMPLATE_H_
#define CONCORDAT_GATEWAY_TRANSCODE_ROUTE_TEMPLATE_H_

#include <absl/status/statusor.h>

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace concordat::gateway {

// Values of the template's variables by their field paths (`project.name`).
using PathBindings = std::map<std::string, std::string>;

class RouteTemplate {
 public:
  // INVALID_ARGUMENT for a template that google/api/http.proto does not allow.
  static absl::StatusOr<RouteTemplate> Parse(std::string_view text);

  // The bindings when the path has the template's form. Its segments have been
  // decoded already, once for all templates; none is empty.
  std::optional<PathBindings> Match(const std::vector<std::string>& segments,
                                    std::string_view verb) const;

  const std::string& verb() const { return verb_; }
  // How many segments are literals: the more, the better a match.
  int literals() const;
  std::vector<std::string> fields() const;

 private:
  struct Segment {
    enum Kind { kLiteral, kOne, kRest } kind;
    std::string literal;
  };
  struct Variable {
    std::string field;
    size_t begin;
    size_t end;  // of the template's segments, exclusive
  };
  std::vector<Segment> segments_;
  std::vector<Variable> variables_;
  std::string verb_;
};

}  // namespace concordat::gateway

#endif  // CONCORDAT_GATEWAY_TRANSCODE_ROUTE_TEMPLATE_H_
