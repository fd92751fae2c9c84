// How requests are read and answered; what becomes of connections is connections_test's.
#include "gateway/src/http/http_server.h"

#include <absl/synchronization/notification.h>
#include <absl/time/clock.h>
#include <gmock/gmock.h>

#include <thread>

#include "common/base/text.h"
#include "tests/support/http_server_testing.h"

namespace concordat::gateway {
namespace {

using test::Client;
using test::Echo;
using test::kGet;
using test::Start;
using test::StatusIs;
using test::ThousandBytes;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

// The way to smuggle a second request past a proxy.
constexpr char kTwoLengths[] =
    "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n"
    "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n";

TEST(HttpServer, KeepsConnections) {
  const auto server = Start();
  Client client(server->port());
  for (int i = 0; i < 3; ++i) {
    client.Say(kGet);
    EXPECT_THAT(client.HearUntil("GET /a?b=c "), StartsWith("HTTP/1.1 200 OK\r\n"));
  }
}

TEST(HttpServer, AnswersPipelinedRequestsInOrder) {
  const auto server = Start();
  Client client(server->port());
  client.Say(
      "GET /1 HTTP/1.1\r\nHost: x\r\n\r\nGET /2 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  EXPECT_THAT(client.HearUntil("GET /1 "), Not(HasSubstr("/2")));
  EXPECT_THAT(client.HearAll(), HasSubstr("GET /2 "));
}

// RFC 9112, 2.2: some clients end a body with an empty line.
TEST(HttpServer, EmptyLinesBeforeARequestArePassedOver) {
  const auto server = Start();
  Client client(server->port());
  client.Say("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc\r\n");
  EXPECT_THAT(client.HearUntil("POST / abc"), HasSubstr("200 OK"));
  client.Say("\r");
  client.Say(Concat("\n\r\n", kGet));
  EXPECT_THAT(client.HearUntil("GET /a?b=c "), StartsWith("HTTP/1.1 200 OK\r\n"));
  client.Say(Concat("\r\n\n", kGet));
  EXPECT_THAT(client.HearAll(), StartsWith("HTTP/1.1 400 "));
}

// Who sends no more may still listen.
TEST(HttpServer, ARequestThatEndsBeforeItIsWholeIsToldSo) {
  const auto server = Start();
  for (const char* begun : {"GET /a", "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\na",
                            "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3"}) {
    Client client(server->port());
    client.Say(begun);
    client.EndSaying();
    EXPECT_THAT(client.HearAll(), StartsWith("HTTP/1.1 400 Bad Request")) << begun;
  }
  Client silent(server->port());
  silent.EndSaying();
  EXPECT_EQ(silent.HearAll(), "");
}

// At once, not after the time that headers may take.
TEST(HttpServer, HalfALineEndIsNoRequest) {
  const auto server = Start();
  for (const char* begun :
       {"GET / HTTP/1.1\rHost: x\r\r", "GET / HTTP/1.1\nHost: x\n\n",
        "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n1\ra"}) {
    Client client(server->port());
    client.Say(begun);
    const absl::Time begin = absl::Now();
    EXPECT_THAT(client.HearAll(), StartsWith("HTTP/1.1 400 Bad Request")) << begun;
    EXPECT_LT(absl::Now() - begin, absl::Seconds(8)) << begun;
  }
}

TEST(HttpServer, ReadsBodiesOfBothKinds) {
  const auto server = Start();
  Client client(server->port());
  client.Say("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc");
  EXPECT_THAT(client.HearUntil("POST / abc"), HasSubstr("200 OK"));
  client.Say(
      "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: "
      "chunked\r\n\r\n2\r\nab\r\n1\r\nc\r\n0\r\n\r\n");
  EXPECT_THAT(client.HearUntil("POST / abc"), HasSubstr("200 OK"));
}

TEST(HttpServer, SaysGoOnToWhoWaits) {
  const auto server = Start();
  Client client(server->port());
  client.Say("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_THAT(client.HearUntil("\r\n\r\n"), StartsWith("HTTP/1.1 100 Continue"));
  client.Say("abc");
  EXPECT_THAT(client.HearUntil("POST / abc"), StartsWith("HTTP/1.1 200 OK"));
}

TEST(HttpServer, AnswersHeadWithoutBody) {
  const auto server = Start();
  Client client(server->port());
  client.Say("HEAD / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  const std::string answer = client.HearAll();
  EXPECT_THAT(answer, HasSubstr("Content-Length: 7\r\n"));
  EXPECT_THAT(answer, testing::EndsWith("\r\n\r\n"));
}

TEST(HttpServer, RefusesBodiesThatAreTooLong) {
  const auto server = Start();
  Client announced(server->port());
  announced.Say(
      "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1001\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_THAT(announced.HearUntil("}"), StartsWith("HTTP/1.1 413 Payload Too Large"));
  Client chunked(server->port());
  chunked.Say("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n7d0\r\n" +
              std::string(2000, 'x') + "\r\n0\r\n\r\n");
  EXPECT_THAT(chunked.HearUntil("}"), StartsWith("HTTP/1.1 413"));
  // The answer arrives although the client has not stopped sending.
  Client sending(server->port());
  sending.Say("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3000000\r\n\r\n" +
              std::string(3'000'000, 'x'));
  EXPECT_THAT(sending.HearUntil("}"), StartsWith("HTTP/1.1 413"));
}

// What comes after the header section is bounded, and nothing in it counts.
TEST(HttpServer, TrailersAreNobodysHeaders) {
  std::string seen = "none";
  const auto server = Start({}, [&seen](const HttpRequest& request, const Respond& respond) {
    seen = request.Header("authorization");
    Echo(request, respond);
  });
  constexpr std::string_view kBegin =
      "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n";
  Client client(server->port());
  client.Say(Concat(kBegin, "Authorization: Bearer x\r\n\r\n"));
  EXPECT_THAT(client.HearUntil("POST / a"), StartsWith("HTTP/1.1 200 OK"));
  EXPECT_EQ(seen, "");
  for (const size_t size : {65'535, 5'000'000}) {
    Client hostile(server->port());
    hostile.Say(Concat(kBegin, "X: ", std::string(size, 'x'), "\r\n\r\n"));
    EXPECT_THAT(hostile.HearUntil("}"), StartsWith("HTTP/1.1 400"));
  }
  Client extension(server->port());
  extension.Say(Concat("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n1;",
                       std::string(2'000'000, 'x')));
  EXPECT_THAT(extension.HearUntil("}"), StartsWith("HTTP/1.1 400"));
  client.Say(kGet);
  EXPECT_THAT(client.HearUntil("GET /a?b=c "), HasSubstr("200 OK")) << "it stands";
}

// Who may not ask is told so before a byte of what it sends is read.
TEST(HttpServer, ABodyThatNobodyWantsIsNotRead) {
  const auto server = Start();
  for (const char* length : {"Content-Length: 900", "Transfer-Encoding: chunked"}) {
    Client client(server->port());
    client.Say(
        Concat("POST /nobody HTTP/1.1\r\nHost: x\r\n", length, "\r\nExpect: 100-continue\r\n\r\n"));
    EXPECT_THAT(client.HearAll(),
                AllOf(StartsWith("HTTP/1.1 200 OK"), testing::EndsWith("POST /nobody ")));
  }
}

TEST(HttpServer, AHeadWhoseBodyNobodyWantsHasNoneInItsAnswer) {
  const auto server = Start();
  Client client(server->port());
  client.Say("HEAD /nobody HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc");
  EXPECT_THAT(client.HearAll(),
              AllOf(HasSubstr("Content-Length: 13\r\n"), testing::EndsWith("\r\n\r\n")));
  Client long_one(server->port());
  long_one.Say("HEAD / HTTP/1.1\r\nHost: x\r\nContent-Length: 3000\r\n\r\n");
  EXPECT_THAT(long_one.HearAll(), AllOf(StartsWith("HTTP/1.1 413"), testing::EndsWith("\r\n\r\n")));
}

TEST(HttpServer, AllBodiesTogetherAreBounded) {
  HttpServerOptions options;
  options.body_budget = 1500;
  absl::Notification entered;
  std::function<void()> answer_first;
  const auto server = Start(options, [&](const HttpRequest& request, const Respond& respond) {
    if (request.target != "/held") return Echo(request, respond);
    answer_first = [request, respond] { Echo(request, respond); };
    entered.Notify();
  });
  const std::string rest =
      " HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n" + std::string(999, 'x') + "!";
  Client first(server->port());
  first.Say("POST /held" + rest);
  entered.WaitForNotification();
  Client second(server->port());
  second.Say("POST /" + rest);
  EXPECT_THAT(second.HearUntil("\r\n\r\n"),
              AllOf(StartsWith("HTTP/1.1 503"), HasSubstr("Retry-After: 1\r\n")));
  answer_first();
  EXPECT_THAT(first.HearUntil("!"), StartsWith("HTTP/1.1 200 OK"));
  first.Say("POST /" + rest);
  EXPECT_THAT(first.HearUntil("!"), StartsWith("HTTP/1.1 200 OK")) << "given back";
}

// The server would wait for more for ten seconds.
TEST(HttpServer, WhatCannotBecomeARequestIsRefusedAtOnce) {
  const auto server = Start();
  const absl::Time begin = absl::Now();
  for (const std::string_view text :
       {std::string_view("GET / HTTP/1.1\nHost: x\n\n"),
        std::string_view("\x16\x03\x01\x02\x00", 5),
        std::string_view("GET / HTTP/1.1\r\nHost: x\n"), std::string_view("GET /\0", 6)}) {
    Client client(server->port());
    client.Say(text);
    EXPECT_THAT(client.HearUntil("}"), StartsWith("HTTP/1.1 400 Bad Request")) << text;
  }
  for (const char* size : {"ffffffffffffffff", "3e9"}) {
    Client chunk(server->port());
    chunk.Say(
        Concat("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n", size, "\r\na"));
    EXPECT_THAT(chunk.HearUntil("}"), StartsWith("HTTP/1.1 413")) << size;
  }
  EXPECT_LT(absl::Now() - begin, absl::Seconds(5));
}

TEST(HttpServer, RefusesHeadersThatAreTooLong) {
  const auto server = Start();
  Client client(server->port());
  client.Say("GET / HTTP/1.1\r\nHost: x\r\nX: " + std::string(17'000, 'x') + "\r\n\r\n");
  EXPECT_THAT(client.HearUntil("}"), StartsWith("HTTP/1.1 431"));
}

TEST(HttpServer, RefusesWhatIsNoRequest) {
  const auto server = Start();
  for (const std::string_view text :
       {"HELLO\r\n\r\n", "GET / HTTP/1.1\r\n\r\n", "GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: x\r\nBad Name: y\r\n\r\n", kTwoLengths,
        "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd",
        "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nx\r\n"}) {
    Client client(server->port());
    client.Say(text);
    const std::string answer = client.HearUntil("}");
    EXPECT_THAT(answer, StartsWith("HTTP/1.1 400 Bad Request")) << text;
    EXPECT_THAT(answer, HasSubstr("application/problem+json")) << text;
  }
}

TEST(HttpServer, ExpectsNothingElse) {
  const auto server = Start();
  for (const char* expected : {"200-ok", "100-continue, 200-ok", "100-continues", ","}) {
    Client client(server->port());
    client.Say(Concat("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nExpect: ", expected,
                      "\r\n\r\nab"));
    EXPECT_THAT(client.HearAll(), StartsWith("HTTP/1.1 417 ")) << expected;
  }
}

// The time is of the whole body, not of its next byte.
TEST(HttpServer, ABodyThatTricklesIsGivenUp) {
  HttpServerOptions options;
  options.body_timeout = absl::Milliseconds(300);
  const auto server = Start(options);
  for (const char* framing :
       {"Content-Length: 900\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\n384\r\n"}) {
    Client slow(server->port());
    slow.Say(Concat("POST / HTTP/1.1\r\nHost: x\r\n", framing));
    std::jthread trickle([&slow](const std::stop_token& heard) {
      for (int i = 0; i < 500 && !heard.stop_requested(); ++i) {
        slow.Say("x");
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
      }
    });
    const absl::Time begin = absl::Now();
    EXPECT_THAT(slow.HearAll(), StartsWith("HTTP/1.1 408 Request Timeout")) << framing;
    EXPECT_LT(absl::Now() - begin, absl::Seconds(5));
  }
}

TEST(HttpServer, SaysWhenItAnswered) {
  const auto server = Start();
  Client client(server->port());
  client.Say(kGet);
  const std::string answer = client.HearUntil("GET /a?b=c ");
  const size_t at = answer.find("\r\nDate: ");
  ASSERT_NE(at, std::string::npos) << answer;
  absl::Time said;
  std::string error;
  EXPECT_TRUE(
      absl::ParseTime("%a, %d %b %Y %H:%M:%S GMT", answer.substr(at + 8, 29), &said, &error))
      << error;
  EXPECT_LT(absl::AbsDuration(absl::Now() - said), absl::Seconds(60));
}

TEST(HttpServer, TellsAnOlderClientThatItKeepsTheConnection) {
  const auto server = Start();
  Client client(server->port());
  for (int i = 0; i < 2; ++i) {
    client.Say("GET /a HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
    EXPECT_THAT(client.HearUntil("GET /a "), HasSubstr("Connection: keep-alive"));
  }
}

TEST(HttpServer, SaysWhatIsWrongWithItsOptions) {
  HttpServerOptions options;
  options.listen = "nowhere";
  EXPECT_THAT(HttpServer::Start(options, Echo, ThousandBytes),
              StatusIs(absl::StatusCode::kInvalidArgument));
  options.listen = "127.0.0.1:0";
  options.certificate = "x";
  options.key = "y";
  EXPECT_THAT(HttpServer::Start(options, Echo, ThousandBytes),
              StatusIs(absl::StatusCode::kInvalidArgument));
}

}  // namespace
}  // namespace concordat::gateway
