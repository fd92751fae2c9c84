#include "gateway/src/http/chunked.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/status_matchers.h"

namespace concordat::gateway {
namespace {

using test::IsOk;
using test::StatusIs;

TEST(ChunkedTest, IsTheSameInWhateverPiecesItComes) {
  const std::string text =
      "4\r\nWiki\r\n6;name=\"v\"\r\npedia \r\nA \t; x\r\nin chunks.\r\n0\r\nTrailer: x\r\n\r\nnext";
  for (size_t piece = 1; piece <= text.size(); ++piece) {
    ChunkedDecoder decoder;
    std::string body;
    size_t at = 0;
    while (!decoder.done() && at < text.size()) {
      const auto used = decoder.Take(std::string_view(text).substr(at, piece), &body);
      ASSERT_THAT(used, IsOk()) << piece;
      at += *used;
    }
    EXPECT_EQ(body, "Wikipedia in chunks.") << piece;
    EXPECT_EQ(text.substr(at), "next") << piece;
  }
}

TEST(ChunkedTest, WhatIsNoneIsRefused) {
  for (const std::string& text :
       {std::string("\r\n"),
        std::string("x\r\n"),
        std::string("-1\r\n"),
        std::string("0x1\r\n"),
        std::string(" 1\r\n"),
        std::string("1 1\r\n"),
        std::string("1\n"),
        std::string("1\ra"),
        std::string("1\r\na\rb"),
        std::string("0\r\nA: b\rc"),
        std::string("1\r\nab\r\n"),
        std::string("11111111111111111\r\n"),
        std::string("1;\rx\r\n"),
        std::string("0\r\nA: b\n"),
        std::string("1 \r\n"),
        std::string("1;a\x01\r\n"),
        std::string("0\r\nGET / HTTP/1.1\r\n"),
        std::string("0\r\n A: b\r\n"),
        std::string("0\r\nA : b\r\n"),
        std::string("0\r\nA: \x01\r\n"),
        "1;" + std::string(300, 'x'),
        "0\r\n" + std::string(9000, 'x'),
        "0\r\n" + std::string(3000, 'x') + "\r\n" + std::string(3000, 'x') + "\r\n" +
            std::string(3000, 'x') + "\r\n"}) {
    ChunkedDecoder decoder;
    std::string body;
    EXPECT_THAT(decoder.Take(text, &body), StatusIs(absl::StatusCode::kInvalidArgument))
        << text.substr(0, 40);
  }
}

TEST(ChunkedTest, ExtensionsOfAllChunksAreBounded) {
  ChunkedDecoder decoder;
  std::string body;
  const std::string chunk = "1;" + std::string(200, 'x') + "\r\na\r\n";
  absl::Status status = absl::OkStatus();
  for (int i = 0; status.ok() && i < 1000; ++i) status = decoder.Take(chunk, &body).status();
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_LT(body.size(), 100u);
}

}  // namespace
}  // namespace concordat::gateway
