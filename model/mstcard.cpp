// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Port types among the settings of a card.
#include "model/mstcard.h"

#include <QRegularExpression>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

/// The whole name: KEEP_IB_LINK_UP_P1, KEEP_LINK_UP_ON_BOOT_P1 and others are about something else.
std::optional<int> portOf(QStringView name)
{
    constexpr QLatin1StringView front = "LINK_TYPE_P"_L1;
    if (!name.startsWith(front) || name.size() != front.size() + 1)
        return std::nullopt;
    const QChar digit = name.back();
    return digit >= u'1' && digit <= u'8' ? std::optional(digit.unicode() - u'0') : std::nullopt;
}

} // namespace

PortType portTypeFromMst(QStringView value)
{
    // The names are the tool's, the numbers the firmware's; of an undeclared number there is no name.
    static const QRegularExpression shape(
        QRegularExpression::anchoredPattern(u"(?:[A-Za-z0-9_]{1,64}\\(([0-9]{1,3})\\))|([0-9]{1,3})"_s));
    const auto match = shape.matchView(value);
    const QString number = match.captured(1) + match.captured(2);
    constexpr EnumNames<PortType, 3> numbers{{
        {PortType::InfiniBand, "1"_L1},
        {PortType::Ethernet, "2"_L1},
        {PortType::Auto, "3"_L1},
    }};
    return valueOf(numbers, number).value_or(PortType::Unknown);
}

LinkTypes linkTypesOf(const MstCard &card)
{
    LinkTypes types;
    for (const MstParameter &parameter : card.parameters) {
        const auto port = portOf(parameter.name);
        if (!port)
            continue;
        types.next.try_emplace(*port, portTypeFromMst(parameter.next.value_or(QString())));
        if (parameter.current)
            types.current.try_emplace(*port, portTypeFromMst(*parameter.current));
    }
    return types;
}

} // namespace rdma
