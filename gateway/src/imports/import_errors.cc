#include "gateway/src/imports/import_errors.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/base/errors.h"
#include "common/base/natural_order.h"
#include "common/base/text.h"

namespace concordat::gateway {
namespace {

// A field path of a row: `lines[1].amount_pence` is `lines.amount_pence`, in
// element 1 of `lines`.
struct RowPath {
  size_t row = 0;
  std::string field;
  std::string list;
  size_t element = 0;
};

// Takes `[7]` off the front.
std::optional<size_t> TakeIndex(std::string_view* text) {
  const size_t close = text->find(']');
  size_t index = 0;
  if (!text->starts_with('[') || close == std::string_view::npos) return std::nullopt;
  const auto [end, error] = std::from_chars(text->data() + 1, text->data() + close, index);
  if (error != std::errc() || end != text->data() + close) return std::nullopt;
  text->remove_prefix(close + 1);
  return index;
}

std::optional<RowPath> ParseRowPath(std::string_view text) {
  constexpr std::string_view kRows = "rows";
  if (!text.starts_with(kRows)) return std::nullopt;
  text.remove_prefix(kRows.size());
  const auto row = TakeIndex(&text);
  if (!row.has_value()) return std::nullopt;
  RowPath path;
  path.row = *row;
  if (text.starts_with('.')) text.remove_prefix(1);
  while (!text.empty()) {
    const size_t bracket = std::min(text.find('['), text.size());
    path.field += text.substr(0, bracket);
    text.remove_prefix(bracket);
    if (text.empty()) break;
    const auto element = TakeIndex(&text);
    if (!element.has_value()) return std::nullopt;
    if (path.list.empty()) {
      path.list = path.field;
      path.element = *element;
    }
  }
  return path;
}

// The column that holds a field, or the first one that holds a part of it; nullptr where
// there is none.
const FileColumn* ColumnOf(const std::string& field, const std::vector<FileColumn>& columns) {
  const auto kind = field == "name"             ? FileColumn::kId
                    : field == "parent"         ? FileColumn::kParent
                    : field == "effective_date" ? FileColumn::kEffectiveDate
                                                : FileColumn::kField;
  const auto find = [&](auto matches) -> const FileColumn* {
    const auto found = std::ranges::find_if(columns, [&](const FileColumn& column) {
      return column.kind == kind && (kind != FileColumn::kField || matches(column.WholePath()));
    });
    return found == columns.end() ? nullptr : &*found;
  };
  const FileColumn* exact = find([&](const std::string& path) { return path == field; });
  if (exact != nullptr) return exact;
  return find([&](const std::string& path) { return path.starts_with(field + "."); });
}

// `line 3, column title`, or what of it is known.
std::string PlaceOf(const RowPath& path, const ImportedFile& file) {
  const ImportedResource& record = file.resources[path.row];
  const std::vector<int>* cells = &record.cell_lines;
  const auto elements = record.element_lines.find(path.list);
  if (elements != record.element_lines.end() && path.element < elements->second.size()) {
    cells = &elements->second[path.element];
  }
  const FileColumn* column = ColumnOf(path.field, file.columns);
  if (column != nullptr) {
    return Concat("line ", (*cells)[column - file.columns.data()], ", column ", column->title);
  }
  const int line = cells == &record.cell_lines ? record.line : cells->front();
  return Concat("line ", line, path.field.empty() ? "" : ", column ", path.field);
}

}  // namespace

absl::Status InTermsOfFile(const absl::Status& status, const ImportedFile& file) {
  std::vector<FieldViolation> violations = ViolationsOf(status);
  if (violations.empty()) return status;
  for (FieldViolation& violation : violations) {
    const auto path = ParseRowPath(violation.field);
    if (!path.has_value() || path->row >= file.resources.size()) continue;
    violation.field = PlaceOf(*path, file);
  }
  std::string message = Concat(violations[0].field, " ", violations[0].description);
  if (violations.size() > 1) message += Concat("; and ", violations.size() - 1, " more");
  const absl::Status placed = ReasonOf(status).empty()
                                  ? absl::Status(status.code(), message)
                                  : ErrorWithReason(status.code(), ReasonOf(status), message);
  return WithFields(placed, violations);
}

absl::Status WithWhatWasSaid(std::vector<FieldViolation> unread, const absl::Status& said) {
  for (FieldViolation& wrong : ViolationsOf(said)) unread.push_back(std::move(wrong));
  std::ranges::stable_sort(unread, NaturallyBefore, [](const FieldViolation& wrong) {
    return std::string_view(wrong.field).substr(0, wrong.field.find(','));
  });
  return InvalidFields(unread);
}

}  // namespace concordat::gateway
