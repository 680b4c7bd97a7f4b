// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// rtslib's saveconfig.json, which `targetctl restore` rebuilds at boot: the SRP part of it as values, and back.
#pragma once

#include "model/srptarget.h"

#include <QByteArray>
#include <optional>
#include <vector>

namespace rdma {

/// 1,000 LUNs mapped for 64 initiators are some 10 MiB as rtslib writes them.
constexpr qsizetype maxSavedBytes = qsizetype{16} * 1024 * 1024;

/// Why an object of the file is left out of the tree. It is never touched, and nothing of its name is written beside
/// it.
enum class SavedProblem {
    Malformed,  ///< something is missing or of a type that rtslib does not write
    OddName,    ///< a name, path or id that we cannot tell or rtslib not restore
    OtherGroup, ///< a target without exactly the one portal group tpgt_1
    Twice,      ///< another object of the file has the same name
};

struct SavedRemark {
    SavedProblem problem = SavedProblem::Malformed;
    QString subject; ///< "srpt/ib.fe80…" or "block/vol1" as the file has it, at most maxQuotedKey characters

    bool operator==(const SavedRemark &) const = default;
};

struct SavedSrp {
    SrpTree tree;
    std::vector<SavedRemark> remarks;

    bool operator==(const SavedSrp &) const = default;
};

/// The srpt targets, and the storage objects that no target uses which is not in the tree. A value is what a restore
/// would set: `attributes` come last, so emulate_write_cache says more than write_back, which rtslib ignores for block
/// objects. rdmaCmPort is not in this file: 0.
///
/// rtslib saves block_size always. 512 is what everything begins with, so it is told as 0; other sizes are told, also
/// where they are the disk's own: the file does not know. Who compares with the running machine calls chosenBlockSize()
/// for both sides with the disk's hw_block_size, which only configfs tells.
[[nodiscard]] Result<SavedSrp> readSavedSrp(const QByteArray &bytes);
[[nodiscard]] Result<SrpTree> savedSrp(const QByteArray &bytes);

/// 0 for what a backstore has without anybody's doing.
[[nodiscard]] int chosenBlockSize(int blockSize, int own);

/// What of a tree this file can tell and rtslib restore; the rest does not survive a reboot. Targets and ACLs need
/// names of "0x" and 32 lower-case hex digits, disks what their plugin takes.
[[nodiscard]] SrpTree savable(const SrpTree &tree);

/// The file with what differs between `before` and `wanted` changed and every other byte as it was. Laws (tested):
/// savedSrp(withSavedSrp(b, before, w)) == w; w == before gives b; an object that was added and is removed again gives
/// b (a list that a minimal file leaves out stays, empty). No file: a new one as rtslib would write it.
/// Conflict: `before` is not what the file says. Exists: a wanted name belongs to an object that is not in the tree.
/// InvalidWish: `wanted` is not savable(), or too much for one file.
[[nodiscard]] Result<QByteArray> withSavedSrp(const std::optional<QByteArray> &bytes, const SrpTree &before,
                                              const SrpTree &wanted);

} // namespace rdma
