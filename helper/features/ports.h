// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Feature "ports": whether the ports of Mellanox cards are InfiniBand or Ethernet, now and after the next boot.
#pragma once

#include "helper/feature.h"
#include "helper/mellanoxcards.h"
#include "helper/portrecord.h"
#include "model/portpairs.h"
#include "model/porttypearray.h"

namespace rdma {

/// A file of ours to write, as it is; an error where it cannot be read, and so is not written either.
using SetFile = Result<std::optional<QByteArray>>;

/// The public view and, beside it, what planning needs: never sent.
struct PortsMachine : PortsLive {
    std::map<QString, FoundCard> found;
    PortRecord record;
    SetFile mlx4Conf = std::nullopt;
    SetFile ownOptions = std::nullopt;
    std::vector<RulesFile> modprobeFiles;
    std::map<QString, QStringList> cuts; ///< by slot: what goes over its interfaces
    QString kernel;                      ///< uname -r
    QString stamp;                       ///< of the boot image, empty without one
    QStringList otherImages;             ///< of kernels that do not run
    BootRoom room;
};

using PortsState = State<PortsConfig, PortsMachine>;

/// By what everybody can see and what was asked in this boot: runs nothing and opens no device.
[[nodiscard]] Result<PortsState> readPorts(Machine &machine);
[[nodiscard]] Result<Plan> planPorts(const PortsState &current, const PortsConfig &wanted);
[[nodiscard]] std::vector<Note> consequencesOfPorts(Machine &machine, const PortsState &current, const Plan &plan);

/// What the roads say of a card for the next boot; a port of which they say nothing is not there.
[[nodiscard]] PortTypes typesAtBoot(const PortsMachine &live, const QString &slot, PortRoad road);

/// The rules of a card for the road, or of its ports now (PortRoad::Mlx4Conf is as the kernel is).
[[nodiscard]] PairRules rulesFor(const FoundCard &card, PortRoad road);

/// Of planPorts(): files, and the image that holds copies of them.
struct PortFiles {
    std::vector<Step> steps;
    std::vector<Note> notes;
    PortRoad road = PortRoad::None; ///< of the file that changes; of two the one that the image is asked about
    bool sets = false;              ///< it sets types; else it only sets some no longer
    QString holds;                  ///< that file, by its path; empty: none changes, and the image stays
};
[[nodiscard]] Result<PortFiles> portFileSteps(const PortsState &current, const PortsConfig &wanted);
[[nodiscard]] Result<std::vector<Step>> imageSteps(const PortsState &current, const PortFiles &files,
                                                   std::vector<Note> &notes);

/// Whether the wish is about a card's next boot.
[[nodiscard]] bool changesBoot(const PortChoices &present, const PortChoices &wanted);
[[nodiscard]] PortTypes bootTypesOf(const PortChoices &choices); ///< without Unknown ones

} // namespace rdma
