// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The fake kernel reacts as the table says, as a kernel of today and as one before 6.2.
#include "tests/fake/fakemachine.h"
#include "tests/kernel/reactionrows.h"
#include "tests/kernel/reactions.h"

namespace rdma {

using namespace Qt::StringLiterals;

class FakePlayground final : public Playground {
public:
    explicit FakePlayground(const QString &release)
    {
        m_machine.kernel().setRelease(release);
        m_machine.kernel().addCard(
            {.rdmaDevice = u"mlx4_0"_s, .driver = u"mlx4_core"_s, .pci = u"0000:05:00.0"_s, .portGuids = {Guid{1}}});
        m_index = m_machine.kernel().addIpoib({.rdmaDevice = u"mlx4_0"_s});
    }

    Kernel &kernel() override { return m_machine.kernel(); }
    const Host &host() const override { return m_machine.host(); }
    int index() const override { return m_index; }
    Result<void> addAltname(int index, const QString &altname) override
    {
        m_machine.kernel().addAltname(nameOf(index), altname);
        return {};
    }
    Result<void> removeAltname(int index, const QString &altname) override
    {
        m_machine.kernel().removeAltname(nameOf(index), altname);
        return {};
    }

private:
    QString nameOf(int index)
    {
        const auto links = m_machine.kernel().links().value();
        for (const Link &link : links)
            if (link.index == index)
                return link.name;
        return {};
    }

    FakeMachine m_machine;
    int m_index = 0;
};

class FakeReactionsTest : public QObject {
    Q_OBJECT

private slots:
    void reactsLikeTheKernel_data() { addReactionRows(kernelReactions()); }

    void reactsLikeTheKernel()
    {
        QFETCH(QString, release);
        QFETCH(int, reaction);
        FakePlayground playground(release);
        QCOMPARE(checkReaction(kernelReactions()[size_t(reaction)], playground), QString());
    }
};

} // namespace rdma

QTEST_GUILESS_MAIN(rdma::FakeReactionsTest)
#include "fakereactionstest.moc"
