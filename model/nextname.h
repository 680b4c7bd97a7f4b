// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What an interface will be called at the next boot: all rules of a machine, run over one interface.
#pragma once

#include "model/names.h"
#include "model/udevrules.h"

#include <array>

namespace rdma {

/// Where rules lie. A file hides those of the same name in the later directories.
constexpr std::array<QLatin1StringView, 4> rulesDirectories{
    QLatin1StringView{"/etc/udev/rules.d"}, QLatin1StringView{"/run/udev/rules.d"},
    QLatin1StringView{"/usr/local/lib/udev/rules.d"}, QLatin1StringView{"/usr/lib/udev/rules.d"}};

struct RulesFile {
    QString path;
    QByteArray bytes; ///< empty for a link to /dev/null, too

    bool operator==(const RulesFile &) const = default;
};

/// The files that udev reads, in its order: *.rules of the four directories, sorted by the bytes of their names,
/// without those hidden by an earlier directory; an empty file only hides.
[[nodiscard]] std::vector<RulesFile> effectiveRules(const std::vector<RulesFile> &files);

/// The same for any directories and ending: systemd has one way of it for all its configuration.
[[nodiscard]] std::vector<RulesFile> effectiveFiles(const std::vector<RulesFile> &files, const QStringList &directories,
                                                    QLatin1StringView ending);

struct NamePrediction {
    NextName next;      ///< Rule (with file and line), Link or Kernel; taking what we cannot evaluate as not matching
    QStringList doubts; ///< "file:line" of every rule that may give another name, depending on what only udev can find
                        ///< out; empty: `next` is certain

    bool operator==(const NamePrediction &) const = default;
};

/// `files` as effectiveRules() gives them; `idNetName`: ID_NET_NAME of the interface in udev's database.
[[nodiscard]] NamePrediction predictName(const std::vector<RulesFile> &files, const UdevDevice &device,
                                         const std::optional<QByteArray> &idNetName);

} // namespace rdma
