// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// /etc/rdma/mlx4.conf, as mlx4-setup.sh of rdma-core reads it when mlx4_core is loaded: one card a line.
#pragma once

#include "model/linedocument.h"
#include "model/porttype.h"
#include "model/result.h"

#include <optional>
#include <vector>

namespace rdma {

constexpr QLatin1StringView mlx4ConfPath{"/etc/rdma/mlx4.conf"};

/// The words of the file, and of mlx4_port1 and 2 in sysfs.
constexpr EnumNames<PortType, 3> mlx4TypeWords{{{PortType::Auto, QLatin1StringView{"auto"}},
                                                {PortType::InfiniBand, QLatin1StringView{"ib"}},
                                                {PortType::Ethernet, QLatin1StringView{"eth"}}}};

/// Whether an install line of mlx4_core hands the file to the script. Without it, or without the script, nobody reads
/// it: Debian, Ubuntu and Arch have neither.
[[nodiscard]] bool runsMlx4Setup(const QByteArray &installCommand);

/// What the script makes of a line.
enum class Mlx4ConfVerdict {
    Understood,
    Comment,                 ///< or blank
    Unread,                  ///< the last line has no newline: read of bash ends the loop
    ShortAddress,            ///< 0b:00.0 of lspci: no directory of the driver, skipped
    NotAnAddress,            ///< anything else that is no directory of the driver
    TypeMissing,             ///< an address alone
    UnknownType,             ///< neither auto, ib nor eth
    TrailingText,            ///< "eth eth # my card": luck; today's script still takes the first two words
    CarriageReturn,          ///< CR LF: the type is "eth\r"
    OddBytes,                ///< backslashes, control bytes, other than ASCII: read changes them
    EthernetBeforeOtherType, ///< port 1 eth and port 2 not: refused
    Dangerous,               ///< a path: root would write to a file outside the driver's directory
};

constexpr EnumNames<Mlx4ConfVerdict, 12> mlx4ConfVerdictNames{
    {{Mlx4ConfVerdict::Understood, QLatin1StringView{"understood"}},
     {Mlx4ConfVerdict::Comment, QLatin1StringView{"comment"}},
     {Mlx4ConfVerdict::Unread, QLatin1StringView{"unread"}},
     {Mlx4ConfVerdict::ShortAddress, QLatin1StringView{"shortAddress"}},
     {Mlx4ConfVerdict::NotAnAddress, QLatin1StringView{"notAnAddress"}},
     {Mlx4ConfVerdict::TypeMissing, QLatin1StringView{"typeMissing"}},
     {Mlx4ConfVerdict::UnknownType, QLatin1StringView{"unknownType"}},
     {Mlx4ConfVerdict::TrailingText, QLatin1StringView{"trailingText"}},
     {Mlx4ConfVerdict::CarriageReturn, QLatin1StringView{"carriageReturn"}},
     {Mlx4ConfVerdict::OddBytes, QLatin1StringView{"oddBytes"}},
     {Mlx4ConfVerdict::EthernetBeforeOtherType, QLatin1StringView{"ethernetBeforeOtherType"}},
     {Mlx4ConfVerdict::Dangerous, QLatin1StringView{"dangerous"}}}};

struct Mlx4ConfLine {
    int line = 0; ///< from 1
    Mlx4ConfVerdict verdict = Mlx4ConfVerdict::Comment;
    QString slot;           ///< empty unless the line names a full address
    PortTypes types;        ///< that the script takes; one of a card with one port; none of a line that it leaves alone
    QString text;           ///< at most 256 characters, for people
    bool continues = false; ///< a backslash at its end: the next line is part of it

    bool operator==(const Mlx4ConfLine &) const = default;
};

/// Every line, in order.
[[nodiscard]] std::vector<Mlx4ConfLine> mlx4ConfLines(const LineDocument &document);

/// Those that a repair view shows: neither understood nor comments.
[[nodiscard]] std::vector<Mlx4ConfLine> badMlx4ConfLines(const LineDocument &document);

/// As the script leaves the card: the last line with types counts.
[[nodiscard]] std::optional<PortTypes> typesOf(const LineDocument &document, const QString &slot);

/// Changes the last line that names the slot, also a bad one, or adds one; ended by LF. A last line without newline
/// that is about something else stays unread: the new line comes before it. Set to the present types: identical.
/// InvalidWish: no full address, other ports than 1 or 1 and 2, a type without a word, eth before another type.
[[nodiscard]] Result<void> setTypes(LineDocument &document, const QString &slot, const PortTypes &types);

/// Every line that names the slot, with the lines that a backslash joins to it.
[[nodiscard]] Result<void> removeTypes(LineDocument &document, const QString &slot);

/// Some of badMlx4ConfLines(), in order and as they were shown. Conflict: one is another by now.
[[nodiscard]] Result<void> removeBadLines(LineDocument &document, const std::vector<Mlx4ConfLine> &lines);

} // namespace rdma
