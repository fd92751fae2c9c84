// Names of attributes and metrics after the OpenTelemetry semantic conventions
// (1.45). The header that comes with the C++ library is older than they are.
#ifndef CONCORDAT_COMMON_TELEMETRY_SEMCONV_H_
#define CONCORDAT_COMMON_TELEMETRY_SEMCONV_H_

namespace concordat::semconv {

inline constexpr char kErrorType[] = "error.type";
inline constexpr char kUserId[] = "user.id";

inline constexpr char kRpcSystemName[] = "rpc.system.name";
// `concordat.programme.v1.Projects/GetProject`.
inline constexpr char kRpcMethod[] = "rpc.method";
// `OK`, `NOT_FOUND`, …
inline constexpr char kRpcResponseStatusCode[] = "rpc.response.status_code";
inline constexpr char kRpcServerCallDuration[] = "rpc.server.call.duration";
// What stands for a method that is not served, so that nobody makes up series.
inline constexpr char kOtherMethod[] = "_OTHER";

inline constexpr char kDbSystemName[] = "db.system.name";
inline constexpr char kDbNamespace[] = "db.namespace";
inline constexpr char kDbOperationName[] = "db.operation.name";
inline constexpr char kDbCollectionName[] = "db.collection.name";
inline constexpr char kDbQuerySummary[] = "db.query.summary";
inline constexpr char kDbQueryText[] = "db.query.text";

inline constexpr char kHttpRequestMethod[] = "http.request.method";
inline constexpr char kHttpResponseStatusCode[] = "http.response.status_code";
inline constexpr char kHttpRoute[] = "http.route";
inline constexpr char kUrlPath[] = "url.path";
inline constexpr char kUrlScheme[] = "url.scheme";
inline constexpr char kHttpServerDuration[] = "http.server.request.duration";

}  // namespace concordat::semconv

#endif  // CONCORDAT_COMMON_TELEMETRY_SEMCONV_H_
