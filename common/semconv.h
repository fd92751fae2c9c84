// Names of attributes and metrics after the OpenTelemetry semantic conventions
// (1.36). The header that comes with the C++ library is older than they are.
#ifndef CONCORDAT_COMMON_SEMCONV_H_
#define CONCORDAT_COMMON_SEMCONV_H_

namespace concordat::semconv {

inline constexpr char kRpcSystem[] = "rpc.system";
inline constexpr char kRpcService[] = "rpc.service";
inline constexpr char kRpcMethod[] = "rpc.method";
inline constexpr char kRpcGrpcStatusCode[] = "rpc.grpc.status_code";
inline constexpr char kErrorType[] = "error.type";
inline constexpr char kEnduserId[] = "user.id";

inline constexpr char kDbSystemName[] = "db.system.name";
inline constexpr char kDbOperationName[] = "db.operation.name";
inline constexpr char kDbQuerySummary[] = "db.query.summary";
inline constexpr char kDbNamespace[] = "db.namespace";

inline constexpr char kHttpRequestMethod[] = "http.request.method";
inline constexpr char kHttpResponseStatusCode[] = "http.response.status_code";
inline constexpr char kHttpRoute[] = "http.route";
inline constexpr char kUrlPath[] = "url.path";
inline constexpr char kUrlScheme[] = "url.scheme";

inline constexpr char kRpcServerDuration[] = "rpc.server.duration";
inline constexpr char kHttpServerDuration[] = "http.server.request.duration";

}  // namespace concordat::semconv

#endif  // CONCORDAT_COMMON_SEMCONV_H_
