# Starts programs, notices when one ends and stops them in order; sourced after
# lib.sh. A register in var/run names each child by process id and start time,
# so that what a killed run left behind is found, and nothing else is stopped.
RUN=$VAR/run
LOG=$VAR/log
CHILDREN=$RUN/children
STOP_SECONDS=20

# The moment a process started, in the kernel's ticks; empty for one that is
# gone or only waits to be reaped.
started_at() {
  local stat
  { read -r stat <"/proc/$1/stat"; } 2>/dev/null || return 0
  # The name, in brackets, may hold anything; the state comes after it.
  set -- ${stat##*) }
  [ "$1" = Z ] || echo "${20}"
}

# True while process $1 is still the one that started at $2.
still_there() { [ -n "$2" ] && [ "$(started_at "$1")" = "$2" ]; }

register() { echo "$1 $2 $(started_at "$2")" >>"$CHILDREN"; }

# child NAME COMMAND...: in a session of its own, so that Ctrl-C reaches only us.
child() {
  local name=$1
  shift
  setsid "$@" >"$LOG/$name.log" 2>&1 </dev/null 9>&- &
  register "$name" $!
}

# Prints the name of the first child that has ended, if any.
ended_child() {
  local name pid start
  while read -r name pid start; do
    still_there "$pid" "$start" || { say "$name"; return; }
  done <"$CHILDREN"
}

# Stops with the end of the child's log if one has ended.
check_children() {
  local name
  name=$(ended_child)
  [ -z "$name" ] && return
  tail -n 15 "$LOG/$name.log" >&2 || true
  fail "$name ended unexpectedly; the lines above are the end of $LOG/$name.log."
}

# await NAME WHAT COMMAND...: until the command succeeds, at most 60 s.
await() {
  local name=$1 what=$2 deadline=$((SECONDS + 60))
  shift 2
  until "$@" 2>/dev/null >&2; do
    check_children
    [ $SECONDS -lt $deadline ] || fail "$name does not $what within 60 s; see $LOG/$name.log."
    sleep 0.05
  done
}

stop_child() {
  local name=$1 pid=$2 start=$3 deadline=$((SECONDS + STOP_SECONDS))
  still_there "$pid" "$start" || return 0
  kill -TERM "$pid" 2>/dev/null || return 0
  while still_there "$pid" "$start"; do
    if [ $SECONDS -ge $deadline ]; then
      say "$name did not stop in $STOP_SECONDS s and is killed."
      kill -KILL "$pid" 2>/dev/null || true
      deadline=$((deadline + STOP_SECONDS))
    fi
    sleep 0.05
  done
}

# The last started is the first to stop: the gateway, then what it calls.
stop_children() {
  [ -s "$CHILDREN" ] || return 0
  local name pid start
  while read -r name pid start; do
    stop_child "$name" "$pid" "$start"
  done < <(tac "$CHILDREN")
  rm -f "$CHILDREN"
}

# True when the register names a process that still runs.
any_child() {
  local name pid start
  [ -s "$CHILDREN" ] || return 1
  while read -r name pid start; do
    still_there "$pid" "$start" && return 0
  done <"$CHILDREN"
  return 1
}
