// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Opens a PAM session as login does, and prints what becomes of RLIMIT_MEMLOCK: pamsession CONFDIR USER SOFT HARD
// MAYRAISE. The limit itself is kept here, since whoever runs the tests may not be allowed to raise it
// (CAP_SYS_RESOURCE).
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <dlfcn.h>
#include <sys/resource.h>
#include <unistd.h>

namespace {

/// struct pam_conv of <security/_pam_types.h>: what we need of it does not need its package.
struct Conversation {
    int (*converse)(int, const void **, void **, void *);
    void *data;
};

using Start = int (*)(const char *, const char *, const Conversation *, const char *, void **);
using OpenSession = int (*)(void *, int);

constexpr int conversationFailed = 19; // PAM_CONV_ERR

rlimit memlock;
bool mayRaise = false;

int refuseToTalk(int, const void **, void **, void *)
{
    return conversationFailed;
}

} // namespace

// pam_limits.so finds these before the C library's.
extern "C" int getrlimit(__rlimit_resource_t resource, rlimit *limit) noexcept
{
    if (resource != RLIMIT_MEMLOCK)
        return prlimit(0, static_cast<__rlimit_resource>(resource), nullptr, limit);
    *limit = memlock;
    return 0;
}

/// do_prlimit() in the kernel's kernel/sys.c
extern "C" int setrlimit(__rlimit_resource_t resource, const rlimit *limit) noexcept
{
    if (resource != RLIMIT_MEMLOCK)
        return prlimit(0, static_cast<__rlimit_resource>(resource), limit, nullptr);
    const bool isWrong = limit->rlim_cur > limit->rlim_max;
    if (isWrong || (limit->rlim_max > memlock.rlim_max && !mayRaise)) {
        errno = isWrong ? EINVAL : EPERM;
        return -1;
    }
    memlock = *limit;
    return 0;
}

int main(int argc, char **argv)
{
    void *library = dlopen("libpam.so.0", RTLD_NOW | RTLD_GLOBAL);
    if (argc != 6 || library == nullptr) {
        std::fprintf(stderr, "pamsession: %s\n", library == nullptr ? dlerror() : "CONFDIR USER SOFT HARD MAYRAISE");
        return 2;
    }
    memlock = {std::strtoull(argv[3], nullptr, 10), std::strtoull(argv[4], nullptr, 10)};
    mayRaise = std::strcmp(argv[5], "1") == 0;
    const Conversation conversation{refuseToTalk, nullptr};
    void *handle = nullptr;
    const auto start = reinterpret_cast<Start>(dlsym(library, "pam_start_confdir"));
    const auto open = reinterpret_cast<OpenSession>(dlsym(library, "pam_open_session"));
    if (start == nullptr || open == nullptr || start("rdma-test", argv[2], &conversation, argv[1], &handle) != 0)
        return 2;
    std::printf("%d ", open(handle, 0));
    std::printf("%llu %llu\n", static_cast<unsigned long long>(memlock.rlim_cur),
                static_cast<unsigned long long>(memlock.rlim_max));
    std::fflush(stdout);
    _exit(0); // what PAM's modules leave behind is not ours to find
}
