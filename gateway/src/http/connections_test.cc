// How connections end: idle, slow, turned away, gone, thrown out of and drained.
#include <absl/synchronization/notification.h>
#include <absl/time/clock.h>
#include <gmock/gmock.h>

#include <boost/asio/ssl.hpp>
#include <functional>
#include <stdexcept>
#include <stop_token>
#include <thread>
#include <vector>

#include "gateway/src/http/listening_socket.h"
#include "tests/support/http_server_testing.h"
#include "tests/support/temporary_directory.h"
#include "tests/support/test_keys.h"

namespace concordat::gateway {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using test::Client;
using test::Echo;
using test::IsOk;
using test::kGet;
using test::Start;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

TEST(Connections, SlowClientsHoldNobodyUp) {
  const auto server = Start();
  std::vector<std::unique_ptr<Client>> slow;
  for (int i = 0; i < 100; ++i) {
    slow.push_back(std::make_unique<Client>(server->port()));
    slow.back()->Say("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\na");
  }
  Client quick(server->port());
  quick.Say(kGet);
  EXPECT_THAT(quick.HearUntil("GET /a?b=c "), HasSubstr("200 OK"));
}

TEST(Connections, TurnsAwayWithinASecondWhoeverElseWaits) {
  HttpServerOptions options;
  options.max_connections = 20;
  const auto server = Start(options);
  std::vector<std::unique_ptr<Client>> idle;
  for (int i = 0; i < 400; ++i) idle.push_back(std::make_unique<Client>(server->port()));
  Client late(server->port());
  late.Say(kGet);
  const absl::Time begin = absl::Now();
  EXPECT_THAT(late.HearAll(), StartsWith("HTTP/1.1 503"));
  EXPECT_LT(absl::Now() - begin, absl::Seconds(1));
}

TEST(Connections, TurnsAwayMoreThanItsConnections) {
  HttpServerOptions options;
  options.max_connections = 1;
  const auto server = Start(options);
  Client first(server->port());
  first.Say(kGet);
  first.HearUntil("GET /a?b=c ");
  Client second(server->port());
  EXPECT_THAT(second.HearAll(), AllOf(StartsWith("HTTP/1.1 503"), HasSubstr("\r\nDate: ")));
  first.Say(kGet);
  EXPECT_THAT(first.HearUntil("GET /a?b=c "), HasSubstr("200 OK"));
}

TEST(Connections, ClosesOnSlowHeadersAndIdleness) {
  HttpServerOptions options;
  options.header_timeout = absl::Milliseconds(100);
  options.idle_timeout = absl::Milliseconds(300);
  const auto server = Start(options);
  Client slow(server->port());
  slow.Say("GET / HT");
  EXPECT_THAT(slow.HearAll(), StartsWith("HTTP/1.1 408 Request Timeout"));
  Client idle(server->port());
  const absl::Time begin = absl::Now();
  EXPECT_EQ(idle.HearAll(), "");
  EXPECT_GE(absl::Now() - begin, absl::Milliseconds(250));
}

TEST(Connections, LetsRequestsUnderWayEnd) {
  absl::Notification entered;
  std::thread answering;
  auto server = Start({}, [&](HttpRequest request, Respond respond) {
    answering = std::thread([request = std::move(request), respond = std::move(respond)] {
      absl::SleepFor(absl::Milliseconds(200));
      Echo(request, respond);
    });
    entered.Notify();
  });
  const int port = server->port();
  Client client(port);
  client.Say(kGet);
  entered.WaitForNotification();
  EXPECT_FALSE(server->Drain(absl::ZeroDuration()));
  EXPECT_TRUE(server->Drain(absl::Seconds(5)));
  server.reset();
  EXPECT_THAT(client.HearAll(), HasSubstr("Connection: close"));
  EXPECT_ANY_THROW(Client{port});
  answering.join();
}

// As a rollout does it: a client that keeps its connection loses no request.
TEST(Connections, WhoKeepsAConnectionHearsThatItEnds) {
  auto server = Start();
  const int port = server->port();
  Client client(port);
  client.Say(kGet);
  EXPECT_THAT(client.HearUntil("GET /a?b=c "), Not(HasSubstr("Connection: close")));
  std::thread stop([&server] {
    EXPECT_TRUE(server->Drain(absl::Seconds(100)));
    server.reset();
  });
  // The listener is the first to go.
  const auto listens = [port] {
    try {
      const Client another(port);
      return true;
    } catch (...) {
      return false;
    }
  };
  while (listens()) std::this_thread::yield();
  client.Say(kGet);
  EXPECT_THAT(client.HearAll(), AllOf(HasSubstr("200 OK"), HasSubstr("Connection: close")));
  stop.join();
}

// Holds its one request until the client has gone.
class Holding {
 public:
  void operator()(const HttpRequest& request, const Respond& respond) {
    on_gone_.emplace(request.gone, [this, request, respond] {
      gone_.Notify();
      Echo(request, respond);
    });
    entered_.Notify();
  }
  // Whether it is noticed, soon after the client of the one request did `leave`.
  bool NoticesThat(const std::function<void()>& leave) {
    entered_.WaitForNotification();
    leave();
    return gone_.WaitForNotificationWithTimeout(absl::Seconds(5));
  }

 private:
  std::optional<std::stop_callback<std::function<void()>>> on_gone_;
  absl::Notification entered_, gone_;
};

TEST(Connections, NoticesThatAClientHasGone) {
  Holding holding;
  const auto server = Start({}, std::ref(holding));
  std::optional<Client> client(server->port());
  client->Say(kGet);
  EXPECT_TRUE(holding.NoticesThat([&client] { client.reset(); }));
}

TEST(Connections, NoticesThatAClientHasGoneBehindItsNextRequest) {
  Holding holding;
  const auto server = Start({}, std::ref(holding));
  std::optional<Client> client(server->port());
  client->Say(std::string(kGet) + kGet);
  EXPECT_TRUE(holding.NoticesThat([&client] { client.reset(); }));
}

TEST(Connections, StopsWhatIsUnderWayAtTheEndOfItsDrain) {
  Holding holding;
  auto server = Start({}, std::ref(holding));
  Client client(server->port());
  client.Say(kGet);
  EXPECT_TRUE(holding.NoticesThat([&server] { EXPECT_TRUE(server->Drain(absl::Seconds(1))); }));
  EXPECT_THAT(client.HearUntil("GET /a?b=c "), HasSubstr("200 OK"));
}

TEST(Connections, AThrowIsAnErrorOfOneRequest) {
  const HttpHandler throws = [](const HttpRequest&, const Respond&) {
    throw std::runtime_error("secret");
  };
  const HttpHandler drops = [](const HttpRequest&, const Respond&) {};
  for (const HttpHandler& handler : {throws, drops}) {
    const auto server = Start({}, handler);
    Client client(server->port());
    for (int i = 0; i < 3; ++i) {
      client.Say(kGet);
      const std::string answer = client.HearUntil("}");
      EXPECT_THAT(answer, HasSubstr("500 Internal Server Error"));
      EXPECT_THAT(answer, Not(HasSubstr("secret")));
    }
  }
}

TEST(Connections, AThrowOfTheConnectionsOwnIsAnErrorToo) {
  HttpServerOptions options;
  options.listen = "127.0.0.1:0";
  auto server =
      HttpServer::Start(options, Echo, [](const HttpRequest& head) -> std::optional<size_t> {
        if (head.method == "POST") throw std::runtime_error("secret");
        return 1000;
      });
  ASSERT_THAT(server, IsOk());
  Client client((*server)->port());
  client.Say("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc");
  EXPECT_THAT(client.HearAll(), HasSubstr("500 Internal Server Error"));
  Client other((*server)->port());
  other.Say(kGet);
  EXPECT_THAT(other.HearUntil("GET /a?b=c "), HasSubstr("200 OK"));
}

HttpServerOptions WithTls() {
  const auto& keys = test::TestKeys::Shared();
  HttpServerOptions options;
  options.certificate = test::ReadFile(keys.certificate("gateway"));
  options.key = test::ReadFile(keys.key("gateway"));
  return options;
}

// A connection over TLS that trusts the tests' authority.
struct TlsClient {
  explicit TlsClient(int port) {
    tls.load_verify_file(test::TestKeys::Shared().authority());
    tls.set_verify_mode(asio::ssl::verify_peer);
    stream.next_layer().connect({asio::ip::make_address("127.0.0.1"), static_cast<uint16_t>(port)});
    stream.handshake(asio::ssl::stream_base::client);
  }
  void Say(std::string_view text) { asio::write(stream, asio::buffer(text.data(), text.size())); }

  asio::io_context io;
  asio::ssl::context tls{asio::ssl::context::tls_client};
  asio::ssl::stream<tcp::socket> stream{io, tls};
};

TEST(Connections, SpeaksTls) {
  const auto server = Start(WithTls());
  TlsClient client(server->port());
  client.Say("GET /a HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  std::string answer;
  boost::system::error_code end;
  asio::read(client.stream, asio::dynamic_buffer(answer), end);
  EXPECT_EQ(end, asio::error::eof) << end.message();
  EXPECT_THAT(answer, HasSubstr("GET /a "));
}

// What comes until the server says that it closes.
std::string HearAll(TlsClient& client) {
  std::string heard;
  boost::system::error_code end;
  asio::read(client.stream, asio::dynamic_buffer(heard), end);
  return heard;
}

TEST(Connections, ASlowRequestOverTlsIsToldSo) {
  HttpServerOptions options = WithTls();
  options.header_timeout = options.body_timeout = absl::Milliseconds(300);
  const auto server = Start(options);
  for (const char* part :
       {"GET / HT", "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\na"}) {
    TlsClient slow(server->port());
    slow.Say(part);
    EXPECT_THAT(HearAll(slow), StartsWith("HTTP/1.1 408 Request Timeout")) << part;
  }
}

TEST(Connections, TurnsAwayOverTlsWithAnAnswer) {
  HttpServerOptions options = WithTls();
  options.max_connections = 1;
  const auto server = Start(options);
  TlsClient first(server->port());
  const absl::Time begin = absl::Now();
  for (int i = 0; i < 3; ++i) {
    TlsClient second(server->port());
    EXPECT_THAT(HearAll(second), AllOf(StartsWith("HTTP/1.1 503"), HasSubstr("\r\nDate: ")));
  }
  EXPECT_LT(absl::Now() - begin, absl::Seconds(5));
  first.Say("GET /a HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  EXPECT_THAT(HearAll(first), HasSubstr("GET /a ")) << "who was there is served";
}

// Who begins no handshake is not waited for.
TEST(Connections, TurnsAwayOverTlsWhoeverIsSilent) {
  HttpServerOptions options = WithTls();
  options.max_connections = 1;
  const auto server = Start(options);
  TlsClient first(server->port());
  std::vector<std::unique_ptr<Client>> silent;
  for (int i = 0; i < 300; ++i) silent.push_back(std::make_unique<Client>(server->port()));
  const absl::Time begin = absl::Now();
  // More than may linger are told before any handshake.
  int alerts = 0;
  for (const auto& client : silent) {
    const std::string told = client->HearAll();
    EXPECT_TRUE(told.empty() || told == kTlsNoRoom);
    alerts += !told.empty();
  }
  EXPECT_GT(alerts, 0);
  EXPECT_LT(absl::Now() - begin, absl::Seconds(5));
  TlsClient late(server->port());
  EXPECT_THAT(HearAll(late), StartsWith("HTTP/1.1 503"));
}

TEST(Connections, NoticesThatAClientOverTlsHasGone) {
  Holding holding;
  const auto server = Start(WithTls(), std::ref(holding));
  TlsClient client(server->port());
  client.Say(kGet);
  EXPECT_TRUE(holding.NoticesThat([&client] {
    // Says goodbye, which nobody reads, and closes.
    boost::system::error_code ignored;
    client.stream.next_layer().non_blocking(true, ignored);
    client.stream.shutdown(ignored);
    client.stream.next_layer().close(ignored);
  }));
}

}  // namespace
}  // namespace concordat::gateway
