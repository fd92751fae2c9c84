// Messages for tests, written as protobuf text.
#ifndef CONCORDAT_TESTS_SUPPORT_PROGRAMME_SAMPLES_H_
#define CONCORDAT_TESTS_SUPPORT_PROGRAMME_SAMPLES_H_

#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "concordat/ledger/v1/finding.pb.h"
#include "concordat/programme/v1/source_document.pb.h"

namespace concordat::programme {

template <typename Message>
Message Parse(const std::string& text) {
  Message message;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &message)) << text;
  return message;
}

// One of May and one of June.
inline std::vector<v1::SourceDocument> TwoPapers() {
  return {Parse<v1::SourceDocument>(R"(name: "d/june" dated: "2011-06-30")"),
          Parse<v1::SourceDocument>(R"(name: "d/may" dated: "2011-05-31")")};
}

// The findings of one rule.
inline std::vector<ledger::v1::Finding> OfRule(const std::vector<ledger::v1::Finding>& findings,
                                               const std::string& rule) {
  std::vector<ledger::v1::Finding> found;
  for (const ledger::v1::Finding& finding : findings) {
    if (finding.rule() == rule) found.push_back(finding);
  }
  return found;
}

}  // namespace concordat::programme

#endif  // CONCORDAT_TESTS_SUPPORT_PROGRAMME_SAMPLES_H_
