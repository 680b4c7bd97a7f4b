// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The pending edits of port types: what each port shall be, now or at the next boot, and lines to be removed.
#pragma once

#include "model/note.h"
#include "model/portpairs.h"
#include "model/ports.h"

#include <QJsonObject>

namespace rdma {

struct PortsState {
    PortsConfig config;
    PortsLive live;
    std::vector<Note> notes;
};

enum class PortWhen { Now, AtBoot };

/// One choice on the page.
struct PortPlace {
    QString slot;
    int port = 1;
    PortWhen when = PortWhen::AtBoot;

    auto operator<=>(const PortPlace &) const = default;
};

struct PortsEdits {
    std::map<PortPlace, PortType> types;
    std::map<int, QString> removedLines; ///< by number, as they were when somebody chose to remove them
    bool rebuildsImage = false;

    bool operator==(const PortsEdits &) const = default;
};

[[nodiscard]] Result<PortsState> portsStateFrom(const QJsonObject &state);

[[nodiscard]] PortType typeAt(const PortsState &state, const PortPlace &place); ///< as it is
[[nodiscard]] PortType typeAt(const PortsState &state, const PortsEdits &edits, const PortPlace &place);
/// Also of a port that is Auto: what it has found.
[[nodiscard]] PortType presentType(const PortsState &state, const QString &slot, int port);
[[nodiscard]] bool isEdited(const PortsEdits &edits, const PortPlace &place);

/// What can be chosen there beside what the card's other ports are, or are to be. Empty: nothing.
[[nodiscard]] std::vector<PortType> choicesAt(const PortsState &state, const PortsEdits &edits, const PortPlace &place);
/// All that the place could ever be, whatever the other ports are.
[[nodiscard]] std::vector<PortType> typesOffered(const PortsState &state, const PortPlace &place);

/// Where each port of the card has to be set, the others get the types that they have; where cards are set together,
/// they get the same.
[[nodiscard]] PortsEdits withType(const PortsState &state, PortsEdits edits, const PortPlace &place, PortType type);
/// Without those that change nothing on this state, or that cannot be made any more.
[[nodiscard]] PortsEdits stillOpen(const PortsState &state, const PortsEdits &edits);
/// Of a pair that the card would refuse: it came about by dropping one of several edits.
[[nodiscard]] std::optional<PairProblem> problemAt(const PortsState &state, const PortsEdits &edits,
                                                   const PortPlace &place);

[[nodiscard]] QJsonObject wishFor(const PortsEdits &edits); ///< a merge patch
[[nodiscard]] QString changeWords(const PortPlace &place, PortType type);
[[nodiscard]] QString removalWords(int line);
[[nodiscard]] QString rebuildWords(const PortsState &state);

} // namespace rdma
