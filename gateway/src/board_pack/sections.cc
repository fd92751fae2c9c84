#include "gateway/src/board_pack/sections.h"

#include <absl/strings/ascii.h>
#include <absl/strings/str_replace.h>
#include <google/protobuf/util/time_util.h>

#include <algorithm>
#include <utility>

#include "common/base/text.h"
#include "common/resource/resource_type.h"

namespace concordat::gateway {
namespace {

// A word longer than this, in letters, fits on no line of a telephone, and would make a
// table wider than the page.
constexpr int kLongestWord = 32;
// How many letters then stand together.
constexpr int kTogether = 6;
// U+200B takes no room and lets a line end.
constexpr std::string_view kBreak = "\u200B";

// How many bytes the letter of a word that begins here has: of Latin, Greek or Cyrillic,
// digits and signs; 0 for what ends a word or, as Thai, is written without spaces.
size_t LetterAt(std::string_view text, size_t at) {
  const auto byte = static_cast<unsigned char>(text[at]);
  if (byte < 0x80) return text[at] > ' ' && text[at] != '-' && text[at] != '/' ? 1 : 0;
  // Bytes 0xCC and 0xCD begin marks that stand above the letter before.
  const bool letter = byte >= 0xc3 && byte <= 0xd4 && byte != 0xcc && byte != 0xcd;
  return letter && at + 1 < text.size() ? 2 : 0;
}

std::string WithBreaks(std::string_view text) {
  std::string broken;
  for (size_t begin = 0; begin < text.size();) {
    int letters = 0;
    size_t end = begin;
    std::string word;
    for (size_t bytes = 0; end < text.size() && (bytes = LetterAt(text, end)) > 0; end += bytes) {
      if (letters > 0 && letters % kTogether == 0) word += kBreak;
      word += text.substr(end, bytes);
      ++letters;
    }
    broken += letters > kLongestWord ? std::string_view(word) : text.substr(begin, end - begin);
    if (end < text.size()) broken += text[end++];
    begin = end;
  }
  return broken;
}

}  // namespace

std::string TitleOf(const PackParts& parts, const std::string& name) {
  const auto found = parts.part.titles().find(name);
  return found != parts.part.titles().end() ? found->second : std::string(ResourceType::IdOf(name));
}

void LeaveOut(const PackParts& parts, std::string_view list, int count, Whole whole,
              v1::BoardPack* pack) {
  if (count == 0) return;
  v1::LeftOut* left_out = pack->add_left_out();
  left_out->set_list(std::string(list));
  left_out->set_count(count);
  const v1::GetBoardPackRequest& request = parts.request;
  std::string link = Concat("/v1/", request.name(), whole.path, "?asAt=", request.as_at());
  if (request.has_as_known_at()) {
    link += "&asKnownAt=" + google::protobuf::util::TimeUtil::ToString(request.as_known_at());
  }
  if (whole.by_board && !request.board().empty()) link += "&board=" + request.board();
  left_out->set_link(std::move(link));
}

void FillLeftOut(const v1::BoardPack& pack, std::string_view list,
                 ctemplate::TemplateDictionary* shown) {
  for (const v1::LeftOut& left_out : pack.left_out()) {
    if (left_out.list() != list) continue;
    ctemplate::TemplateDictionary* more = shown->AddSectionDictionary("MORE");
    more->SetIntValue("COUNT", left_out.count());
    SetExact(more, "LINK", left_out.link());
  }
}

v1::Status StatusOf(type::v1::Rag rag) {
  switch (rag) {
    case type::v1::RAG_RED:
      return v1::STATUS_RED;
    case type::v1::RAG_AMBER:
      return v1::STATUS_AMBER;
    case type::v1::RAG_GREEN:
      return v1::STATUS_GREEN;
    default:
      return v1::STATUS_UNSPECIFIED;
  }
}

std::string_view StatusWord(v1::Status status) {
  switch (status) {
    case v1::STATUS_RED:
      return "Red";
    case v1::STATUS_AMBER:
      return "Amber";
    case v1::STATUS_GREEN:
      return "Green";
    default:
      return "Not reported";
  }
}

std::string_view StatusClass(v1::Status status) {
  switch (status) {
    case v1::STATUS_RED:
      return "red";
    case v1::STATUS_AMBER:
      return "amber";
    case v1::STATUS_GREEN:
      return "green";
    default:
      return "none";
  }
}

void SetExact(ctemplate::TemplateDictionary* dictionary, const char* variable,
              std::string_view text) {
  dictionary->SetValue(variable, std::string(text));
}

void Set(ctemplate::TemplateDictionary* dictionary, const char* variable, std::string_view text) {
  // U+2060 is a joiner that takes no room.
  SetExact(dictionary, variable,
           WithBreaks(absl::StrReplaceAll(ToAbsl(text), {{"−£", "−\u2060£"}})));
}

std::string Anchor(std::string_view record) {
  std::string anchor(record);
  std::ranges::replace_if(
      anchor, [](char c) { return !absl::ascii_isalnum(static_cast<unsigned char>(c)); }, '-');
  return anchor;
}

}  // namespace concordat::gateway
