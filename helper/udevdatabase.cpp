// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The lines of /run/udev/data (handle_db_line() in systemd's sd-device.c): a letter, a colon, a value.
#include "helper/udevdatabase.h"

namespace rdma {

using namespace Qt::StringLiterals;

UdevEntry udevEntryFrom(const QByteArray &text)
{
    UdevEntry entry;
    for (const QByteArray &line : text.split('\n')) {
        const QByteArray value = line.sliced(std::min<qsizetype>(2, line.size()));
        if (line.startsWith("S:"))
            entry.links.append(value);
        else if (line.startsWith("L:"))
            entry.priority = value.toInt();
        else if (const qsizetype equals = value.indexOf('='); line.startsWith("E:") && equals > 0)
            entry.properties[value.first(equals)] = value.sliced(equals + 1);
    }
    return entry;
}

UdevEntry readUdevEntry(const Host &host, const QString &name)
{
    return udevEntryFrom(host.peek("/run/udev/data/"_L1 + name, maxAttributeBytes).value_or(QByteArray()));
}

} // namespace rdma
