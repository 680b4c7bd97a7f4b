# shellcheck shell=bash disable=SC2154
# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# The stages of tests/all, which sources this: each prints what it finds and fails if there is anything.

# The shipped unit's one capability: with all of root's, permission faults stay unseen.
caged=(setpriv "--bounding-set=-all,+net_admin" --inh-caps=-all --no-new-privs)

formatting() {
    find gui helper model tests \( -name '*.cpp' -o -name '*.h' \) -print0 | xargs -0 clang-format --dry-run -Werror
}

source_gates() { python3 -B tests/gates/gates.py .; }

build_preset() {
    cmake --preset "$1"
    cmake --build "build/$1"
}

run_tests() {
    local preset=$1 cage=("${caged[@]}")
    shift
    if ((EUID != 0)); then
        cage=()
    elif ! "${cage[@]}" test -x "build/$preset"; then
        echo "This folder can be read only with CAP_DAC_READ_SEARCH: the tests keep that capability."
        cage[1]+=,+dac_read_search
    fi
    export ASAN_OPTIONS=detect_stack_use_after_return=1:strict_string_checks=1 UBSAN_OPTIONS=print_stacktrace=1
    local ctest=(ctest --test-dir "build/$preset" --output-on-failure -j2 "$@")
    local status=0
    "${cage[@]}" "${ctest[@]}" -LE root || status=$?
    "${ctest[@]}" -L root || status=$?
    return "$status"
}

# A bounded look at every parser, always from the same seed; ./dev fuzz goes on until it is stopped.
fuzzing() {
    build_preset fuzz
    tests/fuzz/run --seconds 6
}

packages() { packaging/build-packages --lint --precompiled; }

# An emulated guest leaves half of two processors idle: all of them together take little longer than the longest.
lab() { tests/lab/run "$@" --beside 2 --packages build/packages --build build/package/rdma-manager/obj-* --cache "$cache/lab"; }

# The tests and the lab scenarios of that name; one of the two must have some.
matching_tests() {
    local scenarios tests
    tests=$(ctest --test-dir build/dev -N -R "$1" | sed -n 's/^Total Tests: //p')
    scenarios=$(tests/lab/run --list | awk '{print $1}' | grep -E -- "$1" || true)
    if [[ -z $scenarios && $tests == 0 ]]; then
        echo "No test and no lab scenario is called $1"
        return 1
    fi
    ((tests == 0)) || stage tests run_tests dev -R "$1" || true
    [[ -n $scenarios ]] && stage packages packages || return 0
    # shellcheck disable=SC2086
    stage lab lab $scenarios || true
}
