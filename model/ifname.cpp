// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The rules of the kernel and of udev for interface names, one character at a time.
#include "model/ifname.h"

#include "model/enumnames.h"

#include <QByteArray>
#include <algorithm>
#include <cerrno>
#include <climits>
#include <cstdlib>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype maxNameBytes = 15; // IFNAMSIZ - 1, include/uapi/linux/if.h

constexpr EnumNames<NameProblem, 13> problemNames{{
    {NameProblem::None, "None"_L1},
    {NameProblem::Empty, "Empty"_L1},
    {NameProblem::TooLong, "TooLong"_L1},
    {NameProblem::NotAscii, "NotAscii"_L1},
    {NameProblem::Blank, "Blank"_L1},
    {NameProblem::Slash, "Slash"_L1},
    {NameProblem::Colon, "Colon"_L1},
    {NameProblem::Percent, "Percent"_L1},
    {NameProblem::Quote, "Quote"_L1},
    {NameProblem::Control, "Control"_L1},
    {NameProblem::Dots, "Dots"_L1},
    {NameProblem::Reserved, "Reserved"_L1},
    {NameProblem::OnlyDigits, "OnlyDigits"_L1},
}};

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// Letters, digits and what neither udev(7) nor a shell gives a meaning: names are shown in commands to copy.
bool isPlain(char c)
{
    return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || QByteArrayView("_.-+=@").contains(c);
}

NameProblem problemOf(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 128)
        return NameProblem::NotAscii;
    if (byte == ' ' || (byte >= '\t' && byte <= '\r'))
        return NameProblem::Blank;
    if (byte < ' ' || byte == 127)
        return NameProblem::Control;
    if (c == '/')
        return NameProblem::Slash;
    if (c == ':')
        return NameProblem::Colon;
    if (c == '%')
        return NameProblem::Percent;
    return isPlain(c) ? NameProblem::None : NameProblem::Quote;
}

/// The most urgent problem of all characters: the enumerators stand in the order in which a user should be told.
NameProblem problemOfCharacters(const QByteArray &name)
{
    NameProblem worst = NameProblem::None;
    for (const char c : name) {
        const NameProblem problem = problemOf(c);
        if (problem != NameProblem::None && (worst == NameProblem::None || problem < worst))
            worst = problem;
    }
    // A leading dash would be an option of whatever command the name is given to.
    return worst == NameProblem::None && name.startsWith('-') ? NameProblem::Quote : worst;
}

/// systemd's parse_ifindex(): strtol with base 0, and 0b and 0o besides. "0x1f" is an index, too.
bool readsAsIndex(const QByteArray &name)
{
    const QByteArray prefix = name.left(2).toLower();
    const int base = prefix == "0b" ? 2 : prefix == "0o" ? 8 : 0;
    const char *digits = name.constData() + (base == 0 ? 0 : prefix.size());
    char *end = nullptr;
    errno = 0;
    const long value = std::strtol(digits, &end, base);
    return errno == 0 && end != digits && *end == '\0' && value > 0 && value <= INT_MAX;
}

} // namespace

NameProblem problemOf(QStringView name)
{
    const QByteArray bytes = name.toUtf8();
    if (bytes.isEmpty())
        return NameProblem::Empty;
    if (bytes.size() > maxNameBytes)
        return NameProblem::TooLong;
    if (const NameProblem problem = problemOfCharacters(bytes); problem != NameProblem::None)
        return problem;
    if (bytes == "." || bytes == "..")
        return NameProblem::Dots;
    if (bytes == "all" || bytes == "default")
        return NameProblem::Reserved;
    if (std::ranges::all_of(bytes, isDigit) || readsAsIndex(bytes))
        return NameProblem::OnlyDigits;
    return NameProblem::None;
}

QString nameOf(NameProblem problem)
{
    return nameOf(problemNames, problem);
}

NameProblem nameProblemFromName(QStringView name)
{
    return valueOf(problemNames, name).value_or(NameProblem::None);
}

bool looksKernelGiven(QStringView name)
{
    return name.size() > 2 && name.startsWith("ib"_L1) &&
           std::ranges::all_of(name.mid(2), [](QChar c) { return c >= u'0' && c <= u'9'; });
}

} // namespace rdma
