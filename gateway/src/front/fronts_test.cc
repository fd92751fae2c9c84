// What holds for a call whichever front it comes through.
#include <absl/synchronization/notification.h>
#include <gmock/gmock.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/write.hpp>
#include <latch>
#include <nlohmann/json.hpp>
#include <optional>
#include <stdexcept>
#include <thread>

#include "common/peers/service_calls.h"
#include "concordat/gateway/v1/board_pack.pb.h"
#include "tests/support/gateway_testing.h"

namespace concordat::gateway {
namespace {

using programme::v1::GetProjectRequest;
using programme::v1::Project;
using programme::v1::UpdateProjectRequest;
using test::GatewayUnderTest;
using test::kGetProject;

constexpr char kProjectPath[] = "/v1/partnerships/north/projects/bridge";
constexpr char kPackPath[] = "/v1/partnerships/north:boardPack";
constexpr char kUpdateProject[] = "concordat.programme.v1.Projects.UpdateProject";
constexpr char kGetPack[] = "concordat.gateway.v1.BoardPacks.GetBoardPack";
constexpr absl::Duration kLong = absl::Minutes(59);

const std::string& Token() {
  static const std::string& token =
      *new std::string(test::TestKeys::Shared().token("partnership-office"));
  return token;
}

// An answer apart from how it came.
struct Outcome {
  std::string code;
  std::string reason;
  // Of the response, lower-case names.
  std::map<std::string, std::string> headers;
};

// A client of one of the fronts.
class Client {
 public:
  virtual ~Client() = default;
  virtual Outcome Get(absl::Duration limit = absl::Seconds(20)) = 0;
  virtual Outcome Pack(absl::Duration limit = absl::Seconds(20)) = 0;
  // An etag or `*`; what is empty is left out.
  virtual Outcome Update(const std::string& etag, const std::string& request_id) = 0;
  // Asks, and goes away as soon as `under_way` returns.
  virtual void GetAndGo(std::function<void()> under_way) = 0;
  virtual void PackAndGo(std::function<void()> under_way) = 0;
};

class HttpClient : public Client {
 public:
  explicit HttpClient(GatewayUnderTest& gateway) : gateway_(gateway) {}
  Outcome Get(absl::Duration limit) override { return Ask("GET", kProjectPath, For(limit)); }
  Outcome Pack(absl::Duration limit) override { return Ask("GET", kPackPath, For(limit)); }
  Outcome Update(const std::string& etag, const std::string& request_id) override {
    std::map<std::string, std::string> headers;
    if (!etag.empty()) headers["If-Match"] = etag == "*" ? etag : Concat("\"", etag, "\"");
    if (!request_id.empty()) headers["Idempotency-Key"] = request_id;
    return Ask("PATCH", kProjectPath, std::move(headers), R"({"title":"Bridge"})");
  }
  void GetAndGo(std::function<void()> under_way) override { AskAndGo(kProjectPath, under_way); }
  void PackAndGo(std::function<void()> under_way) override { AskAndGo(kPackPath, under_way); }

 private:
  static std::map<std::string, std::string> For(absl::Duration limit) {
    return {{"Request-Timeout", Concat(absl::ToDoubleSeconds(limit))}};
  }

  Outcome Ask(const char* method, const char* path, std::map<std::string, std::string> headers,
              const std::string& body = "") {
    headers["Authorization"] = "Bearer " + Token();
    const test::HttpAnswer answer = gateway_.Send(method, path, headers, body, false);
    if (answer.status == 200) return {"OK", "", answer.headers};
    const auto problem = nlohmann::json::parse(answer.body);
    return {problem["code"], problem.value("reason", ""), answer.headers};
  }

  void AskAndGo(const char* path, const std::function<void()>& under_way) {
    boost::asio::io_context io;
    boost::asio::ip::tcp::socket socket(io);
    socket.connect(
        {boost::asio::ip::make_address("127.0.0.1"), static_cast<uint16_t>(gateway_.http_port())});
    const std::string request =
        Concat("GET ", path, " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ", Token(), "\r\n\r\n");
    boost::asio::write(socket, boost::asio::buffer(request));
    under_way();
  }

  GatewayUnderTest& gateway_;
};

class GrpcClient : public Client {
 public:
  explicit GrpcClient(GatewayUnderTest& gateway) : gateway_(gateway) {}
  Outcome Get(absl::Duration limit) override { return Ask(kGetProject, test::AskFor(), limit); }
  Outcome Pack(absl::Duration limit) override { return Ask(kGetPack, PackRequest(), limit); }
  Outcome Update(const std::string& etag, const std::string& request_id) override {
    UpdateProjectRequest request;
    request.mutable_project()->set_name(test::kProjectName);
    request.mutable_project()->set_title("Bridge");
    request.mutable_project()->set_etag(etag);
    request.set_request_id(request_id);
    return Ask(kUpdateProject, request, absl::Seconds(20));
  }
  void GetAndGo(std::function<void()> under_way) override {
    AskAndGo(kGetProject, test::AskFor(), under_way);
  }
  void PackAndGo(std::function<void()> under_way) override {
    AskAndGo(kGetPack, PackRequest(), under_way);
  }

 private:
  static v1::GetBoardPackRequest PackRequest() {
    v1::GetBoardPackRequest request;
    request.set_name("partnerships/north");
    return request;
  }
  static std::string PathOf(const char* method) {
    return PathOfMethod(
        *google::protobuf::DescriptorPool::generated_pool()->FindMethodByName(method));
  }

  Outcome Ask(const char* method, const google::protobuf::Message& request, absl::Duration limit) {
    const test::RpcAnswer answer = gateway_.Call(PathOf(method), request, Token(), limit);
    return {absl::StatusCodeToString(answer.status.code()), ReasonOf(answer.status),
            answer.metadata};
  }

  void AskAndGo(const char* method, const google::protobuf::Message& request,
                const std::function<void()>& under_way) {
    grpc::ClientContext context;
    std::thread call([&] {
      const auto answer = gateway_.Call(PathOf(method), request, Token(), kLong, &context);
      EXPECT_EQ(answer.status.code(), absl::StatusCode::kCancelled);
    });
    under_way();
    context.TryCancel();
    call.join();
  }

  GatewayUnderTest& gateway_;
};

absl::StatusOr<Project> Echo(const Caller&, const GetProjectRequest& request) {
  Project project;
  project.set_name(request.name());
  return project;
}

// A handler that answers nothing before its client goes away.
class Waiting {
 public:
  explicit Waiting(int calls) : entered_(calls), gone_(calls) {}
  absl::StatusOr<Project> operator()(const Caller& caller, const GetProjectRequest&) {
    absl::Notification gone;
    const std::stop_callback told(caller.cancelled, [&gone] { gone.Notify(); });
    entered_.count_down();
    EXPECT_TRUE(gone.WaitForNotificationWithTimeout(absl::Seconds(10)));
    gone_.count_down();
    return absl::CancelledError("nobody waits");
  }
  void AwaitEntered() { entered_.wait(); }
  void AwaitGone() { gone_.wait(); }

 private:
  std::latch entered_, gone_;
};

class FrontsTest : public testing::TestWithParam<const char*> {
 protected:
  Client& Start(test::ServerUnderTest::GetProject handler) {
    gateway_.emplace(std::move(handler));
    const bool http = std::string_view(GetParam()) == "Http";
    client_ = http ? std::unique_ptr<Client>(std::make_unique<HttpClient>(*gateway_))
                   : std::make_unique<GrpcClient>(*gateway_);
    return *client_;
  }

  void BindPack(std::function<absl::StatusOr<v1::BoardPack>(const Caller&)> pack) {
    gateway_->local().Bind<v1::GetBoardPackRequest, v1::BoardPack>(
        kGetPack, [pack = std::move(pack)](const Caller& caller, const v1::GetBoardPackRequest&) {
          return pack(caller);
        });
  }

  // Answers updates with the etags that they brought.
  void BindUpdate(std::function<absl::Status(const UpdateProjectRequest&)> update) {
    gateway_->service().methods().Bind<UpdateProjectRequest, Project>(
        kUpdateProject,
        [update = std::move(update)](const Caller&, const UpdateProjectRequest& request) {
          absl::Status status = update(request);
          return status.ok() ? absl::StatusOr<Project>(request.project()) : status;
        });
  }

  std::optional<GatewayUnderTest> gateway_;
  std::unique_ptr<Client> client_;
};

INSTANTIATE_TEST_SUITE_P(Both, FrontsTest, testing::Values("Http", "Grpc"),
                         [](const auto& info) { return info.param; });

TEST_P(FrontsTest, AnswerFromTheService) {
  Client& client = Start(Echo);
  EXPECT_EQ(client.Get().code, "OK");
}

TEST_P(FrontsTest, TakeNoLongerThanTheMethodMay) {
  std::vector<absl::Duration> left;
  Client& client = Start([&left](const Caller& caller, const GetProjectRequest& request) {
    left.push_back(caller.deadline - absl::Now());
    return Echo(caller, request);
  });
  BindPack([&left](const Caller& caller) {
    left.push_back(caller.deadline - absl::Now());
    return v1::BoardPack();
  });
  for (const absl::Duration asked : {kLong, absl::Hours(2), absl::Seconds(5)}) {
    left.clear();
    EXPECT_EQ(client.Get(asked).code, "OK");
    EXPECT_EQ(client.Pack(asked).code, "OK");
    ASSERT_EQ(left.size(), 2U);
    for (const absl::Duration each : left) {
      EXPECT_LT(each, std::min(asked, absl::Seconds(30)) + absl::Seconds(1)) << asked;
      EXPECT_GT(each, absl::ZeroDuration());
    }
  }
}

TEST_P(FrontsTest, TryReadsAgainWhereNobodyAnswered) {
  std::atomic<int> calls = 0;
  Client& client = Start(
      [&calls](const Caller& caller, const GetProjectRequest& request) -> absl::StatusOr<Project> {
        if (++calls < 3) return absl::UnavailableError("busy");
        return Echo(caller, request);
      });
  EXPECT_EQ(client.Get().code, "OK");
  EXPECT_EQ(calls, 3);
}

TEST_P(FrontsTest, TryWritesAgainThatHaveARequestId) {
  Client& client = Start(Echo);
  std::atomic<int> calls = 0;
  BindUpdate([&calls](const UpdateProjectRequest&) {
    return ++calls < 3 ? absl::UnavailableError("busy") : absl::OkStatus();
  });
  EXPECT_EQ(client.Update("7", "once").code, "OK");
  EXPECT_EQ(calls, 3);
  calls = 0;
  EXPECT_EQ(client.Update("7", "").code, "UNAVAILABLE");
  EXPECT_EQ(calls, 1);
}

TEST_P(FrontsTest, NeedTheEtagOfWhatIsChanged) {
  Client& client = Start(Echo);
  std::vector<std::string> etags;
  BindUpdate([&etags](const UpdateProjectRequest& request) {
    etags.push_back(request.project().etag());
    return absl::OkStatus();
  });
  const Outcome missing = client.Update("", "");
  EXPECT_EQ(missing.code, "FAILED_PRECONDITION");
  EXPECT_EQ(missing.reason, "ETAG_MISSING");
  EXPECT_EQ(client.Update("7", "").code, "OK");
  EXPECT_EQ(client.Update("*", "").code, "OK");
  // Any etag will do for `*`: the service is told none.
  EXPECT_THAT(etags, testing::ElementsAre("7", ""));
}

TEST_P(FrontsTest, TellThePositionsOfAPack) {
  Client& client = Start(Echo);
  BindPack([](const Caller& caller) {
    (*caller.response_headers)["Concordat-Positions"] = "programme=1:4";
    return v1::BoardPack();
  });
  const Outcome outcome = client.Pack();
  EXPECT_EQ(outcome.code, "OK");
  EXPECT_EQ(outcome.headers.at("concordat-positions"), "programme=1:4");
}

TEST_P(FrontsTest, AThrowIsAnErrorOfOneCall) {
  Client& client = Start([](const Caller&, const GetProjectRequest&) -> absl::StatusOr<Project> {
    throw std::runtime_error("secret");
  });
  BindPack([](const Caller&) -> absl::StatusOr<v1::BoardPack> { throw std::bad_alloc(); });
  for (int i = 0; i < 5; ++i) {
    EXPECT_EQ(client.Get().code, "INTERNAL");
    EXPECT_EQ(client.Pack().code, "INTERNAL");
  }
}

TEST_P(FrontsTest, AThrowBesideCallsUnderWayIsAnErrorToo) {
  Waiting waiting(2);
  Client& client = Start(std::ref(waiting));
  BindPack([&](const Caller& caller) -> absl::StatusOr<v1::BoardPack> {
    const ServiceCalls calls(gateway_->backends(), caller, absl::Minutes(1));
    auto one = calls.Begin<Project>("programme", kGetProject, test::AskFor());
    auto other = calls.Begin<Project>("programme", kGetProject, test::AskFor());
    waiting.AwaitEntered();
    throw std::runtime_error("thrown");
  });
  EXPECT_EQ(client.Pack().code, "INTERNAL");
  waiting.AwaitGone();
}

TEST_P(FrontsTest, AClientThatGoesAwayTakesItsCallBack) {
  Waiting waiting(1);
  Client& client = Start(std::ref(waiting));
  client.GetAndGo([&waiting] { waiting.AwaitEntered(); });
  const absl::Time left = absl::Now();
  waiting.AwaitGone();
  EXPECT_LT(absl::Now() - left, absl::Seconds(2));
}

TEST_P(FrontsTest, AClientThatGoesAwayTakesTheCallsOfOurOwnMethodBack) {
  Waiting waiting(2);
  Client& client = Start(std::ref(waiting));
  absl::Notification ended;
  BindPack([&](const Caller& caller) -> absl::StatusOr<v1::BoardPack> {
    const ServiceCalls calls(gateway_->backends(), caller, absl::Minutes(1));
    auto one = calls.Begin<Project>("programme", kGetProject, test::AskFor());
    auto other = calls.Begin<Project>("programme", kGetProject, test::AskFor());
    EXPECT_EQ(one.Get().status().code(), absl::StatusCode::kCancelled);
    EXPECT_EQ(other.Get().status().code(), absl::StatusCode::kCancelled);
    ended.Notify();
    return absl::CancelledError("nobody waits");
  });
  client.PackAndGo([&waiting] { waiting.AwaitEntered(); });
  waiting.AwaitGone();
  EXPECT_TRUE(ended.WaitForNotificationWithTimeout(absl::Seconds(5)));
}

TEST_P(FrontsTest, StopAtOnceWhenTheirClientsHaveGone) {
  Waiting waiting(1);
  Client& client = Start(std::ref(waiting));
  client.GetAndGo([&waiting] { waiting.AwaitEntered(); });
  const absl::Time begin = absl::Now();
  client_.reset();
  gateway_.reset();
  EXPECT_LT(absl::Now() - begin, absl::Seconds(3));
}

}  // namespace
}  // namespace concordat::gateway
