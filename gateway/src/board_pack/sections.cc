#include "gateway/src/board_pack/sections.h"

#include <absl/strings/ascii.h>
#include <absl/strings/str_replace.h>
#include <google/protobuf/util/time_util.h>

#include <algorithm>
#include <utility>

#include "common/base/text.h"
#include "common/resource/resource_type.h"

namespace concordat::gateway {

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
    Set(more, "LINK", left_out.link());
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

void Set(ctemplate::TemplateDictionary* dictionary, const char* variable, std::string_view text) {
  // U+2060 is a joiner that takes no room.
  dictionary->SetValue(variable, absl::StrReplaceAll(ToAbsl(text), {{"−£", "−\u2060£"}}));
}

std::string Anchor(std::string_view record) {
  std::string anchor(record);
  std::ranges::replace_if(
      anchor, [](char c) { return !absl::ascii_isalnum(static_cast<unsigned char>(c)); }, '-');
  return anchor;
}

}  // namespace concordat::gateway
