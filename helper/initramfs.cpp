// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the image builders of the distributions copy, found in their own scripts.
#include "helper/initramfs.h"

#include "model/udevrules.h"

#include <algorithm>
#include <array>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

struct Builder {
    QLatin1StringView directory; ///< of its scripts
    QByteArrayView entry;        ///< pattern of a name there
    QLatin1StringView script;    ///< below the entry; empty: the entry itself
    QByteArrayView words;        ///< in the script: it copies the rules
    QByteArrayView images;       ///< patterns of names in /boot
    QLatin1StringView command;
};

/// initramfs-tools: hooks/udev of systemd 257 copies every file of /etc/udev/rules.d that /usr/lib does not have.
/// dracut: its own modules copy a fixed list of rules; the module of rdma-core (redhat/rdma.modules-setup.sh:
/// inst_rules 70-persistent-ipoib.rules) adds ours. Other builders copy none.
constexpr std::array builders{
    Builder{"/usr/share/initramfs-tools/hooks"_L1,
            "udev",
            {},
            "/etc/udev/rules.d/*.rules",
            "initrd.img-*",
            "update-initramfs -u -k all"_L1},
    Builder{"/usr/lib/dracut/modules.d"_L1, "*rdma", "/module-setup.sh"_L1, "70-persistent-ipoib.rules",
            "initramfs-*.img|initrd-*|initrd.img-*", "dracut --force --regenerate-all"_L1},
};

bool hasEntry(const QStringList &names, QByteArrayView pattern)
{
    return std::ranges::any_of(names,
                               [&](const QString &name) { return globMatches(pattern.toByteArray(), name.toUtf8()); });
}

bool copiesRules(const Host &host, const Builder &builder)
{
    for (const QString &name : host.list(builder.directory)) {
        if (!globMatches(builder.entry.toByteArray(), name.toUtf8()))
            continue;
        const auto script = host.peek(builder.directory + u'/' + name + builder.script);
        if (script && script->contains(builder.words))
            return true;
    }
    return false;
}

} // namespace

std::optional<QString> initramfsCommand(const Host &host)
{
    const QStringList boot = host.list(u"/boot"_s);
    for (const Builder &builder : builders)
        if (hasEntry(boot, builder.images) && copiesRules(host, builder))
            return builder.command;
    return std::nullopt;
}

} // namespace rdma
