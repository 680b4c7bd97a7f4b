// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a row of protocols or services says, and what can be done with it.
#pragma once

#include "gui/pages/modulesedit.h"
#include "gui/pages/page.h"
#include "gui/widgets/factsview.h"

namespace rdma {

struct BootRow {
    QString name;
    QString about;      ///< what it is for; of a service its unit
    QString bar;        ///< why its choice for the boot cannot be made otherwise; empty: it can
    QString boot;       ///< "yes", "when hardware appears"
    QString now;        ///< "loaded, not after a boot"
    QString iconName;   ///< of what `now` says; empty: it needs no attention
    bool hasBox = true; ///< there is a yes or no at boot
    bool isKnown = true;
    bool atBoot = false;
    bool changed = false; ///< not yet applied

    bool operator==(const BootRow &) const = default;
};

[[nodiscard]] BootRow rowOf(const ModulesState &state, const ModulesEdits &edits, const BootSubject &subject);

/// Something that is done at once; without a label it is not offered.
struct RunChoice {
    QString label;
    QString bar; ///< why it cannot be done; empty: it can

    bool operator==(const RunChoice &) const = default;
};

struct BootDetail {
    QString title;
    QString purpose;
    QList<Fact> facts;
    RunChoice start;
    RunChoice stop;
    bool hasMessages = false;         ///< the log may say why it is so
    QLatin1StringView elsewhere = {}; ///< the feature whose page does it

    bool operator==(const BootDetail &) const = default;
};

[[nodiscard]] BootDetail detailOf(const ModulesState &state, Protocol protocol);
[[nodiscard]] BootDetail detailOf(const ModulesState &state, const QString &unit);

/// Where the log has what a service said, or systemd of it.
[[nodiscard]] PageRequest messagesOf(const BootSubject &subject);

} // namespace rdma
