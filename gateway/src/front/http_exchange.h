// One HTTP request under way. Lives until it has been answered.
#ifndef CONCORDAT_GATEWAY_FRONT_HTTP_EXCHANGE_H_
#define CONCORDAT_GATEWAY_FRONT_HTTP_EXCHANGE_H_

#include <memory>

#include "gateway/src/front/http_front.h"

namespace concordat::gateway {

class HttpExchange : public std::enable_shared_from_this<HttpExchange> {
 public:
  HttpExchange(const HttpFrontParts& parts, HttpRequest request, Respond respond);

  void Run();

 private:
  // Answers, or says why not, or leaves it to the dispatch to answer.
  absl::Status Serve();
  absl::Status Call(const Router::Match& match);
  // What the method answered, as HTTP.
  absl::Status Show(DispatchAnswer answer);
  // Ends in an answer, whatever the step throws.
  void Finish(absl::FunctionRef<absl::Status()> step);
  void Fail(const absl::Status& status);
  void Answer(HttpResponse response, const absl::Status& error = absl::OkStatus());
  // The browser's, where its pages may call us.
  std::string_view KnownOrigin() const;

  const HttpFrontParts& parts_;
  const HttpRequest http_;
  RequestRecord record_;
  const Route* route_ = nullptr;
  Respond respond_;
};

}  // namespace concordat::gateway

#endif  // CONCORDAT_GATEWAY_FRONT_HTTP_EXCHANGE_H_
