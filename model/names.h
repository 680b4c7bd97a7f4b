// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Feature "names": which IPoIB interface is called what, now and after the next boot.
#pragma once

#include "model/guid.h"
#include "model/note.h"

#include <QStringList>
#include <map>
#include <optional>
#include <vector>

namespace rdma {

/// The file this program writes: the one the rdma-core documentation and every distribution name.
constexpr QLatin1StringView ipoibRulesPath{"/etc/udev/rules.d/70-persistent-ipoib.rules"};

/// What a wish can change of one interface. P_Key children are not among them: who creates a child names it.
struct InterfaceNames {
    QString name;                    ///< the name now
    std::optional<QString> ruleName; ///< the name that the rule in our file gives it at boot; nullopt: no such rule

    bool operator==(const InterfaceNames &) const = default;
};

struct NamesConfig {
    std::map<InterfaceId, InterfaceNames> interfaces;

    bool operator==(const NamesConfig &) const = default;
};

/// Where the name at the next boot comes from.
enum class NameSource {
    Rule,    ///< a udev rule; file and line say which
    Link,    ///< systemd's .link policy (for example ibp7s0), as udev computed it at the last hotplug
    Kernel,  ///< the kernel's own ibN
    Creator, ///< a P_Key child: whoever creates it
};

struct NextName {
    QString name; ///< empty: the kernel will choose
    NameSource source = NameSource::Kernel;
    QString file; ///< of the rule
    int line = 0; ///< from 1

    bool operator==(const NextName &) const = default;
};

struct Interface {
    InterfaceId id;
    int index = 0;
    IpoibAddress address;
    QString name;
    QString kernelName; ///< what the kernel called it; empty when it was renamed since and nobody remembers
    QStringList altnames;
    QString rdmaDevice; ///< mlx4_0; empty when not reported
    int port = 0;       ///< from 1; 0 when not reported
    QString operState;  ///< /sys/class/net/X/operstate: up, down, lowerlayerdown …
    bool up = false;    ///< IFF_UP: administratively up
    QString mode;       ///< "datagram", "connected" or empty
    int mtu = 0;
    QString parent; ///< name of the parent interface for a P_Key child
    QStringList children;
    NextName nextBoot;

    bool operator==(const Interface &) const = default;
};

struct NamesLive {
    std::map<InterfaceId, Interface> interfaces;
    QString kernelRelease;
    bool renamesWhileUp = false; ///< kernel 6.2 and later

    bool operator==(const NamesLive &) const = default;
};

/// {"interfaces": {"f4521403007bcba1:ffff": {"name": "ib0", "ruleName": "mlx4_ib0"}}}
[[nodiscard]] QJsonObject toJson(const NamesConfig &config);
[[nodiscard]] Result<NamesConfig> namesConfigFromJson(const QJsonObject &object);
[[nodiscard]] QJsonObject toJson(const NamesLive &live);
[[nodiscard]] Result<NamesLive> namesLiveFromJson(const QJsonObject &object);

} // namespace rdma
