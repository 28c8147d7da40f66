#!/bin/sh
# Makes the broker's first accounts: accounts.sh PLAIN TEMPLATE OUT. PLAIN has a line name:password for each, and hashes alone when it ends.
# Runs beside the broker, because mosquitto_passwd is what hashes as the dynamic security plugin does (PBKDF2, 101 rounds,
# which is enough for random passwords of 128 bits). A password is never an argument that other users can see.
set -eu
umask 077

clients() {
    comma=
    while IFS=: read -r name hashed; do
        case $name in
            parkbridge) role=application ;;
            parkbridge-accounts) role=accounts ;;
            sensors) role=all-sites ;;
        esac
        hash=${hashed##*\$}
        salt=${hashed%\$*}
        printf '%s\n    {"username": "%s", "salt": "%s", "password": "%s", "iterations": 101, "roles": [{"rolename": "%s"}]}' \
            "$comma" "$name" "${salt##*\$}" "$hash" "$role"
        comma=,
    done <"$1"
}

mosquitto_passwd -U "$1"
while IFS= read -r line; do
    case $line in
        *'"clients": []'*) printf '  "clients": [%s\n  ]\n' "$(clients "$1")" ;;
        *) printf '%s\n' "$line" ;;
    esac
done <"$2" >"$3"
