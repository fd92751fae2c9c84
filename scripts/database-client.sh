# MariaDB's clients as the owner of the schema that CONCORDAT_DB_* name; sourced after lib.sh.
: "${CONCORDAT_DB_SCHEMA:?is not set}" "${CONCORDAT_DB_USER:?is not set}"

database_options=(--no-defaults "--user=$CONCORDAT_DB_USER")
if [ -n "${CONCORDAT_DB_SOCKET:-}" ]; then
  database_options+=("--socket=$CONCORDAT_DB_SOCKET")
else
  database_options+=("--host=${CONCORDAT_DB_HOST:-127.0.0.1}" "--port=${CONCORDAT_DB_PORT:-3306}")
fi
[ -z "${CONCORDAT_DB_CA_FILE:-}" ] || database_options+=("--ssl-ca=$CONCORDAT_DB_CA_FILE" --ssl-verify-server-cert)

# In the environment of the client alone, where no other account sees it.
with_password() {
  local password=
  [ -z "${CONCORDAT_DB_PASSWORD_FILE:-}" ] || password=$(cat "$CONCORDAT_DB_PASSWORD_FILE")
  MYSQL_PWD=$password "$@"
}

dump() { with_password mariadb-dump "${database_options[@]}" "$@"; }

# query [SQL]: one statement, or what comes on standard input.
query() {
  with_password mariadb "${database_options[@]}" --batch --skip-column-names \
    --default-character-set=utf8mb4 "$CONCORDAT_DB_SCHEMA" ${1:+-e "$1"}
}

# What `verify-history` says of it; the end where it is not sound.
history_of() {
  local program=$1 said
  shift
  said=$("$program" verify-history "$@") || fail "The history is not sound: $(tail -n 5 <<<"$said")"
  printf '%s\n' "$said"
}

# POSITION:HASH of its newest entry.
head_of() { grep -oE '[0-9]+:[0-9a-f]{64}' <<<"$1" | tail -n 1; }
