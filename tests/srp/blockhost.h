// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A machine with block devices, and what is read of them.
#pragma once

#include "helper/blockdevices.h"
#include "tests/fake/demohost.h"

#include <algorithm>

namespace rdma {

constexpr quint64 gib = quint64{1} << 30;

struct BlockHost : FakeMachine {
    [[nodiscard]] std::vector<BlockDevice> read() const { return readBlockDevices(host()).value(); }

    [[nodiscard]] QStringList names() const
    {
        QStringList list;
        for (const BlockDevice &device : read())
            list.append(device.name);
        return list;
    }

    [[nodiscard]] BlockDevice device(const QString &name) const
    {
        const auto all = read();
        const auto found = std::ranges::find(all, name, &BlockDevice::name);
        return found == all.end() ? BlockDevice{} : *found;
    }

    /// "mounted /srv", "lvm": one line each.
    [[nodiscard]] QString uses(const QString &name) const
    {
        const QJsonArray array = toJson(device(name))[QStringLiteral("uses")].toArray();
        QStringList lines;
        for (const auto &use : array) {
            const QString subject = use[QStringLiteral("subject")].toString();
            lines.append(use[QStringLiteral("use")].toString() + (subject.isEmpty() ? subject : QChar(u' ') + subject));
        }
        return lines.join(QStringLiteral(", "));
    }

    void addDisk(const QString &name) { block().addDisk({.name = name, .serial = name.toLatin1()}); }
};

} // namespace rdma
