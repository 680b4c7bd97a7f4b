// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// SRP targets that ibsrpdm found on the InfiniBand subnet of a port, out of its two outputs.
#pragma once

#include "model/srplogin.h"

namespace rdma {

/// One service entry of an I/O controller: one way to log in.
struct FoundTarget {
    Guid idExt;
    Guid iocGuid;
    IbCmPath path;
    QString portLid;    ///< "0009": four hex digits; empty when not told
    QString vendorId;   ///< "0002c9"
    QString deviceId;   ///< "005a44"
    QString controller; ///< its ID: "Linux SRP target"
    QString service;    ///< "SRP.T10:200400A0B81146A1"
    bool rev10 = false; ///< io_class ff00: an SRP draft that no Linux target speaks

    bool operator==(const FoundTarget &) const = default;
};

/// `lines`: of ibsrpdm -c, which has the P_Key; `words`: of ibsrpdm, which has vendor and names. A line that cannot be
/// read is left out: a target chooses its id_ext, and none may hide the others. InvalidWish with one as detail when
/// none can be read: another version, of which nothing is believed.
[[nodiscard]] Result<std::vector<FoundTarget>> foundTargets(const QByteArray &lines, const QByteArray &words);

[[nodiscard]] QJsonObject toJson(const FoundTarget &target);
[[nodiscard]] Result<FoundTarget> foundTargetFromJson(const QJsonObject &object, const QString &where = {});

} // namespace rdma
