// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The steps that change LIO: a whole disk or a whole target each, by what was and what shall be. A plan with 4,096
// mapped LUNs is two values instead of 12,288 directories, links and attributes; helper/lio*.cpp derives those.
#pragma once

#include "model/srptarget.h"

#include <QStringList>

namespace rdma {

class ObjectReader;

/// Make, change or remove a storage object of LIO. Only attributes can be changed of one that exists.
struct ChangeBackstore {
    BackstoreId id;
    std::optional<Backstore> before;
    std::optional<Backstore> after;
    QString
        device; ///< of a block device: the disk that its path led to when this was planned, sdb. Another is a Conflict
    bool newImage = false; ///< the image is made with it, and goes with it while it is blank; else it must be there

    bool operator==(const ChangeBackstore &) const = default;
};

/// Make, change or remove what a port of this host exports. It is done node by node: a helper that dies in it leaves
/// something between the two, from where it can be finished or taken back.
struct ChangeTarget {
    QString wwn;
    std::optional<SrpTarget> before;
    std::optional<SrpTarget> after;
    QStringList disconnects; ///< initiators that are logged in and lose disks by it

    bool operator==(const ChangeTarget &) const = default;
};

/// The port on which ib_srpt listens for RDMA/CM logins; 0: nowhere.
struct SetRdmaCmPort {
    int before = 0;
    int after = 0;

    bool operator==(const SetRdmaCmPort &) const = default;
};

/// "make-backstore", "change-target", "disconnect-initiators" …
[[nodiscard]] QString kindOf(const ChangeBackstore &step);
[[nodiscard]] QString kindOf(const ChangeTarget &step);

/// The fields of their JSON, without the kind.
[[nodiscard]] QJsonObject fieldsOf(const ChangeBackstore &step);
[[nodiscard]] QJsonObject fieldsOf(const ChangeTarget &step);
[[nodiscard]] QJsonObject fieldsOf(const SetRdmaCmPort &step);
[[nodiscard]] ChangeBackstore takeChangeBackstore(ObjectReader &reader);
[[nodiscard]] ChangeTarget takeChangeTarget(ObjectReader &reader);
[[nodiscard]] SetRdmaCmPort takeSetRdmaCmPort(ObjectReader &reader);

} // namespace rdma
