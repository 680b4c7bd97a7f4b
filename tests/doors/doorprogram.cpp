// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// rdma-door-program: one call through a door, for tests that break its system calls with strace. Prints what came out.
#include "helper/host.h"
#include "helper/tools.h"

#include <QTextStream>

namespace {

using namespace Qt::StringLiterals;

rdma::Result<void> act(const QStringList &words)
{
    if (words.value(0) == "run"_L1)
        return rdma::runCommand({.program = words.value(1), .words = {}}).transform([](const auto &) {});
    return rdma::Host::open(words.value(1)).and_then([&](const rdma::Host &host) {
        const auto optional = [&](int i) {
            return i < words.size() && words[i] != "-"_L1 ? std::optional(words[i].toUtf8()) : std::nullopt;
        };
        return host.write(words.value(2), optional(3), optional(4));
    });
}

} // namespace

/// run PROGRAM | write ROOT PATH BEFORE AFTER ("-": no such file)
int main(int argc, char *argv[])
{
    QStringList words;
    for (int i = 1; i < argc; ++i)
        words.append(QString::fromUtf8(argv[i]));
    const auto result = act(words);
    QTextStream(stdout) << (result ? u"ok"_s : rdma::codeName(result.error().code) + u' ' + result.error().detail);
    return result ? EXIT_SUCCESS : EXIT_FAILURE;
}
