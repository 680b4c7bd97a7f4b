// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// rdma-kernel-reactions INTERFACE: asserts every reaction on this kernel; the interface gets its name and state back.
#include "tests/kernel/realplayground.h"

#include <QCoreApplication>
#include <QTextStream>
#include <net/if.h>

int main(int argc, char *argv[])
{
    using namespace Qt::StringLiterals;
    QTextStream out(stdout);
    const int index = argc == 2 ? static_cast<int>(::if_nametoindex(argv[1])) : 0;
    auto root = rdma::Host::open(u"/"_s);
    if (index == 0 || !root) {
        out << "usage: rdma-kernel-reactions INTERFACE (an existing one)" << Qt::endl;
        return 2;
    }
    rdma::RealPlayground playground(index, *std::move(root));
    int failures = 0;
    for (const rdma::Reaction &reaction : rdma::kernelReactions()) {
        const QString complaint = rdma::checkReaction(reaction, playground);
        failures += complaint.isEmpty() ? 0 : 1;
        out << (complaint.isEmpty() ? "ok " : "FAIL ") << reaction.name << (complaint.isEmpty() ? "" : " ") << complaint
            << Qt::endl;
    }
    return failures == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
