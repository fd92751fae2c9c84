#include "common/ledger/in_force.h"

#include "common/base/date.h"
#include "common/base/text.h"
#include "common/ledger/exempt.h"

namespace concordat {

SqlPart BelowParent(const ResourceType& type, std::string_view parent) {
  const std::string all =
      parent.empty() ? type.collection() + "/" : Concat(parent, "/", type.collection(), "/");
  // `-` opens the range at its place; LIKE then holds what comes after it to the
  // pattern.
  const size_t wildcard = all.find("/-/");
  std::string first = all.substr(0, wildcard == std::string::npos ? all.size() : wildcard + 1);
  std::string end = first;
  end.back() = '0';  // the character after '/'
  SqlPart part = {"t.name >= ? AND t.name < ?", {std::move(first), std::move(end)}};
  if (wildcard == std::string::npos) return part;
  std::string like = all;
  for (size_t at = 0; (at = like.find("/-/", at)) != std::string::npos;) like.replace(at, 3, "/%/");
  return part.Add(" AND t.name LIKE ?", {like + "%"});
}

std::string_view InForceJoins(const ReadAt& at) {
  if (!at.position.has_value()) return "";
  return " JOIN feed recorded ON recorded.change_id = t.recorded_by"
         " LEFT JOIN feed superseded ON superseded.change_id = t.superseded_by";
}

SqlPart InForce(const ResourceType& type, const ReadAt& at) {
  const std::string day = FormatDay(at.day);
  SqlPart part = {"t.valid_from <= ? AND t.valid_to > ?", {day, day}};
  if (at.position.has_value()) {
    // A row whose change has no place yet was not known there.
    part.Add(
        " AND recorded.position <= ? AND (superseded.position IS NULL OR superseded.position > ?)",
        {*at.position, *at.position});
  } else {
    part.Add(" AND t.superseded_by IS NULL");
  }
  if (at.public_only) part.Add(" AND NOT ").Add(ExemptCondition(type, "t.name", at.day));
  return part;
}

SqlPart RowsInForce(const ResourceType& type, std::string_view parent, const ReadAt& at) {
  ReadAt known = at;
  if (at.nothing_since) known.position.reset();
  SqlPart part = {Concat("SELECT t.* FROM `", type.table(), "` t", InForceJoins(known), " WHERE "),
                  {}};
  part.Add(BelowParent(type, parent)).Add(" AND ").Add(InForce(type, known));
  part.Add(" AND t.deleted = 0");
  if (at.public_only && at.exempt_elsewhere != nullptr) {
    part.Add(" AND NOT ").Add(IsOfAnyCondition(type, *at.exempt_elsewhere));
  }
  return part;
}

SqlPart ArrivedSince(const ResourceType& type, std::string_view alias, const ReadAt& at,
                     absl::CivilDay earlier) {
  SqlPart part = {Concat("(", alias, ".valid_from > ?"), {FormatDay(earlier)}};
  // What is exempt is judged as known now, so that a slice may be told on one day only.
  if (at.public_only) {
    part.Add(" OR ").Add(ExemptCondition(type, Concat(alias, ".name"), earlier));
  }
  return part.Add(")");
}

}  // namespace concordat
