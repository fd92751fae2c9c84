// Our responses as Beast writes them.
#ifndef CONCORDAT_GATEWAY_HTTP_BEAST_MESSAGES_H_
#define CONCORDAT_GATEWAY_HTTP_BEAST_MESSAGES_H_

#include <absl/time/time.h>

#include <boost/beast/http.hpp>
#include <string>

#include "gateway/src/http/http_message.h"

namespace concordat::gateway {

// The moment as the header Date has it.
std::string HttpDate(absl::Time time);

// `method` is the request's: HEAD gets the length of the body and no body.
boost::beast::http::response<boost::beast::http::string_body> ToMessage(HttpResponse&& response,
                                                                        const std::string& method,
                                                                        bool keep_alive);

}  // namespace concordat::gateway

#endif  // CONCORDAT_GATEWAY_HTTP_BEAST_MESSAGES_H_
