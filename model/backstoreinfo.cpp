// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// `info` of storage objects.
#include "model/backstoreinfo.h"

namespace rdma {

namespace {

/// What follows the label up to two blanks or the line's end: paths may hold one blank.
QByteArray after(const QByteArray &text, const char *label)
{
    const qsizetype at = text.indexOf(label);
    if (at < 0)
        return {};
    const QByteArray rest = text.mid(at + qsizetype(qstrlen(label)));
    const qsizetype line = rest.indexOf('\n');
    const QByteArray value = line < 0 ? rest : rest.first(line);
    const qsizetype end = value.indexOf("  ");
    return (end < 0 ? value : value.first(end)).trimmed();
}

/// "2048*4096"
quint64 product(const QByteArray &text)
{
    const qsizetype star = text.indexOf('*');
    return star < 0 ? 0 : quint64{text.first(star).toUInt()} * text.mid(star + 1).toUInt();
}

} // namespace

BackstoreInfo backstoreInfoFrom(const QByteArray &text)
{
    BackstoreInfo info{.sectorSize = after(text, "SectorSize: ").toInt(),
                       .device = QString::fromUtf8(after(text, "iBlock device: ")),
                       .path = QString::fromUtf8(after(text, "UDEV PATH: ")),
                       .size = after(text, "  Size: ").toULongLong(),
                       .readOnly = after(text, "readonly: ") == "1",
                       .buffered = after(text, "Mode: ").startsWith("Buffered-WCE")};
    if (text.contains("TCM FILEIO"))
        info.path = QString::fromUtf8(after(text, "File: "));
    if (text.contains("RamDisk"))
        info.size = product(after(text, "PAGES/PAGE_SIZE: "));
    return info;
}

QString unitSerialFrom(const QByteArray &text)
{
    return QString::fromUtf8(after(text, "Unit Serial Number:"));
}

} // namespace rdma
