// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// rdma-configfs-reactions FREE HELD READ-ONLY: asserts every reaction of configfs on this kernel. The arguments are
// block devices. Whatever is configured in LIO is gone afterwards: for guests only.
#include "tests/kernel/configfsreactions.h"
#include "tests/kernel/realconfigfs.h"

#include <QTextStream>

using namespace Qt::StringLiterals;

namespace {

QString firstGid(const rdma::Host &host)
{
    const QString devices = u"/sys/class/infiniband"_s;
    return QString::fromLatin1(
        host.attribute(devices + u'/' + host.list(devices).value(0) + "/ports/1/gids/0"_L1).value_or(QByteArray()));
}

int check(rdma::ConfigfsPlayground &playground, QTextStream &out)
{
    int failures = 0;
    for (const rdma::ConfigfsReaction &reaction : rdma::configfsReactions()) {
        const QString complaint = rdma::checkConfigfsReaction(reaction, playground);
        failures += complaint.isEmpty() ? 0 : 1;
        out << (complaint.isEmpty() ? "ok " : "FAIL ") << reaction.name << (complaint.isEmpty() ? "" : " ") << complaint
            << Qt::endl;
    }
    return failures == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

} // namespace

int main(int argc, char *argv[])
{
    QTextStream out(stdout);
    auto root = rdma::Host::open(u"/"_s);
    const QString gid = root ? firstGid(*root) : QString();
    if (argc != 4 || gid.isEmpty()) {
        out << "usage: rdma-configfs-reactions FREE HELD READ-ONLY, on a machine with an RDMA device" << Qt::endl;
        return EXIT_FAILURE;
    }
    rdma::RealConfigfs playground(
        *std::move(root), gid,
        {QString::fromLocal8Bit(argv[1]), QString::fromLocal8Bit(argv[2]), QString::fromLocal8Bit(argv[3])});
    return check(playground, out);
}
