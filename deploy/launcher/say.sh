# shellcheck shell=bash
# What a person reads: one line a step, one sentence a failure.

# A terminal that has been closed must not keep the rest from being stopped.
say() { printf '%s\n' "$*" >&2 2>/dev/null || true; }

fail() { say "parkbridge: $*"; exit 1; }

# long_step TEXT LOG COMMAND...: runs the command with its output in LOG, showing the seconds that pass where someone watches.
long_step() {
    local text=$1 log=$2 began=$SECONDS ticker=
    shift 2
    mkdir -p "$(dirname "$log")"
    if [ -t 2 ]; then
        (while sleep 1; do printf '\r%s ... %d s' "$text" $((SECONDS - began)) >&2; done) &
        ticker=$!
    else
        say "$text ..."
    fi
    local status=0
    "$@" >"$log" 2>&1 </dev/null || status=$?
    if [ -n "$ticker" ]; then
        kill "$ticker" 2>/dev/null || true
        wait "$ticker" 2>/dev/null || true
        printf '\r' >&2
    fi
    [ $status -eq 0 ] || { tail -n 15 "$log" >&2; return $status; }
    say "$text: done in $((SECONDS - began)) s"
}

# wait_until SECONDS COMMAND...: polls until the command succeeds.
wait_until() {
    local deadline=$((SECONDS + $1))
    shift
    until "$@" >/dev/null 2>&1; do
        [ $SECONDS -lt $deadline ] || return 1
        sleep 0.2
    done
}

random_secret() { od -An -N16 -tx1 /dev/urandom | tr -d ' \n'; }
