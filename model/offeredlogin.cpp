// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Reading logins that come from anybody as text.
#include "model/offeredlogin.h"

#include "model/cardrules.h"
#include "model/srploginoptions.h"

#include <QStringList>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

template <typename T> using Read = std::expected<T, CardRefusal>;

auto refuse(CardProblem problem, const QString &key = {})
{
    return std::unexpected(CardRefusal{problem, key});
}

Read<void> takeNumber(SrpLoginOptions &options, const NumberOption &known, const QString &value)
{
    bool isNumber = false;
    const int number = value.toInt(&isNumber);
    if (!isNumber || number < known.min || number > known.max)
        return refuse(CardProblem::BadValue, known.key);
    if (options.*known.value)
        return refuse(CardProblem::Twice, known.key);
    options.*known.value = number;
    return {};
}

Read<void> takeInitiatorExt(SrpLoginOptions &options, const QString &value)
{
    constexpr qsizetype maxDigits = 18; // with 0x
    bool isNumber = false;
    const quint64 number = value.toULongLong(&isNumber, 16);
    if (!isNumber || value.size() > maxDigits)
        return refuse(CardProblem::BadValue, u"initiator_ext"_s);
    if (options.initiatorExt)
        return refuse(CardProblem::Twice, u"initiator_ext"_s);
    options.initiatorExt = number;
    return {};
}

/// Whether the item is an option, which is then taken; anything else is the target's and its address'.
Read<bool> takeOption(SrpLoginOptions &options, const QString &item)
{
    const QString key = item.section(u'=', 0, 0);
    const QString value = item.section(u'=', 1);
    if (key == "max_it_iu_size"_L1)
        return true;
    if (key == "io_class"_L1) // ff00 is a draft of SRP, which no Linux target speaks
        return value == "0100"_L1 ? Read<bool>(true) : refuse(CardProblem::BadValue, key);
    const auto taken = [](const Read<void> &read) { return read.transform([] { return true; }); };
    if (key == "initiator_ext"_L1)
        return taken(takeInitiatorExt(options, value));
    for (const NumberOption &known : numberOptions)
        if (key == known.key)
            return taken(takeNumber(options, known, value));
    return false;
}

Read<OfferedLogin> loginFromLine(const QString &line)
{
    OfferedLogin offered;
    QStringList rest;
    for (const QString &item : line.split(u',', Qt::SkipEmptyParts)) {
        const auto isOption = takeOption(offered.login.options, item);
        if (!isOption)
            return std::unexpected(isOption.error());
        if (!*isOption)
            rest.append(item);
    }
    const auto target = addTargetFrom(rest.join(u','));
    if (!target)
        return std::unexpected(target.error());
    if (const auto problem = problemOf(*target))
        return std::unexpected(*problem);
    offered.idExt = target->idExt;
    offered.iocGuid = target->iocGuid;
    offered.login.path = target->path;
    return offered;
}

} // namespace

Read<OfferedLogin> offeredLoginFromText(QStringView text)
{
    if (text.size() > maxCardLength)
        return refuse(CardProblem::TooLong);
    const QString line = text.toString().simplified();
    if (!isShown(line))
        return refuse(CardProblem::BadCharacter);
    if (!line.contains(u' '))
        return loginFromLine(line);
    return cardFromText(line).transform([](const ExchangeCard &card) {
        return OfferedLogin{card.idExt, card.iocGuid, {card.path, {}}, card.allowed, card.label};
    });
}

} // namespace rdma
