// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The target of the handbook's transcript, as ibsrpdm says it in words and as a line.
#pragma once

#include <QByteArray>

namespace rdma {

/// `srp_daemon -a -o` of RHEL 7's Networking Guide, 9.3.5, step 5.
inline const QByteArray chapterWords = R"(IO Unit Info:
    port LID:        0001
    port GID:        fe80000000000000001175000077dd7e
    change ID:       0001
    max controllers: 0x10

    controller[  1]
        GUID:      001175000077dd7e
        vendor ID: 000011
        device ID: 007322
        IO class : 0100
        ID:        Linux SRP target
        service entries: 1
            service[  0]: 001175000077dd7e / SRP.T10:001175000077dd7e

)";
inline const QByteArray chapterLine = "id_ext=001175000077dd7e,ioc_guid=001175000077dd7e,"
                                      "dgid=fe80000000000000001175000077dd7e,pkey=ffff,service_id=001175000077dd7e\n";

} // namespace rdma
