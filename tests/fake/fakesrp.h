// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The ib_srp of a fake machine: targets somewhere on the fabric, logins at them, and what sysfs shows of sessions. Each
// reaction is seen in the lab as well, by its scenario srp-initiator.
#pragma once

#include "helper/srphosts.h"
#include "tests/fake/fakeblock.h"

#include <functional>
#include <set>

namespace rdma {

/// A target that can be reached; its disks are its LUNs 0, 1, …
struct FakeSrpTarget {
    Guid idExt;
    Guid iocGuid;
    SrpPath path;
    std::vector<FakeDisk> disks = {};
    std::set<InitiatorId> allowed = {}; ///< none: everybody
    bool enabled = true;
    bool loses = false; ///< the connection dies while the LUNs are scanned: success, and no session
};

[[nodiscard]] QString withColons(QString dgid); ///< eight groups

class FakeSrp {
public:
    FakeSrp(FakeHostRoot &root, FakeBlock &block) : m_root(root), m_block(block) {}

    void loadModule();
    [[nodiscard]] Result<void> unloadModule(); ///< Busy while there are sessions
    void addTarget(FakeSrpTarget target) { m_targets.push_back(std::move(target)); }

    /// What the tool asks for: helper/srplogintool.h
    [[nodiscard]] Result<void> logIn(const QString &object);
    /// What ib_srp and scsi_transport_srp do with it.
    [[nodiscard]] Result<void> store(const QString &path, const QByteArray &value);

    /// What ibsrpdm finds: lines for add_target, or the same in words.
    [[nodiscard]] QByteArray scan(bool inWords) const;
    /// Where the kernel's messages go.
    void setLog(std::function<void(const QString &line)> say) { m_say = std::move(say); }

    void setState(int host, const QByteArray &state); ///< running, blocked, fail-fast, lost
    void addDisk(int host, const FakeDisk &disk);     ///< a LUN that only a rescan finds
    [[nodiscard]] QString diskOf(int host, int lun) const { return m_sessions.at(host).disks.value(lun); }

private:
    struct Session {
        SrpTargetId target;
        SrpTimeouts timeouts;
        QStringList disks; ///< their names, by LUN
        QList<FakeDisk> unseen;
    };

    const FakeSrpTarget *reached(const SrpTargetId &id, const SrpPath &path) const;
    Guid guidOf(const PortId &port) const;
    void open(const SrpTargetId &id, const SrpLogin &login, const FakeSrpTarget &target);
    void close(int host);
    void sayRefused(const SrpPath &path, bool hasListener);
    void show(int host, const Session &session);
    void showLun(int host, Session &session, const FakeDisk &disk);
    Result<void> storeTimeout(int host, const QString &name, const QByteArray &value);

    FakeHostRoot &m_root;
    FakeBlock &m_block;
    std::vector<FakeSrpTarget> m_targets;
    std::map<int, Session> m_sessions;
    std::function<void(const QString &line)> m_say;
    int m_nextHost = 7;
};

} // namespace rdma
