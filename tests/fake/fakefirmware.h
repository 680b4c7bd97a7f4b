// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What mstconfig finds in the firmware of a machine's cards, changes there, and says of it.
#pragma once

#include "helper/tools.h"
#include "model/porttype.h"
#include "tests/fake/fakehostroot.h"

namespace rdma {

struct FakeFirmwareCard {
    QString deviceType = QStringLiteral("ConnectX5");
    QString name = QStringLiteral("MCX556A-ECA_Ax");
    QString description = QStringLiteral("VPI adapter card; EDR IB (100Gb/s) and 100GbE; dual-port QSFP28");
    PortTypes next = {};    ///< of the ports that have a row; none: the types are fixed
    PortTypes current = {}; ///< of the same
    bool tellsCurrent = true;
    bool wantsPowerCycle = false; ///< instead of a reboot
    QByteArray problem = {};      ///< what the tool says of it instead
};

/// Functions of one card are added one by one and are the same card: what is set at one shows at the other.
class FakeFirmware {
public:
    explicit FakeFirmware(FakeHostRoot &files) : m_files(files) {}

    void install(const QByteArray &version = "4.31.0"); ///< without it there is no tool
    void add(const QString &slot, const FakeFirmwareCard &card);
    void remove(const QString &slot); ///< then it says what it says of a card it cannot open
    [[nodiscard]] FakeFirmwareCard &card(const QString &slot);
    [[nodiscard]] const std::map<QString, FakeFirmwareCard> &cards() const { return m_cards; } ///< by cardOf()
    void restart(); ///< the machine, and with it each card's firmware

    /// The answer to a later call of a tool, counted from 0 and from now on, and nothing else happens.
    void failAt(Tool tool, int call, Result<ToolOutcome> answer);
    void ignoreSettings() { m_ignoresSettings = true; } ///< says that it is done, and has done nothing

    [[nodiscard]] Result<ToolOutcome> run(const ToolCall &call);

    /// "-E- reason" with mstconfig's exit code for everything that fails.
    [[nodiscard]] static ToolOutcome refusal(const QByteArray &reason, const QByteArray &errors = {});
    [[nodiscard]] static Error stuck(); ///< what the door says of a tool that outlives SIGKILL

private:
    ToolOutcome query(const QString &slot) const;
    ToolOutcome set(const QString &object);

    FakeHostRoot &m_files;
    std::optional<QByteArray> m_version;
    std::map<QString, FakeFirmwareCard> m_cards; ///< by cardOf()
    std::map<Tool, std::map<int, Result<ToolOutcome>>> m_failures;
    bool m_ignoresSettings = false;
};

} // namespace rdma
