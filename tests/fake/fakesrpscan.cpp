// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What ibsrpdm says of the targets on a fake machine's subnet (ibsrpdm() of rdma-core's srp_daemon/srp_daemon.c), and
// what the kernel says of a login that was refused.
#include "tests/fake/fakesrp.h"

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr auto unit = R"(IO Unit Info:
    port LID:        %1
    port GID:        %2
    change ID:       0001
    max controllers: 0x10

    controller[  1]
        GUID:      %3
        vendor ID: 0002c9
        device ID: 001003
        IO class : 0100
        Maximum size of Send Messages in bytes: 8260
        ID:        Linux SRP target
        service entries: 1
            service[  0]: %4 / SRP.T10:%5

)"_L1;

QString hex(quint64 value, int digits)
{
    return u"%1"_s.arg(value, digits, 16, QChar(u'0'));
}

} // namespace

QByteArray FakeSrp::scan(bool inWords) const
{
    QString said;
    quint64 lid = 4;
    for (const FakeSrpTarget &target : m_targets) {
        const auto *path = std::get_if<IbCmPath>(&target.path);
        if (!path)
            continue;
        if (inWords)
            said += unit.toString().arg(hex(lid++, 4), path->dgid, target.iocGuid.hex(), path->serviceId.hex(),
                                        target.idExt.hex());
        else
            said += addTargetText({target.idExt, target.iocGuid, target.path, {}, {}}) + u'\n';
    }
    return said.toLatin1();
}

/// srp_cm_rej_handler() and srp_create_target() of drivers/infiniband/ulp/srp/ib_srp.c.
void FakeSrp::sayRefused(const SrpPath &path, bool hasListener)
{
    if (!m_say)
        return;
    const QString host = u"scsi host%1: "_s.arg(m_nextHost++);
    const auto *ib = std::get_if<IbCmPath>(&path);
    const QString there = ib ? withColons(ib->dgid) : std::get<RdmaCmPath>(path).address.text();
    if (!hasListener)
        m_say(host + "  REJ reason 0x8"_L1);
    else if (ib)
        m_say(host + "ib_srp: SRP LOGIN from fe80:0000:0000:0000:f452:1403:007b:cba1 to "_L1 + there +
              " REJECTED, reason 0x00010006"_L1);
    else
        m_say(host + "ib_srp: SRP LOGIN REJECTED, reason 0x00010006"_L1);
    m_say(host + "ib_srp: Connection 0/2 to "_L1 + there + " failed"_L1);
}

} // namespace rdma
