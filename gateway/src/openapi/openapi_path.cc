#include "gateway/src/openapi/openapi_path.h"

#include <absl/strings/str_split.h>

#include <map>
#include <utility>

#include "common/base/text.h"
#include "common/resource/resource_index.h"

namespace concordat::gateway {
namespace {

// `projects` → `project`, from the patterns of all resources.
std::map<std::string, std::string> VariablesOfCollections() {
  std::map<std::string, std::string> variables;
  for (const ResourceType& type : LinkedResourceTypes()) {
    for (size_t i = 0; i + 1 < type.pattern().size(); i += 2) {
      const std::string& variable = type.pattern()[i + 1];
      variables[type.pattern()[i]] = variable.substr(1, variable.size() - 2);
    }
  }
  return variables;
}

class Writer {
 public:
  OpenApiPath Write(std::string_view pattern) {
    while (!pattern.empty()) {
      const size_t open = pattern.find('{');
      out_.path += pattern.substr(0, open);
      if (open == std::string_view::npos) break;
      const size_t close = pattern.find('}', open);
      Variable(pattern.substr(open + 1, close - open - 1));
      pattern.remove_prefix(close + 1);
    }
    return std::move(out_);
  }

 private:
  void Variable(std::string_view inside) {
    const size_t equals = inside.find('=');
    const std::string_view field = inside.substr(0, equals);
    out_.fields.emplace_back(field.substr(0, field.find('.')));
    const std::string_view segments =
        equals == std::string_view::npos ? std::string_view("*") : inside.substr(equals + 1);
    if (segments == "*") return Parameter(std::string(field));
    std::string before;
    for (const absl::string_view part : absl::StrSplit(ToAbsl(segments), '/')) {
      const std::string segment(part);
      if (!before.empty()) out_.path += '/';
      if (segment == "*") {
        Parameter(NameAfter(before));
      } else {
        out_.path += segment;
      }
      before = segment;
    }
  }

  // Where a path leaves the collection open, its `*` come in pairs.
  std::string NameAfter(const std::string& before) {
    static const auto& variables = *new auto(VariablesOfCollections());
    const auto known = variables.find(before);
    if (known != variables.end()) return known->second;
    const int place = open_++;
    return Concat(place % 2 == 0 ? "parent_collection_" : "parent_id_", place / 2 + 1);
  }

  void Parameter(std::string name) {
    out_.path += Concat("{", name, "}");
    out_.parameters.push_back(std::move(name));
  }

  OpenApiPath out_;
  int open_ = 0;
};

}  // namespace

OpenApiPath ToOpenApiPath(std::string_view pattern) { return Writer().Write(pattern); }

}  // namespace concordat::gateway
