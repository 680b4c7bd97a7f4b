// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Whether a rule applies to an interface that appears: yes, no, or it depends on what only udev can find out.
#include "model/udevrules.h"

namespace rdma {

namespace {

constexpr int triedNumbers = 32; // ib0 … ib31 stand for the number that the kernel will choose

bool isMatch(const RuleToken &token)
{
    return token.op == "==" || token.op == "!=";
}

/// These run and decide whatever their operator is.
bool alwaysDecides(const RuleToken &token)
{
    return token.key == "PROGRAM" || token.key == "IMPORT";
}

bool concernsParents(const RuleToken &token)
{
    return token.key == "KERNELS" || token.key == "SUBSYSTEMS" || token.key == "DRIVERS" || token.key == "ATTRS" ||
           token.key == "TAGS";
}

Match both(Match one, Match other)
{
    if (one == Match::No || other == Match::No)
        return Match::No;
    return one == Match::Yes ? other : one;
}

Match compare(const RuleToken &token, const QByteArray &text)
{
    const auto sensitivity = token.prefix.contains('i') ? Qt::CaseInsensitive : Qt::CaseSensitive;
    const bool same = globMatches(plainValue(token).value_or(QByteArray()), text, sensitivity);
    return same == (token.op == "==") ? Match::Yes : Match::No;
}

Match compareIfKnown(const RuleToken &token, const std::optional<QByteArray> &text)
{
    return text ? compare(token, *text) : Match::Unknown;
}

Match compareKernelName(const RuleToken &token, const UdevDevice &device)
{
    if (!device.kernelName.isEmpty())
        return compare(token, device.kernelName);
    const Match first = compare(token, "ib0");
    for (int number = 1; number < triedNumbers; ++number)
        if (compare(token, "ib" + QByteArray::number(number)) != first)
            return Match::Unknown;
    return first;
}

/// token_match_attr(): an absent attribute never matches, not even with !=; trailing blanks are dropped unless asked
/// for.
Match compareAttribute(const RuleToken &token, const UdevDevice &device)
{
    if (token.attribute.startsWith('[') || token.attribute.contains('$') || token.attribute.contains('%'))
        return Match::Unknown;
    const auto attribute = device.attributes.constFind(token.attribute);
    if (attribute == device.attributes.constEnd())
        return Match::No;
    QByteArray text = *attribute;
    const QByteArray pattern = plainValue(token).value_or(QByteArray());
    if (!pattern.isEmpty() && !QByteArrayView(" \t\n\v\f\r").contains(pattern.back()))
        while (!text.isEmpty() && QByteArrayView(" \t\n\r").contains(text.back()))
            text.chop(1);
    return compare(token, text);
}

Match compareProperty(const RuleToken &token, const UdevEvent &event)
{
    if (token.attribute == "INTERFACE")
        return compareKernelName(token, event.device);
    if (token.attribute == "ACTION")
        return compare(token, "add");
    if (token.attribute == "SUBSYSTEM")
        return compare(token, event.device.subsystem);
    if (token.attribute == "ID_NET_NAME")
        return compareIfKnown(token, event.linkName);
    return Match::Unknown;
}

Match evaluateToken(const RuleToken &token, const UdevEvent &event)
{
    if (token.key == "ACTION")
        return compare(token, "add");
    if (token.key == "SUBSYSTEM" || token.key == "SUBSYSTEMS")
        return compare(token, event.device.subsystem);
    if (token.key == "KERNEL" || token.key == "KERNELS")
        return compareKernelName(token, event.device);
    if (token.key == "DRIVER" || token.key == "DRIVERS")
        return compare(token, {}); // a network interface itself has none, its parent has
    if (token.key == "ATTR" || token.key == "ATTRS")
        return compareAttribute(token, event.device);
    if (token.key == "NAME")
        return compareIfKnown(token, event.name);
    if (token.key == "ENV")
        return compareProperty(token, event);
    return Match::Unknown;
}

/// An attribute that nobody looked at may be there.
Match evaluateOnParent(const RuleToken &token, const UdevParent &parent)
{
    if (token.key == "ATTRS" && parent.attributes.contains(token.attribute))
        return compare(token, parent.attributes.value(token.attribute).trimmed());

    if (token.key == "KERNELS")
        return compare(token, parent.kernelName);
    if (token.key == "SUBSYSTEMS")
        return compare(token, parent.subsystem);
    return token.key == "DRIVERS" ? compare(token, parent.driver) : Match::Unknown;
}

/// All that is known is the nearest parent's driver, and that without one nothing above has one either.
Match evaluateOnSomeParent(const RuleToken &token, const QByteArray &driver)
{
    if (token.key != "DRIVERS")
        return Match::Unknown;
    const Match nearest = compare(token, driver);
    return nearest == Match::No && !driver.isEmpty() ? Match::Unknown : nearest;
}

template <typename Evaluate> Match allOf(const std::vector<RuleToken> &rule, Evaluate evaluateOne)
{
    Match result = Match::Yes;
    for (const RuleToken &token : rule)
        if (concernsParents(token))
            result = both(result, evaluateOne(token));
    return result;
}

Match either(Match one, Match other)
{
    if (one == Match::Yes || other == Match::Yes)
        return Match::Yes;
    return one == Match::No ? other : one;
}

/// udev wants one device, the interface or one of its parents, for which all of these keys hold together.
Match evaluateParents(const std::vector<RuleToken> &rule, const UdevEvent &event)
{
    const UdevDevice &device = event.device;
    Match result = allOf(rule, [&](const RuleToken &token) { return evaluateToken(token, event); });
    if (!device.parents)
        return either(result,
                      allOf(rule, [&](const RuleToken &token) { return evaluateOnSomeParent(token, device.driver); }));
    for (const UdevParent &parent : *device.parents)
        result = either(result, allOf(rule, [&](const RuleToken &token) { return evaluateOnParent(token, parent); }));
    return result;
}

} // namespace

Match evaluate(const std::vector<RuleToken> &rule, const UdevEvent &event)
{
    Match result = evaluateParents(rule, event);
    for (const RuleToken &token : rule)
        if (!concernsParents(token) && (isMatch(token) || alwaysDecides(token)))
            result = both(result, evaluateToken(token, event));
    return result;
}

Match evaluate(const std::vector<RuleToken> &rule, const UdevDevice &device)
{
    return evaluate(rule, UdevEvent{device, std::nullopt, std::nullopt});
}

} // namespace rdma
