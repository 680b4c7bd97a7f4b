// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The recorded and written files below tests/fixtures.
#pragma once

#include <QDir>
#include <QFile>
#include <QtTest>

namespace rdma {

inline QByteArray fixture(const QString &name)
{
    QFile file(QStringLiteral(RDMA_FIXTURES "/") + name);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no fixture %s", qPrintable(name));
    return file.readAll();
}

/// One data row a file, named after it, with its bytes.
inline void addFixtures(const QString &folder)
{
    QTest::addColumn<QByteArray>("bytes");
    const QStringList names = QDir(QStringLiteral(RDMA_FIXTURES "/") + folder).entryList(QDir::Files, QDir::Name);
    if (names.isEmpty())
        qFatal("no fixtures in %s", qPrintable(folder));
    for (const QString &name : names)
        QTest::newRow(qPrintable(name)) << fixture(folder + u'/' + name);
}

} // namespace rdma
