// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// After a login: each disk with what proves that it is the one that was exported.
#pragma once

#include "model/srpchain.h"

namespace rdma {

enum class ProofItem {
    Host,    ///< the SCSI host
    Address, ///< H:C:T:L
    Vendor,
    Model,
    Size,   ///< equal to the target's, where this host exports the disk itself
    Serial, ///< likewise
};

struct ProofRow {
    ProofItem item = ProofItem::Host;
    ChainStanding standing = ChainStanding::NotKnown;
    QString value;         ///< as this host sees it
    quint64 size = 0;      ///< of Size: bytes
    bool compared = false; ///< the target's side was looked at
    QString expected;      ///< what it has there
    quint64 expectedSize = 0;

    bool operator==(const ProofRow &) const = default;
};

struct DiskProof {
    quint64 lun = 0;
    QString path; ///< /dev/sdb; empty: no disk was made of the LUN
    std::vector<ProofRow> rows;

    bool operator==(const DiskProof &) const = default;
};

/// Of the session that works best, LUN by LUN.
[[nodiscard]] std::vector<DiskProof> srpProof(const ChainScene &scene);

/// What LIO makes of a unit serial: "6001405" and its first 25 hex digits (spc_gen_naa_6h_vendor_specific() of
/// drivers/target/target_core_spc.c). With a 3 before it, it is what multipath calls the disk. Empty: it has no digits.
[[nodiscard]] QString naaIdOf(const QString &serial);

/// A unit serial as an initiator sees it, or the id that LIO makes of it.
[[nodiscard]] bool isSerialOf(const SrpLun &lun, const QString &serial);

} // namespace rdma
