// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The kernel of a fake machine: keeps links, reacts to requests as Linux does, and shows it in the fake sysfs.
#pragma once

#include "helper/kernel.h"
#include "tests/fake/fakeconfigfs.h"
#include "tests/fake/fakesysfs.h"

#include <QMutex>
#include <map>
#include <set>

namespace rdma {

/// Each reaction is asserted in tests/kernel, here and on a real kernel.
class FakeKernel final : public Kernel {
public:
    enum class Call {
        Links,
        RenameLink,
        SetLinkUp,
        MakeNode,
        RemoveNode,
        LinkNode,
        UnlinkNode,
        StoreAttribute,
        StoreSession,
        StorePortType
    };

    explicit FakeKernel(FakeHostRoot &root); ///< with lo

    [[nodiscard]] QString release() const override;
    [[nodiscard]] Result<std::vector<Link>> links() const override;
    [[nodiscard]] Result<std::vector<LinkAddress>> addresses() const override;
    [[nodiscard]] Result<void> renameLink(int index, const QString &name) override;
    [[nodiscard]] Result<void> setLinkUp(int index, bool up) override;
    [[nodiscard]] ReadLinkModes linkModes() const override;
    [[nodiscard]] Result<void> makeNode(const QString &path) override;
    [[nodiscard]] Result<void> removeNode(const QString &path) override;
    [[nodiscard]] Result<void> linkNode(const QString &path, const QString &target) override;
    [[nodiscard]] Result<void> unlinkNode(const QString &path) override;
    [[nodiscard]] Result<void> storeAttribute(const QString &path, const QByteArray &value) override;
    [[nodiscard]] Result<void> storeSessionAttribute(const QString &path, const QByteArray &value) override;
    [[nodiscard]] Result<void> storePortType(const QString &path, const QByteArray &value) override;
    [[nodiscard]] Result<void> expectUnheld(const QString &device) override;

    using StoreSession = std::function<Result<void>(const QString &path, const QByteArray &value)>;
    void setSessions(StoreSession store) { m_storeSession = std::move(store); }
    void holdDisk(const QString &device) { m_held.insert(device); } ///< as a mount in another namespace does
    [[nodiscard]] FakeConfigfs &configfs() { return m_configfs; }
    void setRelease(const QString &release); ///< 6.12.0-fake unless set
    void addCard(const FakeCard &card);
    int addIpoib(const FakeIpoib &ipoib);              ///< the index
    int addChild(const QString &parent, quint16 pkey); ///< as create_child does: ib0.8002
    int addEthernet(const QString &name);
    int addEthernetPort(const QString &rdmaDevice, int port, const QString &name); ///< of a card that is there
    /// Says that it stored a port's type, and keeps the old one.
    void ignorePortTypes() { m_ignoresPortTypes = true; }
    void bootPortTypes(const QString &slot, const QStringList &stored); ///< as mlx4_core finds them: "ib", "auto (eth)"
    void setLinkModes(const QString &name, const LinkModes &modes);     ///< as an Ethernet card's driver tells them
    void addAddress(const QString &name, const QString &address);
    void addAltname(const QString &name, const QString &altname);
    void removeAltname(const QString &name, const QString &altname);
    void removeLink(const QString &name); ///< unplugged; its P_Key children go with it

    /// The next call of this kind fails so and changes nothing.
    void failNext(Call call, ErrorCode code, const QString &detail = QStringLiteral("EIO"));

    /// A boot's hotplug: every IPoIB interface goes and comes back down, with another index and QPN and the kernel's
    /// name, then udev's rules name it. P_Key children do not come back.
    void reload();
    void unloadIpoib(); ///< the interfaces go, P_Key children for good
    void loadIpoib();   ///< those that went come back as after a boot

private:
    FakeLink *find(int index);
    FakeLink *find(const QString &name);
    bool isTaken(const QString &name) const;
    QString expanded(const QString &format) const;
    int requestRename(FakeLink *link, const QString &name);
    int rename(FakeLink &link, const QString &name);
    FakeCard *cardAt(const QString &slot);
    void retype(FakeCard &card, const QStringList &stored);
    int plugInEthernet(const FakeCard &card, int port, const QString &name);
    int addLink(FakeLink link);
    void remove(const FakeLink &link);
    void refresh(const FakeLink &link);
    int plugIn(const FakeIpoib &ipoib, bool up);
    void takeIpoibOut();
    void bringIpoibBack();
    std::optional<Error> injected(Call call, const QString &subject) const;
    Result<void> notRefused(Call call, const QString &path) const;

    FakeHostRoot &m_root;
    FakeSysfs m_sysfs;
    FakeConfigfs m_configfs{m_root};
    StoreSession m_storeSession;
    std::set<QString> m_held;
    mutable QMutex m_mutex;
    mutable std::multimap<Call, Error> m_failures;
    QString m_release = QStringLiteral("6.12.0-fake");
    std::map<QString, FakeCard> m_cards;
    std::map<int, FakeLink> m_links;
    std::map<QString, LinkModes> m_modes;
    QList<FakeLink> m_withoutDriver;
    int m_nextIndex = 1;
    quint32 m_nextQpn = 0x48;
    bool m_ignoresPortTypes = false;
};

} // namespace rdma
