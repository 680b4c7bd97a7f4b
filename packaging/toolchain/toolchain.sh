# shellcheck shell=bash disable=SC2154
# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# Where the work is done: on Debian 13 right here, elsewhere in a Debian 13 root that is made once and kept in the cache.

# Sourced by ./dev, which sets $project (the checkout) and $cache.
toolchain=$project/packaging/toolchain
marker=/etc/rdma-manager-toolchain # exists only inside the root we made

say() { printf '%s\n' "$*" >&2; }

die() {
    say "dev: $*"
    exit 1
}

listed_packages() { sed 's/#.*//' "$toolchain/packages" | xargs -n1 | sort -u; }

is_debian_13() {
    local ID='' VERSION_ID=''
    # shellcheck disable=SC1091
    [[ -r /etc/os-release ]] && . /etc/os-release
    [[ $ID == debian && $VERSION_ID == 13 ]]
}

need_root() { ((EUID == 0)) || die "$1 needs root. Run: sudo ./dev $command"; }

apt_install() {
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -q >&2
    apt-get install -y -q --no-install-recommends -o Dpkg::Use-Pty=0 "$@" >&2
}

install_missing_packages() {
    local missing
    missing=$(comm -23 <(listed_packages) \
        <(dpkg-query -Wf '${db:Status-Abbrev} ${binary:Package}\n' | sed -n 's/^ii *//p' | sed 's/:.*//' | sort -u))
    [[ -n $missing ]] || return 0
    need_root "installing the packages that are missing"
    say "Installing what is missing: ${missing//$'\n'/ }"
    # shellcheck disable=SC2086
    apt_install $missing
}

root_path() { echo "$cache/debian13-$(listed_packages | sha256sum | cut -c1-12)"; }

# The lines of the host's apt configuration that say how to reach the mirror.
proxy_options() {
    apt-config dump 2>/dev/null | grep -iE '^Acquire::(http|https|ftp)::Proxy(-Auto-Detect)? ' || true
    [[ -z ${http_proxy:-} ]] || echo "Acquire::http::Proxy \"$http_proxy\";"
}

make_root() {
    local root=$1 partial=$1.partial option options=()
    say "Making a Debian 13 root with the compiler, Qt and the lab's tools: once, some 2 minutes and 2.3 GB, in"
    say "  $root"
    if ! command -v mmdebstrap >/dev/null || ! has_trixie_key; then
        say "Installing mmdebstrap and the archive's keys on this machine"
        apt_install mmdebstrap debian-archive-keyring
    fi
    has_trixie_key || die "apt here does not know Debian 13's keys: install a debian-archive-keyring that has them"
    while read -r option; do
        [[ -z $option ]] || options+=("--aptopt=$option")
    done < <(proxy_options)
    rm -rf --one-file-system "$cache"/*.partial
    mkdir "$partial"
    # In namespaces of its own: an interrupted run leaves no process and nothing mounted, only a folder.
    # shellcheck disable=SC2016
    unshare --mount --pid --fork --kill-child --mount-proc \
        mmdebstrap --mode=root --variant=apt --include="$(listed_packages | paste -sd,)" --dpkgopt=force-unsafe-io "${options[@]}" \
        --dpkgopt='path-exclude=/usr/share/locale/*' --dpkgopt='path-exclude=/usr/share/info/*' \
        --customize-hook='touch "$1'"$marker"'" "$1/etc/resolv.conf"' \
        trixie "$partial" "deb http://deb.debian.org/debian trixie main" >&2 </dev/null
    mv "$partial" "$root"
    say "The root is ready."
}

has_trixie_key() { compgen -G '/usr/share/keyrings/debian-archive-trixie-*' >/dev/null; }

# Roots of older package lists that nobody used for a fortnight.
remove_old_roots() {
    find "$cache" -maxdepth 1 -name 'debian13-*' ! -name '*.partial' -mtime +14 -exec rm -rf --one-file-system {} +
}

ensure_root() {
    local root=$1
    mkdir -p "$cache"
    (
        flock -n 9 || { say "Another ./dev is making the root: waiting for it" && flock 9; }
        [[ -d $root ]] || make_root "$root"
        touch "$root"
        remove_old_roots
    ) 9>"$cache/lock"
}

# Continues this very command inside the root; does not return.
continue_in_root() {
    local root
    need_root "building in a Debian 13 root"
    unshare --mount true 2>/dev/null || die "this container may not mount: give it CAP_SYS_ADMIN, or use Debian 13"
    root=$(root_path)
    ensure_root "$root"
    # unshare blocks SIGTERM while it waits: this shell takes the signals and ends the namespace with all that is in it.
    unshare --mount --pid --fork --kill-child bash "$toolchain/enter" "$root" "$project" "$cache" "$@" <&0 &
    # shellcheck disable=SC2064
    trap "kill -KILL $! 2>/dev/null; exit 130" INT TERM HUP
    local status=0
    wait $! || status=$?
    exit "$status"
}

# Makes sure that every tool is there, and that this process stands where they are.
ensure_toolchain() {
    [[ -e $marker ]] && return
    if is_debian_13; then
        install_missing_packages
    else
        continue_in_root "$@"
    fi
}
