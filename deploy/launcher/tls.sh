# shellcheck shell=bash
# A local certificate authority and what it signs, by the JDK's keytool, in the instance's folder. Keys are readable by their owner alone.

tls_authority_days=3650
tls_days=397
tls_renew_days=30

tls_dir() { printf '%s/tls' "$instance_dir"; }

tls_keytool() { "$JAVA_HOME/bin/keytool" "$@" -storetype PKCS12 -storepass:env TLS_PASSWORD -noprompt; }

# tls_is_due NAME: whether the certificate is not there, near its end, or was made for something else (what it is for: tls_for).
tls_is_due() {
    local until purpose
    [ -s "$(tls_dir)/$1.crt" ] && [ -s "$(tls_dir)/$1.until" ] || return 0
    { read -r until && read -r purpose; } <"$(tls_dir)/$1.until" || true
    [ "$(date +%s)" -ge $((until - tls_renew_days * 86400)) ] || { [ -n "${purpose:-}" ] && [ "$purpose" != "${tls_for:-}" ]; }
}

# tls_authority: a new one makes all it has signed worthless, so those go with it.
tls_authority() {
    tls_is_due ca || return 0
    rm -f "$(tls_dir)"/*
    random_secret >"$(tls_dir)/password"
    TLS_PASSWORD=$(cat "$(tls_dir)/password") tls_keytool -genkeypair -alias ca -keyalg EC -groupname secp256r1 -validity $tls_authority_days \
        -dname "CN=Parkbridge local authority" -ext bc:c=ca:true,pathlen:0 -ext ku:c=keyCertSign,cRLSign -keystore "$(tls_dir)/ca.p12" || return 1
    TLS_PASSWORD=$(cat "$(tls_dir)/password") tls_keytool -exportcert -rfc -alias ca -keystore "$(tls_dir)/ca.p12" -file "$(tls_dir)/ca.crt" || return 1
    printf '%d\n' $(($(date +%s) + tls_authority_days * 86400)) >"$(tls_dir)/ca.until"
}

# tls_certificate NAME COMMON_NAME EXTENSION...: NAME.crt and NAME.key, signed by the authority. Both are made beside the present ones, which
# they then replace: whoever reads them again meanwhile finds a pair.
tls_certificate() {
    local dir name=$1 subject=$2 ext=() one tls_for="$2 ${*:3}"
    shift 2
    dir=$(tls_dir)
    [ -n "${tls_renew:-}" ] || tls_is_due "$name" || return 0
    for one in "$@"; do ext+=(-ext "$one"); done
    rm -f "$dir/$name".p12 "$dir/$name".csr
    export TLS_PASSWORD
    TLS_PASSWORD=$(cat "$dir/password")
    tls_keytool -genkeypair -alias "$name" -keyalg EC -groupname secp256r1 -validity $tls_days -dname "CN=$subject" -keystore "$dir/$name.p12" \
        && tls_keytool -certreq -alias "$name" -keystore "$dir/$name.p12" -file "$dir/$name.csr" \
        && tls_keytool -gencert -rfc -alias ca -keystore "$dir/ca.p12" -validity $tls_days -ext ku:c=digitalSignature "${ext[@]}" \
            -infile "$dir/$name.csr" -outfile "$dir/$name.crt.new" \
        && "$JAVA_HOME/bin/java" -XX:TieredStopAtLevel=1 "$project/deploy/launcher/KeyAsPem.java" "$dir/$name.p12" "$name" >"$dir/$name.key.new" || return 1
    unset TLS_PASSWORD
    rm -f "$dir/$name.p12" "$dir/$name.csr" "$dir/$name.until"
    mv "$dir/$name.key.new" "$dir/$name.key" && mv "$dir/$name.crt.new" "$dir/$name.crt"
    printf '%d\n%s\n' $(($(date +%s) + tls_days * 86400)) "$tls_for" >"$dir/$name.until"
}

# What the broker's TLS listener needs, made where it is not there and renewed a month before its end, at a start.
tls_prepare() (
    umask 077
    mkdir -p "$(tls_dir)"
    find_jdk
    tls_authority && tls_broker
)

# What the broker shows: for this machine's names.
tls_broker() { tls_certificate broker localhost "san=dns:localhost,dns:$(uname -n),ip:127.0.0.1" eku=serverAuth; }

# What the web is served with: for the names and addresses that browsers use.
tls_web() {
    local name san=
    for name in ${PARKBRIDGE_HTTPS_NAMES:-localhost $(uname -n) 127.0.0.1}; do
        [[ $name =~ ^[0-9.]+$|: ]] && san+=,ip:$name || san+=,dns:$name
    done
    tls_certificate web Parkbridge "san=${san#,}" eku=serverAuth
}

# A second listener, whose clients may have to have a certificate of our authority beside their password.
tls_listener() {
    printf 'listener %s %s\ncafile /instance/tls/ca.crt\ncertfile /instance/tls/broker.crt\nkeyfile /instance/tls/broker.key\n' \
        "$mqtt_tls_port" "${PARKBRIDGE_MQTT_TLS_HOST:-127.0.0.1}"
    printf 'tls_version tlsv1.2\nrequire_certificate %s\n' "${PARKBRIDGE_MQTT_TLS_CLIENT_CERTIFICATES:-false}"
}

# certificate_command NAME|web [--renew] [--instance NAME]: a client's certificate, for brokers that ask for one; or the web's. What is good stays.
# certificate_command broker --renew: the broker's, which is restarted for it.
certificate_command() (
    local name='' tls_renew='' instance_name=''
    while [ $# -gt 0 ]; do
        case $1 in
            --renew) tls_renew=yes ;;
            --instance) instance_name=${2:?}; shift ;;
            -h | --help) usage; return ;;
            *) [ -z "$name" ] || fail "certificate takes one name"; name=$1 ;;
        esac
        shift
    done
    [[ $name =~ ^[A-Za-z0-9_.-]{1,60}$ ]] || fail "certificate takes a name of letters, digits, _, . and -, or web for the application's own"
    [[ $instance_name =~ ^[A-Za-z0-9_-]*$ ]] || fail "an instance's name is of letters, digits, _ and -"
    [ "$name" != ca ] && { [ "$name" != broker ] || [ -n "$tls_renew" ]; } || fail "$name is a name of our own"
    use_instance "$instance_name"
    umask 077
    mkdir -p "$(tls_dir)"
    find_jdk
    log=$instance_dir/log/certificate.log
    { tls_renew='' tls_authority && case $name in web) tls_web ;; broker) tls_broker ;; *) tls_certificate "$name" "$name" eku=clientAuth ;; esac; } >"$log" 2>&1 \
        || fail "the certificate cannot be made; what was said is in $log"
    [ "$name" != broker ] || restart_broker || fail "the broker does not come back with its new certificate"
    say "certificate: $(tls_dir)/$name.crt, good until $(date -d "@$(head -n 1 "$(tls_dir)/$name.until")" +%F)"
    say "key:         $(tls_dir)/$name.key"
    say "authority:   $(tls_dir)/ca.crt"
)
