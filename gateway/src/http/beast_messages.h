// Between Beast's messages and ours.
#ifndef CONCORDAT_GATEWAY_HTTP_BEAST_MESSAGES_H_
#define CONCORDAT_GATEWAY_HTTP_BEAST_MESSAGES_H_

#include <boost/beast/http.hpp>
#include <string>
#include <string_view>

#include "gateway/src/http/http_message.h"

namespace concordat::gateway {

inline std::string_view View(boost::beast::string_view text) { return {text.data(), text.size()}; }

HttpRequest ToRequest(boost::beast::http::request<boost::beast::http::string_body>&& message);

// `method` is the request's: HEAD gets the length of the body and no body.
boost::beast::http::response<boost::beast::http::string_body> ToMessage(HttpResponse&& response,
                                                                        const std::string& method,
                                                                        bool keep_alive);

// What is wrong with a request that could not be read; 0 when nobody is there to be told.
int StatusOf(const boost::system::error_code& error);

}  // namespace concordat::gateway

#endif  // CONCORDAT_GATEWAY_HTTP_BEAST_MESSAGES_H_
