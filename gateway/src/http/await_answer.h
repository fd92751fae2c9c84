// From a coroutine to a handler, and back with its answer.
#ifndef CONCORDAT_GATEWAY_HTTP_AWAIT_ANSWER_H_
#define CONCORDAT_GATEWAY_HTTP_AWAIT_ANSWER_H_

// clang-format off: Asio 1.74 uses std::exchange without including <utility>.
#include <utility>
// clang-format on
#include <boost/asio/awaitable.hpp>

#include "gateway/src/http/http_message.h"
#include "gateway/src/http/http_server.h"

namespace concordat::gateway {

// Gives the request to the handler and waits for its answer, whichever thread that
// comes from. A handler that throws or drops the request has answered 500.
boost::asio::awaitable<HttpResponse> AwaitAnswer(const HttpHandler& handler, HttpRequest request);

}  // namespace concordat::gateway

#endif  // CONCORDAT_GATEWAY_HTTP_AWAIT_ANSWER_H_
