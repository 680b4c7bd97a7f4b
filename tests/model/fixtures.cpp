// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Where the fixtures are: the only object of the tests that knows its checkout's folder.
#include "fixtures.h"

#include <QDir>
#include <QFile>
#include <QtTest>

namespace rdma {

QByteArray fixture(const QString &name)
{
    QFile file(QStringLiteral(RDMA_FIXTURES "/") + name);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no fixture %s", qPrintable(name));
    return file.readAll();
}

void addFixtures(const QString &folder)
{
    QTest::addColumn<QByteArray>("bytes");
    const QStringList names = QDir(QStringLiteral(RDMA_FIXTURES "/") + folder).entryList(QDir::Files, QDir::Name);
    if (names.isEmpty())
        qFatal("no fixtures in %s", qPrintable(folder));
    for (const QString &name : names)
        QTest::newRow(qPrintable(name)) << fixture(folder + u'/' + name);
}

} // namespace rdma
