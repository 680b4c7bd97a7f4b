// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// ib_srpt in a fake configfs: ports of this host as targets, their LUNs, who may use them, who is logged in.
#pragma once

#include "tests/fake/fakebackstores.h"

#include <QSet>

namespace rdma {

/// All answers are errno's: 0 when done.
class FakeSrpt {
public:
    FakeSrpt(ConfigfsTree &tree, FakeBackstores &backstores, const bool &isOldKernel)
        : m_tree(tree), m_backstores(backstores), m_isOldKernel(isOldKernel)
    {
    }

    [[nodiscard]] int make(const ConfigfsPath &node);
    void forget(); ///< the module goes
    void removed(const ConfigfsPath &node);
    [[nodiscard]] int link(const ConfigfsPath &link, const ConfigfsPath &target);
    void unlinked(const ConfigfsPath &link, const ConfigfsPath &target);
    [[nodiscard]] int store(const ConfigfsPath &attribute, const QByteArray &value);

    /// The initiator of this ACL logs in, or out.
    void setSession(const QString &acl, bool on);
    /// The node GUID of the first RDMA device, as srpt_add_one() takes it: 0x…
    [[nodiscard]] QByteArray serviceGuid() const;
    /// The one flag of the port behind all its targets, which no attribute shows.
    [[nodiscard]] bool acceptsLogins(const QString &wwn) const { return m_open.contains(portOf(wwn)); }

private:
    int makeFabric(const ConfigfsPath &node);
    int makeWwn(const ConfigfsPath &node);
    int makeTpg(const ConfigfsPath &node);
    int makeAcl(const ConfigfsPath &node);
    int makeLun(const ConfigfsPath &node);
    int linkLun(const ConfigfsPath &link, const ConfigfsPath &target);
    int linkMappedLun(const ConfigfsPath &link, const ConfigfsPath &target);
    int storeEnable(const ConfigfsPath &attribute, const QByteArray &value);
    int storeWriteProtect(const ConfigfsPath &attribute, const QByteArray &value);
    void closeSessions(const QString &port);
    void showMappedLun(const QString &path);
    void showLun(const QString &path);
    void showCounters(const QString &directory, const QStringList &names, bool linked);
    QString portOf(const QString &wwn) const; ///< its GID, empty: no port is called so

    ConfigfsTree &m_tree;
    FakeBackstores &m_backstores;
    const bool &m_isOldKernel;
    QByteArray m_cmPort = "0\n"; ///< of the module: it outlives the directory that shows it
    QSet<QString> m_open;        ///< ports that accept logins
    QSet<QString> m_sessions;    ///< paths of ACLs
    QSet<QString> m_mapped;      ///< LUNs of ACLs that lead to a disk: a link to a LUN that lost its disk is not one
};

} // namespace rdma
