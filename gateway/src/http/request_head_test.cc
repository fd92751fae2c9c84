#include "gateway/src/http/request_head.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <string>

#include "common/base/text.h"
#include "tests/support/status_matchers.h"

namespace concordat::gateway {
namespace {

using test::IsOk;
using test::StatusIs;

const auto kRefused = StatusIs(absl::StatusCode::kInvalidArgument);

absl::StatusOr<RequestHead> Read(std::string_view headers, std::string_view version = "1.1") {
  return ReadRequestHead(Concat("POST /a?b=c HTTP/", version, "\r\nHost: x\r\n", headers, "\r\n"));
}

TEST(RequestHeadTest, ReadsWhatIsSaid) {
  const auto head =
      Read("Content-Length: 12\r\nX-A:  one \r\nx-a: two\r\nExpect: 100-continue\r\n");
  ASSERT_THAT(head, IsOk());
  EXPECT_EQ(head->request.method, "POST");
  EXPECT_EQ(head->request.target, "/a?b=c");
  EXPECT_EQ(head->request.Header("x-a"), "one, two");
  EXPECT_EQ(head->length, 12u);
  EXPECT_TRUE(head->has_body() && head->keep_alive && head->expects_continue);
  EXPECT_FALSE(head->chunked);
  EXPECT_TRUE(Read("Transfer-Encoding: Chunked\r\n")->chunked);
  EXPECT_FALSE(Read("Connection: x, Close\r\n")->keep_alive);
}

TEST(RequestHeadTest, AnOlderVersionHasLess) {
  const auto head = ReadRequestHead("GET / HTTP/1.0\r\nExpect: 100-continue\r\n\r\n");
  ASSERT_THAT(head, IsOk()) << "it needs no Host";
  EXPECT_FALSE(head->keep_alive || head->expects_continue);
  EXPECT_TRUE(Read("Connection: keep-alive\r\n", "1.0")->keep_alive);
  EXPECT_THAT(Read("Transfer-Encoding: chunked\r\n", "1.0"), kRefused);
}

// Each is where one server sees another body than the next.
TEST(RequestHeadTest, WhatCouldHideARequestIsRefused) {
  for (const char* headers : {
           "Transfer-Encoding: xchunked\r\n",
           "Transfer-Encoding: chunked;q=1\r\n",
           "Transfer-Encoding: gzip, chunked\r\n",
           "Transfer-Encoding: chunked, chunked\r\n",
           "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n",
           "Transfer-Encoding: identity\r\n",
           "Transfer-Encoding:\r\n",
           "Transfer-Encoding: \vchunked\r\n",
           "Transfer-Encoding : chunked\r\n",
           " Transfer-Encoding: chunked\r\n",
           "X: y\r\n chunked\r\n",
           "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n",
           "Transfer-Encoding: gzip\r\nContent-Length: 3\r\n",
           "Content-Length: 3\r\nContent-Length: 3\r\n",
           "Content-Length: 3, 3\r\n",
           "Content-Length: +3\r\n",
           "Content-Length: -3\r\n",
           "Content-Length: 0x3\r\n",
           "Content-Length: 3 4\r\n",
           "Content-Length:\r\n",
           "Content-Length: 99999999999999999999\r\n",
           "Host: y\r\n",
           "no colon\r\n",
           ": no name\r\n",
           "X: a\nContent-Length: 3\r\n",
           "X: a\rContent-Length: 3\r\n",
           "X\x01: a\r\n",
           "X: a\x7f\r\n",
       }) {
    EXPECT_THAT(Read(headers), kRefused) << headers;
  }
  EXPECT_THAT(Read(std::string_view("X: a\0b\r\n", 8)), kRefused);
}

TEST(RequestHeadTest, ARequestLineIsOneThingOrRefused) {
  for (const char* line : {"", "GET", "GET /", "GET / HTTP/2.0", "GET / http/1.1", "GET  HTTP/1.1",
                           "GET /a b HTTP/1.1", "GET /\xc3\xa9 HTTP/1.1", "G(T / HTTP/1.1",
                           " GET / HTTP/1.1", "GET / HTTP/1.1 ", "GET\t/ HTTP/1.1"}) {
    EXPECT_THAT(ReadRequestHead(Concat(line, "\r\nHost: x\r\n\r\n")), kRefused) << line;
  }
  EXPECT_THAT(ReadRequestHead("GET / HTTP/1.1\r\n\r\n"), kRefused) << "no Host";
  EXPECT_THAT(ReadRequestHead("GET / HTTP/1.1\r\nHost: x\r\n"), kRefused) << "no end";
  EXPECT_THAT(ReadRequestHead("GET / HTTP/1.1\r\nHost: x\r\n\r\nX: y\r\n\r\n"), kRefused);
}

TEST(RequestHeadTest, AnAbsoluteTargetNamesItsHost) {
  const auto head = ReadRequestHead("GET HTTP://a.example:80/b?c=d HTTP/1.1\r\nHost: x\r\n\r\n");
  ASSERT_THAT(head, IsOk());
  EXPECT_EQ(head->request.target, "/b?c=d");
  EXPECT_EQ(head->request.Header("host"), "a.example:80") << "what Host says is ignored";
  EXPECT_EQ(ReadRequestHead("GET https://a HTTP/1.1\r\nHost: x\r\n\r\n")->request.target, "/");
  EXPECT_EQ(ReadRequestHead("GET http://a?b HTTP/1.1\r\nHost: x\r\n\r\n")->request.target, "/?b");
  EXPECT_EQ(ReadRequestHead("OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n")->request.target, "*");
  for (const char* target : {"*", "a.example:80", "ftp://a/", "http:///b", "http://u@a/", "http:a",
                             "b", "/a#b", "http://a b/"}) {
    EXPECT_THAT(ReadRequestHead(Concat("GET ", target, " HTTP/1.1\r\nHost: x\r\n\r\n")), kRefused)
        << target;
  }
  EXPECT_THAT(ReadRequestHead("GET http://a/ HTTP/1.1\r\n\r\n"), kRefused) << "no Host";
}

TEST(RequestHeadTest, AHostIsOneHost) {
  const auto read = [](std::string_view host) {
    return ReadRequestHead(Concat("GET / HTTP/1.1\r\nHost: ", host, "\r\n\r\n"));
  };
  for (const char* host : {"a", "a.example:8080", "127.0.0.1", "[::1]:80", "a_b", "a%20b", "a:"}) {
    EXPECT_THAT(read(host), IsOk()) << host;
  }
  for (const char* host : {"a b", "a, b", "a/b", "u@a", "a:b", "a:1:2", "[::1", "[x]", "::1", ":80",
                           "a%2", "a?b", "a#b", "a\\b", "\xc3\xa9", "a:123456"}) {
    EXPECT_THAT(read(host), kRefused) << host;
  }
  EXPECT_THAT(ReadRequestHead("GET / HTTP/1.0\r\nHost: a b\r\n\r\n"), kRefused);
}

TEST(RequestHeadTest, WhatIsNoListStandsOnce) {
  for (const char* name : {"Authorization", "idempotency-key", "Content-Type", "Request-Timeout",
                           "Origin", "Host", "Content-Length"}) {
    const std::string line = Concat(name, ": 1\r\n");
    const std::string host = name == std::string_view("Host") ? "" : "Host: x\r\n";
    EXPECT_THAT(ReadRequestHead(Concat("GET / HTTP/1.1\r\n", host, line, "\r\n")), IsOk()) << name;
    EXPECT_THAT(ReadRequestHead(Concat("GET / HTTP/1.1\r\n", host, line, line, "\r\n")), kRefused)
        << name;
  }
  const auto head =
      ReadRequestHead("GET / HTTP/1.1\r\nHost: x\r\nAccept: a/b\r\nAccept: c/d\r\n\r\n");
  ASSERT_THAT(head, IsOk());
  EXPECT_EQ(head->request.Header("accept"), "a/b, c/d");
}

// Whatever a section is turned into, what is taken says one thing about its body.
TEST(RequestHeadTest, WhatIsTakenIsPlain) {
  const uint32_t seed = std::random_device{}();
  SCOPED_TRACE(Concat("seed ", seed));
  std::mt19937 random(seed);
  const std::string_view pieces[] = {"\r\n",
                                     "\n",
                                     "\r",
                                     ":",
                                     " ",
                                     "\t",
                                     ",",
                                     "chunked",
                                     "gzip",
                                     "3",
                                     "Transfer-Encoding: ",
                                     "Content-Length: ",
                                     "Host: x\r\n",
                                     "\x01"};
  for (int i = 0; i < 20'000; ++i) {
    std::string text =
        "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n";
    for (int edits = 1 + random() % 4; edits > 0; --edits) {
      const size_t at = random() % text.size();
      if (random() % 2 == 0) text.erase(at, random() % 40);
      if (text.empty()) text = "x";
      if (random() % 2 == 0) {
        text.insert(random() % text.size(), pieces[random() % std::size(pieces)]);
      }
    }
    const auto head = ReadRequestHead(text);
    if (!head.ok()) continue;
    for (size_t end = 0; end <= text.size(); ++end) {
      EXPECT_TRUE(MayBeginRequest(std::string_view(text).substr(0, end))) << text;
    }
    EXPECT_FALSE(head->chunked && head->length > 0) << text;
    EXPECT_EQ(head->chunked, head->request.headers.contains("transfer-encoding")) << text;
    EXPECT_NE(head->request.Header("host"), "") << text;
    EXPECT_TRUE(text.ends_with("\r\n\r\n")) << text;
  }
}

}  // namespace
}  // namespace concordat::gateway
