#include "common/resource/filter_lexer.h"

#include <absl/strings/ascii.h>

#include "common/base/errors.h"
#include "common/base/text.h"

namespace concordat {
namespace {

bool IsWordCharacter(char c) {
  return absl::ascii_isalnum(c) || c == '_' || c == '.' || c == '/' || c == '-' || c == '*' ||
         static_cast<unsigned char>(c) >= 0x80;
}

// `2026-11-26T12`
bool BeginsMoment(std::string_view word) {
  constexpr std::string_view kShape = "0000-00-00T00";
  if (word.size() != kShape.size()) return false;
  for (size_t i = 0; i < word.size(); ++i) {
    const bool fits = kShape[i] == '0' ? absl::ascii_isdigit(word[i]) : word[i] == kShape[i];
    if (!fits) return false;
  }
  return true;
}

}  // namespace

absl::StatusOr<FilterToken> FilterLexer::Next() {
  while (at_ < text_.size() && absl::ascii_isspace(text_[at_])) ++at_;
  FilterToken token{FilterToken::kEnd, "", at_};
  if (at_ == text_.size()) return token;
  const char c = text_[at_];
  if (c == '(' || c == ')') return Take(c == '(' ? FilterToken::kOpen : FilterToken::kClose, 1);
  if (c == '"' || c == '\'') return Quoted(c);
  if (c == '-' && !(at_ + 1 < text_.size() && absl::ascii_isdigit(text_[at_ + 1]))) {
    return Take(FilterToken::kMinus, 1);
  }
  for (std::string_view op : {"<=", ">=", "!=", "=", "<", ">", ":"}) {
    if (text_.substr(at_).starts_with(op)) return Take(FilterToken::kOperator, op.size());
  }
  size_t end = at_;
  while (end < text_.size() && IsWordCharacter(text_[end])) ++end;
  // A moment has colons and perhaps a plus: 2026-11-26T12:00:00+01:00.
  const bool moment = BeginsMoment(text_.substr(at_, end - at_));
  const auto goes_on = [](char c) { return IsWordCharacter(c) || c == ':' || c == '+'; };
  while (moment && end < text_.size() && goes_on(text_[end])) ++end;
  if (end == at_) return InvalidField("filter", Concat("unexpected character at ", at_));
  return Take(FilterToken::kWord, end - at_);
}

FilterToken FilterLexer::Take(FilterToken::Kind kind, size_t length) {
  FilterToken token{kind, std::string(text_.substr(at_, length)), at_};
  at_ += length;
  return token;
}

absl::StatusOr<FilterToken> FilterLexer::Quoted(char quote) {
  FilterToken token{FilterToken::kText, "", at_++};
  while (at_ < text_.size() && text_[at_] != quote) {
    if (text_[at_] == '\\' && at_ + 1 < text_.size()) ++at_;
    token.text += text_[at_++];
  }
  if (at_ == text_.size())
    return InvalidField("filter", Concat("quote at ", token.at, " does not end"));
  ++at_;
  return token;
}

}  // namespace concordat
