// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a line of the log is about, whose it is and how grave, in plain words.
#include "gui/words/logwords.h"

#include "gui/words/plaintext.h"

#include <QCoreApplication>
#include <QDateTime>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rdma::LogWords)
};

} // namespace

QString logTopicLabel(LogTopic topic)
{
    switch (topic) {
    case LogTopic::Initiator:
        return Words::tr("Logins of this computer");
    case LogTopic::Target:
        return Words::tr("Exports of this computer");
    case LogTopic::Mellanox:
        return Words::tr("Mellanox adapters");
    case LogTopic::Rdma:
        return Words::tr("RDMA in general");
    case LogTopic::Services:
        return Words::tr("Services");
    }
    Q_UNREACHABLE_RETURN({});
}

QString logOriginWords(const LogLine &line)
{
    return line.origin.isEmpty() ? Words::tr("Kernel") : technical(line.origin);
}

QString logLevelLabel(int priority)
{
    constexpr int error = 3;
    constexpr int warning = 4;
    constexpr int debug = 7;
    if (priority <= error)
        return Words::tr("Error");
    if (priority == warning)
        return Words::tr("Warning");
    return priority >= debug ? Words::tr("Debugging") : Words::tr("Information");
}

QString logTimeWords(qint64 microseconds)
{
    return QDateTime::fromMSecsSinceEpoch(microseconds / 1000).toString(u"yyyy-MM-dd HH:mm:ss"_s);
}

} // namespace rdma
