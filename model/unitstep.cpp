// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Services that may be switched, and the step in JSON.
#include "model/unitstep.h"

#include "model/json.h"
#include "model/unitstatejson.h"

#include <algorithm>
#include <array>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr auto portUnitStart = "srp_daemon_port@"_L1;
constexpr auto serviceEnd = ".service"_L1;
/// Beside the instances: those of model/serviceunits.h that have something without a bar, opensmd and
/// rtslib-fb-targetctl being what SUSE and Debian call theirs.
constexpr std::array plainUnits{srpDaemonUnit,
                                srpConnectUnit,
                                "rdma.service"_L1,
                                "opensm.service"_L1,
                                "opensmd.service"_L1,
                                "target.service"_L1,
                                "rtslib-fb-targetctl.service"_L1};

bool isPlain(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == ':' ||
           c == '.';
}

/// unit_name_escape() of systemd's src/basic/unit-name.c.
QString escaped(const QString &text)
{
    QString out;
    const QByteArray bytes = text.toUtf8();
    for (qsizetype i = 0; i < bytes.size(); ++i)
        out += isPlain(bytes[i]) && (i > 0 || bytes[i] != '.')
                   ? QString(QLatin1Char(bytes[i]))
                   : u"\\x%1"_s.arg(static_cast<uchar>(bytes[i]), 2, 16, QChar(u'0'));
    return out;
}

QString unescaped(const QString &text)
{
    QByteArray bytes;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const bool isEscape = text[i] == u'\\' && i + 3 < text.size();
        bytes += isEscape ? static_cast<char>(text.sliced(i + 2, 2).toInt(nullptr, 16)) : text[i].toLatin1();
        i += isEscape ? 3 : 0;
    }
    return QString::fromUtf8(bytes);
}

} // namespace

QJsonObject toJson(const UnitState &state)
{
    return {{u"enabled"_s, state.enabled},
            {u"masked"_s, state.masked},
            {u"active"_s, state.active},
            {u"maskedUntilBoot"_s, state.maskedUntilBoot}};
}

UnitState takeUnitState(ObjectReader &outer, const QString &key)
{
    ObjectReader reader(outer.object(key), key);
    const UnitState state{reader.boolean(u"enabled"_s), reader.boolean(u"masked"_s), reader.boolean(u"active"_s),
                          reader.boolean(u"maskedUntilBoot"_s)};
    if (const auto done = reader.finish(); !done)
        outer.reject(key, done.error().detail);
    return state;
}

QString srpDaemonPortUnit(const PortId &port)
{
    return portUnitStart + escaped(port.device + u':' + QString::number(port.port)) + serviceEnd;
}

bool isMasked(const UnitState &state)
{
    return state.masked || state.maskedUntilBoot;
}

bool isSwitchableUnit(const QString &unit)
{
    if (std::ranges::contains(plainUnits, unit))
        return true;
    if (!unit.startsWith(portUnitStart) || !unit.endsWith(serviceEnd))
        return false;
    QString port = unescaped(unit.sliced(portUnitStart.size()).chopped(serviceEnd.size()));
    const qsizetype colon = port.lastIndexOf(u':');
    const auto id = colon < 0 ? fail(ErrorCode::InvalidWish) : PortId::fromText(port.replace(colon, 1, u'/'));
    return id && srpDaemonPortUnit(*id) == unit;
}

QJsonObject fieldsOf(const SwitchUnit &step)
{
    return {{u"unit"_s, step.unit}, {u"before"_s, toJson(step.before)}, {u"after"_s, toJson(step.after)}};
}

SwitchUnit takeSwitchUnit(ObjectReader &reader)
{
    SwitchUnit step{reader.text(u"unit"_s), takeUnitState(reader, u"before"_s), takeUnitState(reader, u"after"_s)};
    if (!isSwitchableUnit(step.unit))
        reader.reject(u"unit"_s, u"unknown value"_s);
    return step;
}

} // namespace rdma
