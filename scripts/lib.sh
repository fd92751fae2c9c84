# What the scripts share; sourced, never run. Callers set -euo pipefail first.
ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
# Everything that is made while installing and running, apart from the build.
VAR=${CONCORDAT_VAR:-$ROOT/var}
BUILD=${CONCORDAT_BUILD:-$ROOT/build/release}
export PIP_DISABLE_PIP_VERSION_CHECK=1

say() { printf '%s\n' "$*"; }

# One sentence on stderr, then the end.
fail() {
  printf '%s: %s\n' "$(basename "$0")" "$*" >&2
  exit 1
}

# The sentence for a failed command, from what it printed to file $1; $2 says
# what was being done.
explain_failure() {
  local log=$1 what=$2
  if grep -qiE 'No space left on device|not enough free space' "$log"; then
    fail "The disk is full: free some space, then run this again (while $what)."
  elif grep -qiE 'Could not get lock|is locked by another process' "$log"; then
    fail "Another program is installing packages (dpkg's lock is held): run this again when it has finished."
  elif grep -qiE 'Temporary failure resolving|Could not resolve|Could not connect|Cannot initiate the connection|Unable to connect|Network is unreachable|no such host|i/o timeout|dial tcp|NewConnectionError|Failed to establish a new connection|ENOTFOUND|EAI_AGAIN|ECONNREFUSED|Connection timed out' "$log"; then
    fail "No network: the package registry does not answer while $what; run this again when it does."
  fi
  tail -n 15 "$log" >&2
  fail "Failed while $what; the lines above are the end of $log."
}

# Runs a command with its output in a log and explains its failure:
# logged LOG WHAT COMMAND...
logged() {
  local log=$1 what=$2
  shift 2
  mkdir -p "$(dirname "$log")" 2>/dev/null || fail "Cannot write to $(dirname "$log")."
  "$@" >"$log" 2>&1 </dev/null || explain_failure "$log" "$what"
}

# Stops with a sentence unless $1 has at least $2 MiB free.
need_space() {
  local folder=$1 mib=$2 free
  mkdir -p "$folder" 2>/dev/null ||
    fail "Cannot create $folder: the disk is full or the folder is not yours to write."
  free=$(df -Pm "$folder" | awk 'NR==2 {print $4}')
  [ "$free" -ge "$mib" ] || fail "The disk is full: $folder has ${free} MiB free and needs ${mib}."
}

# timed WHAT COMMAND...: runs it and says what it took; its failure is the end.
timed() {
  local what=$1 begin=$SECONDS
  shift
  "$@" || {
    local code=$?
    say "== $what failed after $((SECONDS - begin)) s"
    exit "$code"
  }
  say "== $what: $((SECONDS - begin)) s"
}
