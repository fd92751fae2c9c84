#include "gateway/src/http/await_answer.h"

#include <atomic>
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <memory>
#include <utility>

#include "common/base/contain.h"
#include "gateway/src/http/problem.h"

namespace concordat::gateway {
namespace {

namespace asio = boost::asio;

// The place where a handler's one answer goes. A handler that drops it unanswered,
// as one that throws does, has failed.
template <typename Completion>
class Answer {
 public:
  Answer(Completion completion, asio::any_io_executor executor)
      : completion_(std::make_shared<Completion>(std::move(completion))),
        executor_(std::move(executor)) {}
  ~Answer() { Give(ProblemResponse(absl::InternalError("no answer"), "", "")); }
  Answer(const Answer&) = delete;
  Answer& operator=(const Answer&) = delete;

  void Give(HttpResponse response) {
    if (given_.exchange(true)) return;
    asio::post(executor_, [completion = completion_, response = std::move(response)]() mutable {
      (*completion)(std::move(response));
    });
  }

 private:
  const std::shared_ptr<Completion> completion_;
  const asio::any_io_executor executor_;
  std::atomic<bool> given_ = false;
};

}  // namespace

asio::awaitable<HttpResponse> AwaitAnswer(const HttpHandler& handler, HttpRequest request) {
  const auto executor = co_await asio::this_coro::executor;
  co_return co_await asio::async_initiate<const asio::use_awaitable_t<>, void(HttpResponse)>(
      [&](auto completion) {
        auto answer =
            std::make_shared<Answer<decltype(completion)>>(std::move(completion), executor);
        RunContained("http handler", [&] {
          handler(std::move(request),
                  [answer](HttpResponse response) { answer->Give(std::move(response)); });
        });
      },
      asio::use_awaitable);
}

}  // namespace concordat::gateway
