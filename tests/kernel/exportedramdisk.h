// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A ramdisk on the way to an initiator, as far as a reaction needs it.
#pragma once

#include "tests/kernel/configfsscript.h"

namespace rdma {

struct Exported {
    explicit Exported(const ConfigfsPlayground &playground);

    QString disk = QStringLiteral("core/rd_mcp_0/ramdisk");
    QString target;
    QString tpg;
    QString lun;
    QString acl;
    QString mappedLun;

    void makeTpg(ConfigfsScript &script) const;
    void enableDisk(ConfigfsScript &script) const; ///< its node is there
    void makeLun(ConfigfsScript &script) const;    ///< with all that it needs
    void makeAcl(ConfigfsScript &script) const;    ///< with its mapped LUN, besides all that
    void listen(ConfigfsScript &script) const;     ///< enabled, and RDMA/CM has a port
};

} // namespace rdma
