# The ports of ./run on 127.0.0.1, each by environment; sourced.
HTTP_PORT=${CONCORDAT_HTTP_PORT:-8080}
GRPC_PORT=${CONCORDAT_GRPC_PORT:-9090}
PROGRAMME_PORT=${CONCORDAT_PROGRAMME_PORT:-7001}
BENEFITS_PORT=${CONCORDAT_BENEFITS_PORT:-7002}
RISK_PORT=${CONCORDAT_RISK_PORT:-7003}
OTLP_PORT=${CONCORDAT_OTLP_PORT:-4317}
METRICS_PORT=${CONCORDAT_METRICS_PORT:-8889}
COLLECTOR_HEALTH_PORT=${CONCORDAT_COLLECTOR_HEALTH_PORT:-13133}
PORT_NAMES=(HTTP GRPC PROGRAMME BENEFITS RISK OTLP METRICS COLLECTOR_HEALTH)

listens() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# Stops with a sentence if something else listens where we want to.
need_ports() {
  local name port
  for name in "${PORT_NAMES[@]}"; do
    port=${name}_PORT
    ! listens "${!port}" ||
      fail "Port ${!port} is busy: stop what listens on 127.0.0.1:${!port} or choose another with CONCORDAT_${name}_PORT."
  done
}
