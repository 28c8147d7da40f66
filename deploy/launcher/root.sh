# shellcheck shell=bash
# A private root with PostgreSQL, TimescaleDB and Mosquitto from Debian 13's own packages, shared by all clones of this user.
# Nothing is installed on the host but the tools that make it.

root_suite=trixie
root_packages=postgresql-17-timescaledb,mosquitto,mosquitto-clients,dash,base-files
root_cache=${XDG_CACHE_HOME:-$HOME/.cache}/parkbridge
root=$root_cache/root-$root_suite-1
root_uid=1000

is_debian_family() { grep -qE '^(ID|ID_LIKE)=.*(debian|ubuntu)' /etc/os-release 2>/dev/null; }

# apt_install WHY COMMAND=PACKAGE...: installs the packages whose commands are missing, announced first.
apt_install() {
    local why=$1 pair packages=() sudo=()
    shift
    for pair in "$@"; do
        command -v "${pair%%=*}" >/dev/null || packages+=("${pair#*=}")
    done
    [ ${#packages[@]} -gt 0 ] || return 0
    if [ "$(id -u)" -ne 0 ]; then
        sudo -n true 2>/dev/null || fail "$why needs ${packages[*]}: run 'sudo apt-get install ${packages[*]}' once, then this again"
        sudo=(sudo)
    fi
    say "installing ${packages[*]} with apt, for $why"
    long_step "apt-get update" "$root_cache/apt.log" "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get update
    long_step "apt-get install ${packages[*]}" "$root_cache/apt.log" \
        "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${packages[@]}" \
        || fail "apt cannot install ${packages[*]}; its output is in $root_cache/apt.log"
}

# The host's own Debian mirror; empty on Ubuntu, whose mirrors carry no Debian: then mmdebstrap takes its default.
debian_mirror() {
    local mirror
    # shellcheck disable=SC2016
    mirror=$(apt-get indextargets --format '$(ORIGIN) $(REPO_URI)' 'Created-By: Packages' 2>/dev/null \
        | sed -n 's/^Debian \(.*\/debian\)\/*$/\1/p' | head -n 1)
    printf '%s\n' "$mirror"
}

make_root() {
    local partial=$root.partial mode=auto
    # only unpacking, which needs no privileges at all
    [ "$(id -u)" -eq 0 ] || mode=chrootless
    rm -rf "$partial"
    # shellcheck disable=SC2046
    mmdebstrap --mode=$mode --variant=extract --include=$root_packages $root_suite "$partial" $(debian_mirror) || return 1
    mkdir -p "$partial/instance" "$partial/mosquitto"
    printf 'root:x:0:0::/:/bin/sh\nparkbridge:x:%d:%d::/:/bin/sh\n' $root_uid $root_uid >"$partial/etc/passwd"
    printf 'root:x:0:\nparkbridge:x:%d:\n' $root_uid >"$partial/etc/group"
    mv "$partial" "$root"
}

ensure_root() {
    [ -d "$root" ] && command -v bwrap >/dev/null && return
    apt_install "the private broker and database" mmdebstrap=mmdebstrap bwrap=bubblewrap
    mkdir -p "$root_cache"
    exec 8>"$root_cache/lock"
    flock -n 8 || { say "another clone is making the private root; waiting for it"; flock 8; }
    if [ ! -d "$root" ]; then
        long_step "fetching PostgreSQL, TimescaleDB and Mosquitto (about 420 MB, once)" "$root_cache/root.log" make_root \
            || fail "the private root cannot be made; the output is in $root_cache/root.log"
    fi
    exec 8>&-
}

# in_root COMMAND...: runs a program of the private root, unprivileged, with the instance's folder as /instance.
in_root() {
    bwrap --unshare-user --uid $root_uid --gid $root_uid --ro-bind "$root" / --dev /dev --proc /proc --tmpfs /tmp \
        --bind "$instance_dir" /instance --ro-bind "$project/mosquitto" /mosquitto --chdir / \
        --setenv PATH /usr/lib/postgresql/17/bin:/usr/sbin:/usr/bin:/sbin:/bin --setenv LC_ALL C.UTF-8 "$@"
}
