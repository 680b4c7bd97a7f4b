// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Asking configfs and comparing.
#include "tests/kernel/configfsscript.h"

#include <QDeadlineTimer>
#include <QThread>
#include <QVersionNumber>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

const QString top = u"/sys/kernel/config/target"_s;

QString says(const Result<void> &result)
{
    return result ? u"ok"_s : result.error().detail;
}

} // namespace

QString ConfigfsScript::absolute(const QString &path)
{
    return path.startsWith(u'/') || path.isEmpty() ? QString(path.isEmpty() ? top : path) : QString(top + u'/' + path);
}

void ConfigfsScript::answered(const char *call, const QString &path, const Result<void> &result, const char *wanted)
{
    if (says(result) != QLatin1StringView(wanted))
        m_complaint =
            u"%1 %2: %3 instead of %4"_s.arg(QLatin1StringView(call), path, says(result), QLatin1StringView(wanted));
}

void ConfigfsScript::make(const QString &path, const char *answer)
{
    if (m_complaint.isEmpty())
        answered("mkdir", path, m_playground.kernel().makeNode(absolute(path)), answer);
}

void ConfigfsScript::remove(const QString &path, const char *answer)
{
    if (m_complaint.isEmpty())
        answered("rmdir", path, m_playground.kernel().removeNode(absolute(path)), answer);
}

void ConfigfsScript::link(const QString &path, const QString &target, const char *answer)
{
    if (m_complaint.isEmpty())
        answered("symlink", path, m_playground.kernel().linkNode(absolute(path), absolute(target)), answer);
}

void ConfigfsScript::unlink(const QString &path, const char *answer)
{
    if (m_complaint.isEmpty())
        answered("unlink", path, m_playground.kernel().unlinkNode(absolute(path)), answer);
}

void ConfigfsScript::store(const QString &path, const QByteArray &value, const char *answer)
{
    if (m_complaint.isEmpty())
        answered(QByteArray("write "_ba + value.left(60) + " to").constData(), path,
                 m_playground.kernel().storeAttribute(absolute(path), value), answer);
}

void ConfigfsScript::reads(const QString &path, const QByteArray &text)
{
    if (!m_complaint.isEmpty())
        return;
    const auto read = [&] { return m_playground.host().attribute(absolute(path)).value_or("unreadable"); };
    const QDeadlineTimer deadline(m_playground.patience());
    QByteArray seen = read();
    while (seen != text && !deadline.hasExpired()) {
        QThread::msleep(20);
        seen = read();
    }
    if (seen != text)
        m_complaint =
            u"%1 reads \"%2\" instead of \"%3\""_s.arg(path, QString::fromUtf8(seen), QString::fromUtf8(text));
}

void ConfigfsScript::lists(const QString &path, const QStringList &names)
{
    if (!m_complaint.isEmpty())
        return;
    const QStringList seen = m_playground.host().list(absolute(path));
    if (seen != names)
        m_complaint = u"%1 has %2 instead of %3"_s.arg(path, seen.join(u' '), names.join(u' '));
}

void ConfigfsScript::pointsTo(const QString &link, const QString &target)
{
    if (!m_complaint.isEmpty())
        return;
    const QString seen = m_playground.host().target(absolute(link)).value_or(u"nothing"_s);
    if (seen != target)
        m_complaint = u"%1 points to %2 instead of %3"_s.arg(link, seen, target);
}

void ConfigfsScript::holds(bool condition, const char *what)
{
    if (m_complaint.isEmpty() && !condition)
        m_complaint = u"not so: "_s + QLatin1StringView(what);
}

bool ConfigfsScript::isOldKernel() const
{
    return QVersionNumber::fromString(m_playground.kernel().release()) < QVersionNumber(6, 5);
}

} // namespace rdma
