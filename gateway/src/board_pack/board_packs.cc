#include "gateway/src/board_pack/board_packs.h"

#include <absl/time/clock.h>

#include <string>
#include <utility>

#include "common/base/date.h"
#include "common/base/services.h"
#include "common/peers/positions.h"
#include "common/peers/service_calls.h"
#include "concordat/programme/v1/pack_part.pb.h"
#include "concordat/programme/v1/partnership_service.pb.h"
#include "gateway/src/board_pack/sections.h"
#include "google/api/httpbody.pb.h"

namespace concordat::gateway {
namespace {

using Request = v1::GetBoardPackRequest;

// A pack reads what three services hold of a whole partnership.
constexpr absl::Duration kLimit = absl::Seconds(30);

programme::v1::GetPackPartRequest QuestionOf(const Request& request) {
  programme::v1::GetPackPartRequest question;
  question.set_parent(request.name());
  question.set_board(request.board());
  question.set_as_at(request.as_at());
  question.set_compare_to(request.compare_to());
  question.set_marking(request.marking());
  return question;
}

// Title that a partnership has by the day that it is asked about what is known: today, or
// that of `as_known_at`, so that the answer to this stays the same. Empty without one, and
// where it is exempt and the pack is public.
absl::StatusOr<std::string> TitleSince(const ServiceCalls& calls, const Request& request,
                                       type::v1::Marking marking) {
  programme::v1::GetPartnershipRequest question;
  question.set_name(request.name());
  question.set_as_at(FormatDay(
      LondonDay(request.has_as_known_at() ? absl::FromUnixSeconds(request.as_known_at().seconds())
                                          : absl::Now())));
  const auto partnership =
      calls
          .Begin<programme::v1::Partnership>(
              "programme", "concordat.programme.v1.Partnerships.GetPartnership", question)
          .Get();
  if (absl::IsNotFound(partnership.status())) return std::string();
  if (!partnership.ok()) return partnership.status();
  const bool hidden =
      marking == type::v1::MARKING_PUBLIC && partnership->marking() == type::v1::MARKING_EXEMPT;
  return hidden ? std::string() : partnership->title();
}

// Pins the services side by side; everything is then read as known there.
absl::StatusOr<v1::BoardPack> GetBoardPack(const Peers& backends, const Caller& caller,
                                           const Request& request) {
  PackParts parts{request, {}, ""};
  if (request.as_at().empty()) parts.request.set_as_at(FormatDay(LondonDay(absl::Now())));
  ServiceCalls calls(backends, caller, kLimit);
  Positions positions;
  absl::Status status = PinServices(
      calls, kServices, request.has_as_known_at() ? &request.as_known_at() : nullptr, &positions);
  if (!status.ok()) return status;
  calls.Pin(positions.pins());
  auto part = calls
                  .Begin<programme::v1::PackPart>("programme",
                                                  "concordat.programme.v1.PackParts.GetPackPart",
                                                  QuestionOf(parts.request))
                  .Get();
  if (!part.ok()) return part.status();
  parts.part = *std::move(part);
  if (!parts.part.has_partnership()) {
    auto title = TitleSince(calls, request, parts.part.marking());
    if (!title.ok()) return title.status();
    parts.title_since = *std::move(title);
  }
  if (caller.response_headers != nullptr) {
    (*caller.response_headers)["Concordat-Positions"] = positions.pins();
  }
  v1::BoardPack pack;
  for (const Section* section : kSections) section->take(&parts, &pack);
  return pack;
}

absl::StatusOr<google::api::HttpBody> RenderBoardPack(const Peers& backends,
                                                      const BoardPackPage& page,
                                                      const Caller& caller,
                                                      const Request& request) {
  auto pack = GetBoardPack(backends, caller, request);
  if (!pack.ok()) return pack.status();
  auto html = page.Render(*pack);
  if (!html.ok()) return html.status();
  google::api::HttpBody body;
  body.set_content_type("text/html; charset=utf-8");
  body.set_data(*std::move(html));
  return body;
}

}  // namespace

void BindBoardPacks(const Peers& backends, const BoardPackPage& page, MethodTable* methods) {
  methods->Bind<Request, v1::BoardPack>("concordat.gateway.v1.BoardPacks.GetBoardPack",
                                        [&backends](const Caller& caller, const Request& request) {
                                          return GetBoardPack(backends, caller, request);
                                        });
  methods->Bind<Request, google::api::HttpBody>(
      "concordat.gateway.v1.BoardPacks.RenderBoardPack",
      [&backends, &page](const Caller& caller, const Request& request) {
        return RenderBoardPack(backends, page, caller, request);
      });
}

}  // namespace concordat::gateway
