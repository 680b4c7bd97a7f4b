// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The fake configfs reacts as the table says, as that of 6.12 and as that of 6.1.
#include "tests/kernel/configfsreactions.h"
#include "tests/fake/fakemachine.h"
#include "tests/kernel/reactionrows.h"

namespace rdma {

using namespace Qt::StringLiterals;

class FakeConfigfsPlayground final : public ConfigfsPlayground {
public:
    explicit FakeConfigfsPlayground(const QString &release)
    {
        m_machine.kernel().setRelease(release);
        m_machine.kernel().addCard({.rdmaDevice = u"mlx4_0"_s,
                                    .driver = u"mlx4_core"_s,
                                    .pci = u"0000:05:00.0"_s,
                                    .portGuids = {Guid{0xf4521403007bcba1}}});
        m_machine.files().makeDirectory(directory());
        configfs().loadModule(u"ib_srpt"_s);
        configfs().setBlockDevice(freeDevice(), 1 << 24);
        configfs().setBlockDevice(heldDevice(), 1 << 24, true);
        configfs().setBlockDevice({.name = u"sdd"_s, .size = 1 << 24, .readOnly = true});
    }

    Kernel &kernel() override { return m_machine.kernel(); }
    const Host &host() const override { return m_machine.host(); }
    QString gid() const override { return u"fe80:0000:0000:0000:f452:1403:007b:cba1"_s; }
    QString freeDevice() const override { return u"/dev/sdb"_s; }
    QString heldDevice() const override { return u"/dev/sdc"_s; }
    QString readOnlyDevice() const override { return u"/dev/sdd"_s; }
    QString directory() const override { return u"/var/tmp"_s; }
    std::chrono::milliseconds patience() const override { return {}; }

    bool switchModule(const QString &name, bool load) override
    {
        if (!load)
            return configfs().unloadModule(name).has_value();
        configfs().loadModule(name);
        return true;
    }

    bool logsIn() override
    {
        const bool admitted = m_machine.files().exists(acl()) && configfs().acceptsLogins(wwn());
        if (admitted)
            configfs().setSession(acl(), true);
        return admitted;
    }

    void logOut() override { configfs().setSession(acl(), false); }

private:
    FakeConfigfs &configfs() { return m_machine.kernel().configfs(); }
    QString acl() const { return "/sys/kernel/config/target/srpt/"_L1 + wwn() + "/tpgt_1/acls/"_L1 + initiator(); }

    FakeMachine m_machine;
};

class ConfigfsReactionsTest : public QObject {
    Q_OBJECT

private slots:
    void reactsLikeTheKernel_data() { addReactionRows(configfsReactions()); }

    void reactsLikeTheKernel()
    {
        QFETCH(QString, release);
        QFETCH(int, reaction);
        FakeConfigfsPlayground playground(release);
        QCOMPARE(checkConfigfsReaction(configfsReactions()[size_t(reaction)], playground), QString());
    }
};

} // namespace rdma

QTEST_GUILESS_MAIN(rdma::ConfigfsReactionsTest)
#include "configfsreactionstest.moc"
