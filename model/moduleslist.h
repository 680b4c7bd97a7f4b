// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A list of modules as systemd-modules-load reads it (modules-load.d(5)): /etc/rdma/modules/*.conf and modules-load.d.
#pragma once

#include "model/result.h"

#include <QByteArray>
#include <vector>

namespace rdma {

constexpr qsizetype maxModulesListBytes = qsizetype{1024} * 1024; ///< systemd's LONG_LINE_MAX

struct ModuleLine {
    enum Kind {
        Loads,     ///< the one name on it
        Commented, ///< the one word behind the sign of a comment
        Odd,       ///< no name of a module: more words, a comment behind it; systemd finds no such module
    };

    Kind kind = Loads;
    QByteArray name;    ///< with "_" for "-", as kmod compares them; what stands there, of an odd line
    int line = 0;       ///< from 1
    qsizetype from = 0; ///< in the file: the first byte that is no blank
    qsizetype word = 0; ///< in the file: the name

    bool operator==(const ModuleLine &) const = default;
};

/// Comments of more than a word and empty lines are left out. As in systemd's read_line(), CR and NUL end a line, too;
/// people count LF only.
[[nodiscard]] std::vector<ModuleLine> moduleLines(const QByteArray &file);

/// Without "-", which kmod takes for "_".
[[nodiscard]] QByteArray canonicalModule(QByteArrayView name);

/// The file with that module loaded or not, changed only where it is not so already: a commented line becomes one that
/// counts, or a line is added at its end; each line that loads it becomes a comment. All other bytes stay.
/// InvalidWish: a module of no list of ours. BadFile: larger than systemd reads.
[[nodiscard]] Result<QByteArray> withModule(const QByteArray &file, const QString &module, bool on);

} // namespace rdma
