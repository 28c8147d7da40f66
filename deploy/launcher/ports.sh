# shellcheck shell=bash
# Ports on the loopback interface.

port_is_busy() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# need_port PORT WHAT VARIABLE
need_port() {
    if port_is_busy "$1"; then
        local who
        who=$(ss -Hltnp "sport = :$1" 2>/dev/null | sed -n 's/.*users:((\("[^"]*"\),pid=\([0-9]*\).*/ by \1 (process \2)/p' | head -n 1)
        fail "port $1 for the $2 is taken$who; stop that, or set $3 to another port"
    fi
}

free_port() {
    local port
    for _ in $(seq 50); do
        port=$((20000 + RANDOM % 12000))
        port_is_busy $port || { printf '%d\n' $port; return; }
    done
    fail "no free port found between 20000 and 32000"
}
