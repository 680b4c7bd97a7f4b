// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// .link files: which one is for an interface, whether its policy or its Name= gives the name.
#include "model/linkfile.h"

#include <QtTest>

using namespace rdma;
using namespace Qt::StringLiterals;

namespace {

const QString path = u"/etc/systemd/network/10-ib.link"_s;

LinkFile linkFile(const QByteArray &bytes)
{
    return parseLinkFile({{path, bytes}});
}

LinkSubject subject()
{
    return {"ib0",
            "80:00:02:00:fe:80:00:00:00:00:00:00:f4:52:14:03:00:7b:cb:a1",
            {{"ID_PATH", "pci-0000:05:00.0"}, {"ID_NET_DRIVER", "ib_ipoib"}, {"ID_NET_NAME_PATH", "ibp5s0"}},
            true};
}

/// What systemd ships.
const LinkFile defaultFile = linkFile("[Match]\nOriginalName=*\n\n[Link]\nNamePolicy=keep kernel database onboard slot "
                                      "path\nAlternativeNamesPolicy=database onboard slot path\n");

} // namespace

class LinkFileTest : public QObject {
    Q_OBJECT
private slots:
    void matches_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("expected");
        const auto row = [](const char *text, Match expected) {
            QTest::addRow("%s", text) << "[Match]\n" + QByteArray(text) << int(expected);
        };
        using enum Match;
        row("OriginalName=ib*", Yes);
        row("OriginalName=eth* ib0", Yes);
        row("OriginalName=eth*", No);
        row("OriginalName=!ib1 ib2", Yes);
        row("OriginalName=!ib1 ib0", No);
        row("OriginalName=eth*|ib0", No); // no alternatives here
        row("OriginalName=eth0\nOriginalName=ib0", Yes);
        row("OriginalName=eth0\nOriginalName=\nType=infiniband", Yes);
        row("Type=ether", No);
        row("Type=infiniband\nPath=pci-0000:05:*", Yes);
        row("Path=pci-0000:06:*", No);
        row("Driver=ib_ipoib", Yes);
        row("Driver=mlx4_core", No);
        row("MACAddress=80:00:02:00:fe:80:00:00:00:00:00:00:F4:52:14:03:00:7b:cb:a1", Yes);
        row("MACAddress=f4:52:14:03:00:7b", No);
        row("Host=node7", Unknown);
        row("Host=node7\nType=ether", No);
        row("# OriginalName=*\n; Type=*", No); // nothing is asked for: systemd ignores such a file
        row("Type=ether \\\n# between\n  infiniband", Yes);
    }

    void matches()
    {
        QFETCH(QByteArray, text);
        QFETCH(int, expected);
        QCOMPARE(int(evaluate(linkFile(text), subject())), expected);
    }

    void kernelNameThatNobodyKnowsIsSomeIbNumber()
    {
        LinkSubject unknown = subject();
        unknown.kernelName.clear();
        QCOMPARE(evaluate(linkFile("[Match]\nOriginalName=ib*"), unknown), Match::Yes);
        QCOMPARE(evaluate(linkFile("[Match]\nOriginalName=ib0"), unknown), Match::Unknown);
        QCOMPARE(evaluate(linkFile("[Match]\nOriginalName=eth*"), unknown), Match::No);
    }

    void policyChoosesByTheFirstNameThereIs()
    {
        LinkSubject one = subject();
        QCOMPARE(chooseLinkName({defaultFile}, one), (LinkChoice{"ibp5s0", path, 0}));
        one.properties["ID_NET_NAME_SLOT"] = "ibs2";
        QCOMPARE(chooseLinkName({defaultFile}, one)->name, "ibs2");
        one.predictable = false;
        QCOMPARE(chooseLinkName({defaultFile}, one), std::nullopt);
    }

    void explicitNameComesAfterThePolicy()
    {
        const QByteArray named = "[Match]\nType=infiniband\n[Link]\nDescription=x\nName=fabric0\n";
        QCOMPARE(chooseLinkName({linkFile(named)}, subject()), (LinkChoice{"fabric0", path, 5}));
        QCOMPARE(chooseLinkName({linkFile(named + "NamePolicy=path\n")}, subject())->name, "ibp5s0");
        QCOMPARE(chooseLinkName({linkFile(named + "NamePolicy=mac\n")}, subject())->name, "fabric0");
        QCOMPARE(chooseLinkName({linkFile(named + "NamePolicy=path\nNamePolicy=\n")}, subject())->name, "fabric0");
    }

    void firstMatchIsTheOnlyOneThatCounts()
    {
        const LinkFile nameless = linkFile("[Match]\nType=infiniband\n[Link]\nMTUBytes=2044\n");
        const LinkFile other = linkFile("[Match]\nType=ether\n[Link]\nName=never\n");
        QCOMPARE(chooseLinkName({other, nameless, defaultFile}, subject()), std::nullopt);
        QCOMPARE(chooseLinkName({other, defaultFile}, subject())->name, "ibp5s0");
    }

    void udevsLastDecisionSettlesWhatWeCannot()
    {
        const LinkFile file = linkFile("[Match]\nHost=node7\n[Link]\nName=fabric0\n");
        LinkSubject one = subject();
        QCOMPARE(chooseLinkName({file}, one), std::nullopt);
        one.properties["ID_NET_LINK_FILE"] = path.toUtf8();
        QCOMPARE(chooseLinkName({file}, one)->name, "fabric0");
    }

    void dropInsAddAndSayWhere()
    {
        const QString dropIn = u"/etc/systemd/network/10-ib.link.d/a.conf"_s;
        const LinkFile file =
            parseLinkFile({{path, "[Match]\nType=infiniband\n[Link]\nName=one\n"}, {dropIn, "[Link]\nName=two\n"}});
        QCOMPARE(file.path, path);
        QCOMPARE(chooseLinkName({file}, subject()), (LinkChoice{"two", dropIn, 2}));
    }
};

QTEST_APPLESS_MAIN(LinkFileTest)
#include "linkfiletest.moc"
