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
inline constexpr char kRpcClientCallDuration[] = "rpc.client.call.duration";
// What stands for a method that is not served, so that nobody makes up series.
inline constexpr char kOtherMethod[] = "_OTHER";

inline constexpr char kDbSystemName[] = "db.system.name";
inline constexpr char kDbNamespace[] = "db.namespace";
inline constexpr char kDbOperationName[] = "db.operation.name";
inline constexpr char kDbCollectionName[] = "db.collection.name";
inline constexpr char kDbQuerySummary[] = "db.query.summary";
inline constexpr char kDbQueryText[] = "db.query.text";
inline constexpr char kDbClientOperationDuration[] = "db.client.operation.duration";
inline constexpr char kDbClientConnectionCount[] = "db.client.connection.count";
inline constexpr char kDbClientConnectionMax[] = "db.client.connection.max";
inline constexpr char kDbClientConnectionPendingRequests[] =
    "db.client.connection.pending_requests";
inline constexpr char kDbClientConnectionWaitTime[] = "db.client.connection.wait_time";
inline constexpr char kDbClientConnectionUseTime[] = "db.client.connection.use_time";
inline constexpr char kDbClientConnectionPoolName[] = "db.client.connection.pool.name";
// `idle` or `used`.
inline constexpr char kDbClientConnectionState[] = "db.client.connection.state";

inline constexpr char kHttpRequestMethod[] = "http.request.method";
inline constexpr char kHttpResponseStatusCode[] = "http.response.status_code";
inline constexpr char kHttpRoute[] = "http.route";
inline constexpr char kUrlPath[] = "url.path";
inline constexpr char kUrlScheme[] = "url.scheme";
inline constexpr char kHttpServerDuration[] = "http.server.request.duration";

inline constexpr char kServiceName[] = "service.name";
inline constexpr char kServiceNamespace[] = "service.namespace";
inline constexpr char kServiceInstanceId[] = "service.instance.id";
inline constexpr char kServiceVersion[] = "service.version";

inline constexpr char kProcessCpuTime[] = "process.cpu.time";
inline constexpr char kProcessMemoryUsage[] = "process.memory.usage";
inline constexpr char kProcessOpenFiles[] = "process.unix.file_descriptor.count";
inline constexpr char kProcessUptime[] = "process.uptime";

// What the conventions have no name for.

// Whose workers do it: `callers`, `heavy`, `peers`.
inline constexpr char kLane[] = "concordat.lane";
inline constexpr char kWorkQueued[] = "concordat.work.queued";
inline constexpr char kWorkWaitTime[] = "concordat.work.wait_time";
inline constexpr char kWorkersBusy[] = "concordat.workers.busy";
inline constexpr char kWorkersMax[] = "concordat.workers.max";

inline constexpr char kCollection[] = "concordat.collection";
// `created`, `updated`, `unchanged`
inline constexpr char kOutcome[] = "concordat.outcome";
inline constexpr char kImportDuration[] = "concordat.import.duration";
inline constexpr char kImportRecords[] = "concordat.import.records";

// Of one attempt, with rpc.method and rpc.response_status_code.
inline constexpr char kOperationDuration[] = "concordat.operation.duration";
inline constexpr char kOperationsRunning[] = "concordat.operations.running";

inline constexpr char kClockSkew[] = "concordat.clock.skew";
inline constexpr char kSequencerLag[] = "concordat.sequencer.lag";
inline constexpr char kSequencerLeading[] = "concordat.sequencer.leading";
inline constexpr char kSequencerChanges[] = "concordat.sequencer.changes";
inline constexpr char kPeer[] = "concordat.peer";
inline constexpr char kProjectionLag[] = "concordat.projection.lag";

// `mutual`, `public`
inline constexpr char kCertificate[] = "concordat.certificate";
// Both in seconds since 1970.
inline constexpr char kBackupTime[] = "concordat.backup.time";
inline constexpr char kCertificateExpiry[] = "concordat.certificate.expiry";

}  // namespace concordat::semconv

#endif  // CONCORDAT_COMMON_TELEMETRY_SEMCONV_H_
