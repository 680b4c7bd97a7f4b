// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What bash itself makes of files that it sources.
#pragma once

#include "model/shellassignments.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>
#include <map>

namespace rdma {

struct BashReading {
    bool parses = false;                     ///< bash -n has nothing to say
    std::map<QByteArray, QByteArray> values; ///< of the asked names those that are set

    bool operator==(const BashReading &) const = default;
};

/// With an empty environment, each file in a shell of its own that finds no programs: a file which we took for one that
/// only assigns can do nothing else.
inline std::vector<BashReading> readByBash(const QByteArrayList &files, const QByteArrayList &names)
{
    const QString script = QStringLiteral(R"(
        count=$1; shift
        for ((; count > 0; --count)); do
            "$BASH" -n "$1" 2>/dev/null; printf '%s\0' $?
            (PATH=/nowhere; file=$1; . "$file" >/dev/null 2>&1
             for name in "${@:count + 1}"; do printf '%s\0' "${!name+=}${!name-}"; done)
            shift
        done)");
    const QTemporaryDir folder;
    QStringList arguments{QStringLiteral("--norc"), QStringLiteral("--noprofile"), QStringLiteral("-c"), script,
                          QStringLiteral("bash"),   QString::number(files.size())};
    for (const QByteArray &bytes : files) {
        QFile file(folder.filePath(QString::number(arguments.size())));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("no file %s", qPrintable(file.fileName()));
        arguments += file.fileName();
    }
    for (const QByteArray &name : names)
        arguments += QString::fromLatin1(name);
    QProcess bash;
    bash.setProcessEnvironment({});
    bash.setWorkingDirectory(folder.path());
    bash.start(QStringLiteral("/bin/bash"), arguments);
    if (!bash.waitForFinished(120000) || bash.exitStatus() != QProcess::NormalExit)
        qFatal("bash: %s", bash.readAllStandardError().constData());
    const QByteArrayList words = bash.readAllStandardOutput().split('\0');
    if (words.size() != files.size() * (names.size() + 1) + 1)
        qFatal("bash ended early: %lld words", static_cast<long long>(words.size()));
    std::vector<BashReading> readings;
    for (qsizetype at = 0; at + 1 < words.size(); at += names.size() + 1) {
        BashReading &reading = readings.emplace_back(words[at] == "0");
        for (qsizetype i = 0; i < names.size(); ++i)
            if (words[at + 1 + i].startsWith('='))
                reading.values[names[i]] = words[at + 1 + i].sliced(1);
    }
    return readings;
}

inline std::map<QByteArray, QByteArray> valuesOf(const ShellReading &reading, const QByteArrayList &names)
{
    std::map<QByteArray, QByteArray> values;
    for (const QByteArray &name : names)
        if (const auto found = valueIn(reading, name))
            values[name] = found->value;
    return values;
}

} // namespace rdma
