// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Arguments that somebody hostile would send.
#include "tests/bus/hostility.h"

#include <QDBusObjectPath>
#include <QDBusSignature>
#include <QDBusUnixFileDescriptor>
#include <QDBusVariant>
#include <limits>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr auto interfaceWish = uR"({"interfaces":{"%1":{"name":"%2","ruleName":"%3"}}})";

QString wish(const QString &id, const QString &name, const QString &ruleName)
{
    return QString::fromUtf16(interfaceWish).arg(id, name, ruleName);
}

QString nested(int depth, const QString &open, const QString &close)
{
    return open.repeated(depth) + u'1' + close.repeated(depth);
}

const QStringList &ids()
{
    static const QStringList known{
        u"f4521403007bcba1:ffff"_s, u"f4521403007bcba2:ffff"_s,  u"f4521403007bcba1:8002"_s,
        u"f4521403007bcba:ffff"_s,  u"f4521403007bcba11:ffff"_s, u"F4521403007BCBA1:FFFF"_s,
        u"0000000000000000:ffff"_s, u"ffffffffffffffff:ffff"_s,  u"0xf4521403007bcba1:ffff"_s,
        u"f4521403007bcba1:fff"_s,  u"../../../etc:ffff"_s,      QString(50'000, u'a')};
    return known;
}

const QStringList &names()
{
    static const QStringList known{u"mlx4_ib0"_s,
                                   u"mlx4_ib1"_s,
                                   u"ib0"_s,
                                   u"eno1"_s,
                                   u"lo"_s,
                                   QString(),
                                   u"ib%d"_s,
                                   u"a\\nb"_s,
                                   u"a\\u202eb"_s,
                                   u"\\ud800"_s,
                                   u"\\u0000"_s,
                                   u"%n%s%1"_s,
                                   u"a\\\", RUN+=\\\"/bin/true"_s,
                                   u"$(id)"_s,
                                   u".."_s,
                                   u"0x1f"_s,
                                   u"-h"_s,
                                   u"ié"_s,
                                   QString(16, u'a'),
                                   QString(5'000, u'b')};
    return known;
}

const QStringList &words()
{
    static const QStringList known{QString(),
                                   u"{}"_s,
                                   u"[]"_s,
                                   u"null"_s,
                                   u"{"_s,
                                   u"\ufeff{}"_s,
                                   u"{} {}"_s,
                                   u"{\"interfaces\":null}"_s,
                                   u"{\"interfaces\":{},\"interfaces\":{}}"_s,
                                   u"{\"\":{}}"_s,
                                   u"{\"jobs\":{\"0123456789abcdef0123456789abcdef\":{\"effect\":\"none\"}}}"_s,
                                   u"{\"jobs\":{\"../../../etc/shadow\":{\"effect\":\"none\"}}}"_s,
                                   u"{\"a\":NaN}"_s,
                                   u"{\"a\":1e999}"_s,
                                   u"{\"a\":-1}"_s,
                                   u"{\"a\":4294967295}"_s,
                                   u"{\"a\":18446744073709551616}"_s,
                                   u"%n%n%n%s%1%2"_s,
                                   u"\u202e\u2028\x1b[31m"_s,
                                   QString(QChar(0xd800)),
                                   u"../../../etc/shadow"_s,
                                   QString(64, u'0'),
                                   QString(32, u'a'),
                                   QString(50'000, u'x'),
                                   QString(2'000'000, u' '),
                                   nested(1'000, u"{\"a\":"_s, u"}"_s),
                                   nested(100'000, u"["_s, u"]"_s),
                                   u"org.rdmamanager.Feature1"_s,
                                   u"Version"_s};
    return known;
}

} // namespace

void Hostility::learn(const QString &planId, const QString &wish)
{
    m_learnt += {planId, wish};
    m_pairs.append({planId, wish});
}

QString Hostility::mutated(QString text)
{
    static const QStringList splinters{u"\""_s, u"\\"_s, u"\n"_s,
                                       u"{"_s,  u"}"_s,  u"null"_s,
                                       u","_s,  u":"_s,  u"\\u"_s,
                                       u"0"_s,  u"-1"_s, QString(QChar(0x202e)),
                                       u"f"_s,  u"%s"_s, QString(QChar(0xdc00))};
    if (text.isEmpty())
        return pick(splinters);
    const int at = below(static_cast<int>(text.size()));
    switch (below(4)) {
    case 0:
        return text.remove(at, 1 + below(8));
    case 1:
        return text.insert(at, pick(splinters));
    case 2:
        return text.replace(at, 1, pick(splinters));
    default:
        return text.insert(at, text.mid(at, 1 + below(40)));
    }
}

QString Hostility::text()
{
    QString made = oneIn(3)                         ? pick(words())
                   : m_learnt.isEmpty() || oneIn(2) ? wish(pick(ids()), pick(names()), pick(names()))
                                                    : pick(m_learnt);
    for (int changes = oneIn(2) ? 1 + below(3) : 0; changes > 0; --changes)
        made = mutated(made);
    return made;
}

QVariant Hostility::anything()
{
    switch (below(12)) {
    case 0:
        return -1;
    case 1:
        return std::numeric_limits<uint>::max();
    case 2:
        return std::numeric_limits<double>::quiet_NaN();
    case 3:
        return true;
    case 4:
        return QVariant::fromValue(QDBusObjectPath(u"/org/rdmamanager/Helper1/names"_s));
    case 5:
        return QVariant::fromValue(QDBusSignature(u"a{sv}"_s));
    case 6:
        return QByteArray(below(5'000), '\xff');
    case 7:
        return QStringList(QList<QString>(below(2'000), u"a"_s));
    case 8:
        return QVariantMap{{u"path"_s, u"/etc/shadow"_s}, {u"uid"_s, 0}};
    case 9:
        return QVariant::fromValue(QDBusUnixFileDescriptor(0));
    case 10:
        return QVariant::fromValue(QDBusVariant(text()));
    default:
        return QVariant::fromValue(std::numeric_limits<qlonglong>::min());
    }
}

QVariant Hostility::argument(const QString &signature)
{
    if (oneIn(12))
        return anything();
    if (signature == "v"_L1)
        return QVariant::fromValue(QDBusVariant(text()));
    return signature == "s"_L1 ? QVariant(text()) : anything();
}

/// Gets past the first checks: an Apply as it should be, or with one thing changed.
QVariantList Hostility::almostValid()
{
    auto [planId, wish] = m_pairs[below(static_cast<int>(m_pairs.size()))];
    switch (below(4)) {
    case 0:
        planId = mutated(planId);
        break;
    case 1:
        wish = mutated(wish);
        break;
    default:
        break;
    }
    return {planId, wish};
}

QVariantList Hostility::arguments(const QStringList &signatures)
{
    if (signatures.size() == 2 && !m_pairs.isEmpty() && oneIn(2))
        return almostValid();
    QVariantList made;
    for (const QString &signature : signatures)
        made += argument(signature);
    if (!made.isEmpty() && oneIn(20))
        made.removeLast();
    if (oneIn(20))
        made += anything();
    return made;
}

} // namespace rdma
