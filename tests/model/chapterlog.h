// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What dmesg says in the chapter "Connecting to a Remote Linux SRP Target" of RHEL 7's Networking Guide, line by line.
#pragma once

#include "model/log.h"

#include <QStringList>

namespace rdma::chapter {

using namespace Qt::StringLiterals;

inline const QString initiatorId = u"0x7edd770000751100001175000077d708"_s;
inline const QString initiatorGid = u"fe80000000000000001175000077d708"_s;
inline const QString targetGid = u"fe80000000000000001175000077dd7e"_s;

inline const QStringList refusedAtInitiator{
    u"[ 1230.059652] scsi host5: ib_srp: REJ received"_s,
    u"[ 1230.059659] scsi host5: ib_srp: SRP LOGIN from fe80:0000:0000:0000:0011:7500:0077:d708 to fe80:0000:0000:0000:0011:7500:0077:dd7e REJECTED, reason 0x00010006"_s,
    u"[ 1230.073792] scsi host5: ib_srp: Connection 0/2 failed"_s,
    u"[ 1230.078848] scsi host5: ib_srp: Sending CM DREQ failed"_s};

inline const QStringList refusedAtTarget{
    u"[ 1200.303001] ib_srpt Received SRP_LOGIN_REQ with i_port_id 0x7edd770000751100:0x1175000077d708, t_port_id 0x1175000077dd7e:0x1175000077dd7e and it_iu_len 260 on port 1 (guid=0xfe80000000000000:0x1175000077dd7e)"_s,
    u"[ 1200.322207] ib_srpt Rejected login because no ACL has been configured yet for initiator 0x7edd770000751100001175000077d708."_s};

inline const QStringList loggedIn{
    u"[ 1354.182072] scsi host7: SRP.T10:001175000077DD7E"_s,
    u"[ 1354.187258] scsi 7:0:0:0: Direct-Access     LIO-ORG  vol1             4.0  PQ: 0 ANSI: 5"_s,
    u"[ 1354.208688] scsi 7:0:0:0: alua: supports implicit and explicit TPGS"_s,
    u"[ 1354.215698] scsi 7:0:0:0: alua: port group 00 rel port 01"_s,
    u"[ 1354.221409] scsi 7:0:0:0: alua: port group 00 state A non-preferred supports TOlUSNA"_s,
    u"[ 1354.229147] scsi 7:0:0:0: alua: Attached"_s,
    u"[ 1354.233402] sd 7:0:0:0: Attached scsi generic sg1 type 0"_s,
    u"[ 1354.233694] sd 7:0:0:0: [sdb] 163258368 512-byte logical blocks: (83.5 GB/77.8 GiB)"_s,
    u"[ 1354.235127] sd 7:0:0:0: [sdb] Write Protect is off"_s,
    u"[ 1354.235128] sd 7:0:0:0: [sdb] Mode Sense: 43 00 00 08"_s,
    u"[ 1354.235550] sd 7:0:0:0: [sdb] Write cache: disabled, read cache: enabled, doesn't support DPO or FUA"_s,
    u"[ 1354.255491] sd 7:0:0:0: [sdb] Attached SCSI disk"_s,
    u"[ 1354.265233] scsi host7: ib_srp: new target: id_ext 001175000077dd7e ioc_guid 001175000077dd7e pkey ffff service_id 001175000077dd7e sgid fe80:0000:0000:0000:0011:7500:0077:d708 dgid fe80:0000:0000:0000:0011:7500:0077:dd7e"_s};

/// Each line a millisecond after the one before.
inline std::vector<LogLine> logOf(const QStringList &texts, qint64 start = 1'000'000'000)
{
    std::vector<LogLine> lines;
    for (const QString &text : texts)
        lines.push_back({start += 1000, 6, text});
    return lines;
}

} // namespace rdma::chapter
