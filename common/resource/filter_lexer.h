// Splits an AIP-160 filter into what it is made of.
#ifndef CONCORDAT_COMMON_RESOURCE_FILTER_LEXER_H_
#define CONCORDAT_COMMON_RESOURCE_FILTER_LEXER_H_

#include <absl/status/statusor.h>

#include <cstddef>
#include <string>
#include <string_view>

namespace concordat {

struct FilterToken {
  enum Kind { kEnd, kWord, kText, kOperator, kOpen, kClose, kMinus } kind = kEnd;
  // Without its quotes.
  std::string text;
  // Place of its first byte in the filter.
  size_t at = 0;
};

class FilterLexer {
 public:
  // The text must outlive the lexer.
  explicit FilterLexer(std::string_view text) : text_(text) {}

  // kEnd after the last; INVALID_ARGUMENT names the place that is wrong.
  absl::StatusOr<FilterToken> Next();

 private:
  FilterToken Take(FilterToken::Kind kind, size_t length);
  absl::StatusOr<FilterToken> Quoted(char quote);

  std::string_view text_;
  size_t at_ = 0;
};

}  // namespace concordat

#endif  // CONCORDAT_COMMON_RESOURCE_FILTER_LEXER_H_
