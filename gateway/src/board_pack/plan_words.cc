#include "gateway/src/board_pack/plan_words.h"

#include <cstdlib>

#include "common/base/spoken.h"
#include "common/base/spoken_printed.h"
#include "common/base/text.h"

namespace concordat::gateway {
namespace {

using programme::v1::DaySpan;
using programme::v1::Replan;

std::string Days(int days) { return Concat(days, days == 1 ? " day" : " days"); }

// Of both bounds, which differ.
std::string Between(int least, int most) {
  if (least > 0) return Concat(least, " to ", Days(most), " later");
  if (most < 0) return Concat(-most, " to ", Days(-least), " earlier");
  if (least == 0) return Concat("possibly up to ", Days(most), " later");
  if (most == 0) return Concat("possibly up to ", Days(-least), " earlier");
  return Concat("possibly from ", Days(-least), " earlier to ", most, " later");
}

// `of the start `, `of the end `; of a milestone, which has one day, `day`.
std::string_view What(const Replan& replan) {
  return replan.what() == programme::v1::PLAN_END_START ? "The start"
         : replan.what() == programme::v1::PLAN_END_END ? "The end"
                                                        : "The day";
}

// To be moved from: `by` is no part of it.
std::string MovedFrom(type::v1::PrintedDate from) {
  if (from.qualifier() == type::v1::DATE_QUALIFIER_BY) from.clear_qualifier();
  return SpokenPrinted(from);
}

std::string Move(const Replan& replan) {
  const std::string from = MovedFrom(replan.from()), to = SpokenPrinted(replan.to());
  if (to.empty()) {
    return Concat(What(replan), " was put off", from.empty() ? "" : " from ", from,
                  ", and no new date is given");
  }
  return Concat(What(replan), " was moved", from.empty() ? "" : " from ", from, " to ", to);
}

}  // namespace

std::string SpokenSlip(const DaySpan& slip) {
  if (slip.has_at_least() && slip.has_at_most()) {
    const int least = slip.at_least(), most = slip.at_most();
    if (least != most) return Between(least, most);
    return least == 0 ? "" : Concat(Days(std::abs(least)), least > 0 ? " later" : " earlier");
  }
  if (slip.has_at_least()) {
    return slip.at_least() > 0 ? Concat("at least ", Days(slip.at_least()), " later")
                               : "possibly later";
  }
  if (!slip.has_at_most()) return "";
  return slip.at_most() < 0 ? Concat("at least ", Days(-slip.at_most()), " earlier")
                            : Concat("possibly, at most ", Days(slip.at_most()), " later");
}

void AddMoves(const PackParts& parts, const google::protobuf::RepeatedPtrField<Replan>& replans,
              google::protobuf::RepeatedPtrField<std::string>* moves) {
  for (const Replan& replan : replans) {
    std::string move = Move(replan);
    if (!replan.reason().empty()) move += Concat(": ", replan.reason());
    if (!move.ends_with('.')) move += ".";
    if (!replan.approved_by().empty()) {
      move += Concat(" Approved by ", TitleOf(parts, replan.approved_by()),
                     replan.decided().empty() ? "" : ", ", SpokenDate(replan.decided()), ".");
    }
    // Where the paper's own words say no more than the date they are not said again.
    if (!replan.to().as_printed().empty() && !replan.to().date().empty()) {
      move += Concat(" In the paper's words: “", replan.to().as_printed(), "”.");
    }
    *moves->Add() = std::move(move);
  }
}

}  // namespace concordat::gateway
