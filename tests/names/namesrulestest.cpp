// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Each rule there is, with where it comes from: the one that counts, those that lose, hidden files, absent ports, .link
// files.
#include "tests/names/rules.h"
#include "tests/names/wishes.h"

#include <QElapsedTimer>
#include <QTest>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

const QString link10 = u"/etc/systemd/network/10-ib.link"_s;

std::vector<Note> notesOf(NamesHost &host, NoteCode code)
{
    std::vector<Note> found;
    const auto state = readNames(host.machine);
    std::ranges::copy_if(state->notes, std::back_inserter(found), [=](const Note &note) { return note.code == code; });
    return found;
}

QString own(int line)
{
    return ipoibRulesPath + u':' + QString::number(line);
}

} // namespace

class NamesRulesTest : public QObject {
    Q_OBJECT
private slots:
    void FS_17_rulesOfSeveralFilesAllCount();
    void FS_17_losersOfOneFileAreNamed();
    void finalAssignmentWins();
    void ruleByKernelNameIsInDoubtForARenamedInterface();
    void hiddenFileIsNamedOnlyIfItNamesPorts();
    void ruleForAbsentHardwareIsShownWithItsPlace();
    void doubtsAreShown();
    void parentsSettleDoubts();
    void linkFileNamesWithItsLine();
    void linkFileLosesToARule();
    void linkFileOfAnotherDeviceCountsForNobody();
    void hiddenLinkFileCountsForNobody();
    void shippedPolicyNamesItsFile();
    void netIfnamesOffTurnsPoliciesOff();
    void remarksAreBounded();
    void RX_08_readingIsLinear_data();
    void RX_08_readingIsLinear();
    void RX_08_hundredsOfRenamesAreOnePlan();
};

void NamesRulesTest::FS_17_rulesOfSeveralFilesAllCount()
{
    NamesHost host;
    host.setRules(ruleCalled("one") + '\n');
    host.demo.files().write("/usr/lib/udev/rules.d/75-vendor.rules"_L1, "# vendor\n" + ruleCalled("two") + '\n');
    const NextName winner{u"two"_s, NameSource::Rule, u"/usr/lib/udev/rules.d/75-vendor.rules"_s, 2};
    QCOMPARE(host.live(firstPort).nextBoot, winner);
    QCOMPARE(notesOf(host, NoteCode::DuplicateRule),
             (std::vector<Note>{{NoteCode::DuplicateRule, u"ib0"_s, u"/usr/lib/udev/rules.d/75-vendor.rules:2"_s}}));
    QCOMPARE(notesOf(host, NoteCode::RuleLoses), (std::vector<Note>{{NoteCode::RuleLoses, u"ib0"_s, own(1)}}));
}

void NamesRulesTest::FS_17_losersOfOneFileAreNamed()
{
    NamesHost host;
    host.setRules(ruleCalled("one") + '\n' + ruleCalled("two") + '\n' + ruleCalled("three") + '\n');
    QCOMPARE(notesOf(host, NoteCode::RuleLoses),
             (std::vector<Note>{{NoteCode::RuleLoses, u"ib0"_s, own(1)}, {NoteCode::RuleLoses, u"ib0"_s, own(2)}}));
}

void NamesRulesTest::finalAssignmentWins()
{
    NamesHost host;
    host.setRules(ruleCalled("first").replace("NAME=", "NAME:=") + '\n' + ruleCalled("second") + '\n');
    QCOMPARE(host.live(firstPort).nextBoot, (NextName{u"first"_s, NameSource::Rule, ipoibRulesPath, 1}));
    QCOMPARE(notesOf(host, NoteCode::RuleLoses), (std::vector<Note>{{NoteCode::RuleLoses, u"ib0"_s, own(2)}}));
}

/// Nobody remembers what the kernel called an interface that was renamed.
void NamesRulesTest::ruleByKernelNameIsInDoubtForARenamedInterface()
{
    NamesHost host;
    host.setRules(kernelRule("ib0", "by-kernel") + '\n');
    QCOMPARE(notesOf(host, NoteCode::NameInDoubt), (std::vector<Note>{{NoteCode::NameInDoubt, u"mlx4_ib1"_s, own(1)}}));
    QCOMPARE(host.live(firstPort).nextBoot, (NextName{u"by-kernel"_s, NameSource::Rule, ipoibRulesPath, 1}));
    host.setRules(kernelRule("ib*", "by-kernel") + '\n');
    QCOMPARE(host.live(firstPort).nextBoot, (NextName{u"by-kernel"_s, NameSource::Rule, ipoibRulesPath, 1}));
}

void NamesRulesTest::hiddenFileIsNamedOnlyIfItNamesPorts()
{
    NamesHost host;
    host.demo.files().write("/usr/lib/udev/rules.d/70-persistent-ipoib.rules"_L1, ruleCalled("vendor") + '\n');
    host.demo.files().write("/usr/lib/udev/rules.d/60-x.rules"_L1, "ACTION==\"add\", TAG+=\"x\"\n");
    host.demo.files().write("/etc/udev/rules.d/60-x.rules"_L1, "");
    QCOMPARE(notesOf(host, NoteCode::FileShadowed),
             (std::vector<Note>{{NoteCode::FileShadowed, u"/usr/lib/udev/rules.d/70-persistent-ipoib.rules"_s,
                                 QString(ipoibRulesPath)}}));
    QVERIFY(host.live(firstPort).nextBoot.name != "vendor"_L1);
}

void NamesRulesTest::ruleForAbsentHardwareIsShownWithItsPlace()
{
    NamesHost host;
    host.setRules("# old adapter\n" + formatIpoibRule({0x1234}, "elsewhere") + '\n');
    QCOMPARE(notesOf(host, NoteCode::AbsentPort), (std::vector<Note>{{NoteCode::AbsentPort, u"elsewhere"_s, own(2)}}));
}

void NamesRulesTest::doubtsAreShown()
{
    NamesHost host;
    host.setRules(doubtfulRule("perhaps") + '\n');
    QCOMPARE(notesOf(host, NoteCode::NameInDoubt), (std::vector<Note>{{NoteCode::NameInDoubt, u"ib0"_s, own(1)}}));
    QVERIFY(notesOf(host, NoteCode::RuleLoses).empty());
}

void NamesRulesTest::parentsSettleDoubts()
{
    NamesHost host;
    host.setRules(parentRule("0x15b3", "mellanox") + '\n' + parentRule("0x8086", "intel") + '\n');
    QCOMPARE(host.live(firstPort).nextBoot, (NextName{u"mellanox"_s, NameSource::Rule, ipoibRulesPath, 1}));
    QVERIFY(notesOf(host, NoteCode::NameInDoubt).empty());
}

void NamesRulesTest::linkFileNamesWithItsLine()
{
    NamesHost host;
    host.demo.files().write(link10, "[Match]\nType=infiniband\nPath=pci-*\n[Link]\nName=fabric0\n");
    const int index = host.live(firstPort).index;
    host.demo.files().write(u"/run/udev/data/n%1"_s.arg(index), "E:ID_PATH=pci-0000:05:00.0\n");
    QCOMPARE(host.live(firstPort).nextBoot, (NextName{u"fabric0"_s, NameSource::Link, link10, 5}));
    // Borne already, as after the boot: still the file's choice, not the kernel's.
    host.demo.files().write(u"/run/udev/data/n%1"_s.arg(index), "E:ID_PATH=pci-0000:05:00.0\nE:ID_NET_LINK_FILE=" +
                                                                    link10.toUtf8() + "\nE:ID_NET_NAME=fabric0\n");
    QVERIFY(host.demo.kernel().renameLink(index, u"fabric0"_s));
    QCOMPARE(host.live(firstPort).nextBoot, (NextName{u"fabric0"_s, NameSource::Link, link10, 5}));
}

void NamesRulesTest::linkFileLosesToARule()
{
    NamesHost host;
    host.demo.files().write(link10, "[Match]\nType=infiniband\n[Link]\nName=fabric0\n");
    host.setRules(ruleCalled("mlx4_ib0") + '\n');
    QCOMPARE(host.live(firstPort).nextBoot, (NextName{u"mlx4_ib0"_s, NameSource::Rule, ipoibRulesPath, 1}));
    QCOMPARE(notesOf(host, NoteCode::LinkFileLoses),
             (std::vector<Note>{{NoteCode::LinkFileLoses, u"ib0"_s, link10 + ":4"_L1}}));
}

void NamesRulesTest::linkFileOfAnotherDeviceCountsForNobody()
{
    NamesHost host;
    host.demo.files().write(link10, "[Match]\nType=ether\n[Link]\nName=fabric0\n");
    QCOMPARE(host.live(firstPort).nextBoot.source, NameSource::Kernel);
}

void NamesRulesTest::hiddenLinkFileCountsForNobody()
{
    NamesHost host;
    host.demo.files().write(u"/usr/lib/systemd/network/10-ib.link"_s, "[Match]\nType=infiniband\n[Link]\nName=x\n");
    QCOMPARE(host.live(firstPort).nextBoot.name, u"x"_s);
    host.demo.files().link(link10, u"/dev/null"_s);
    QCOMPARE(host.live(firstPort).nextBoot.source, NameSource::Kernel);
}

void NamesRulesTest::shippedPolicyNamesItsFile()
{
    NamesHost host;
    const QString shipped = u"/usr/lib/systemd/network/99-default.link"_s;
    host.demo.files().write(shipped,
                            "[Match]\nOriginalName=*\n[Link]\nNamePolicy=keep kernel database onboard slot path\n");
    host.demo.files().write(u"/run/udev/data/n%1"_s.arg(host.live(firstPort).index),
                            "E:ID_NET_NAME_PATH=ibp5s0\nE:ID_NET_LINK_FILE=" + shipped.toUtf8() + '\n');
    QCOMPARE(host.live(firstPort).nextBoot, (NextName{u"ibp5s0"_s, NameSource::Link, shipped, 0}));
}

void NamesRulesTest::netIfnamesOffTurnsPoliciesOff()
{
    NamesHost host;
    host.demo.files().write(link10, "[Match]\nOriginalName=*\n[Link]\nNamePolicy=path\n");
    host.demo.files().write(u"/run/udev/data/n%1"_s.arg(host.live(firstPort).index), "E:ID_NET_NAME_PATH=ibp5s0\n");
    host.demo.files().write(u"/proc/cmdline"_s, "root=/dev/sda1 x=\"said net.ifnames=0 once\" quiet\n");
    QCOMPARE(host.live(firstPort).nextBoot.source, NameSource::Link);
    host.demo.files().write(u"/proc/cmdline"_s, "root=/dev/sda1 net.ifnames=0 quiet\n");
    QCOMPARE(host.live(firstPort).nextBoot.source, NameSource::Kernel);
}

void NamesRulesTest::remarksAreBounded()
{
    NamesHost host;
    QByteArray rules;
    for (int i = 0; i < 500; ++i)
        rules += ruleCalled("x") + '\n' + formatIpoibRule({0x1000ULL + unsigned(i)}, "y") + '\n';
    host.setRules(rules);
    QVERIFY(readNames(host.machine)->notes.size() < 40);
}

/// A card of many ports, and rules that make reading slow if anything is done for every pair of them.
struct CrowdedHost : NamesHost {
    CrowdedHost(int ports, int rules, const QByteArray &rule)
    {
        FakeCard card{.rdmaDevice = u"mlx5_9"_s, .driver = u"mlx5_core"_s, .pci = u"0000:09:00.0"_s};
        for (int i = 0; i < ports; ++i)
            card.portGuids.append(Guid{0xa000 + unsigned(i)});
        demo.kernel().addCard(card);
        for (int i = 0; i < ports; ++i)
            demo.kernel().addIpoib({.rdmaDevice = card.rdmaDevice, .port = i + 1});
        QByteArray bytes;
        for (int i = 0; i < rules; ++i)
            bytes +=
                rule.isEmpty() ? formatIpoibRule(Guid{0xa000 + unsigned(i)}, "n" + QByteArray::number(i)) + '\n' : rule;
        setRules(bytes);
    }

    qint64 readingTime()
    {
        qint64 best = std::numeric_limits<qint64>::max();
        for (int i = 0; i < 3; ++i) {
            QElapsedTimer timer;
            timer.start();
            if (!readNames(machine))
                qFatal("cannot read");
            best = std::min(best, timer.nsecsElapsed());
        }
        return best;
    }
};

void NamesRulesTest::RX_08_readingIsLinear_data()
{
    QTest::addColumn<QByteArray>("rule");
    QTest::addColumn<bool>("manyPorts");
    QTest::newRow("one rule a port") << QByteArray() << true;
    QTest::newRow("many stars") << hostileRule() + '\n' << false;
    QTest::newRow("many rules for one port") << ruleCalled("x") + '\n' << false;
    QTest::newRow("escapes") << "NAME==e\"" + QByteArray("\\x61").repeated(400) + "\", NAME=\"x\"\n" << false;
}

void NamesRulesTest::RX_08_readingIsLinear()
{
    QFETCH(QByteArray, rule);
    QFETCH(bool, manyPorts);
    const auto time = [&](int size) { return CrowdedHost(manyPorts ? size : 2, size, rule).readingTime(); };
    const qint64 small = time(100);
    QVERIFY(time(400) < 9 * small); // four times as much; squared it would be sixteen
}

void NamesRulesTest::RX_08_hundredsOfRenamesAreOnePlan()
{
    CrowdedHost host(300, 300, {});
    QJsonObject interfaces;
    for (unsigned i = 0; i < 300; ++i) {
        const QString id = InterfaceId{Guid{0xa000 + i}, 0xffff}.text();
        const QJsonValue name = i % 3 == 0 ? QJsonValue(QJsonValue::Null) : QJsonValue(u"new%1"_s.arg(i));
        interfaces[id] = QJsonObject{{u"ruleName"_s, name}};
    }
    const auto plan = host.plan({{u"interfaces"_s, interfaces}});
    QVERIFY(plan);
    QCOMPARE(host.run(*plan).state, JobState::Done);
    QCOMPARE(host.rules().count('\n'), 200);
    QCOMPARE(host.names(InterfaceId{Guid{0xa001}, 0xffff}.text()).ruleName, u"new1"_s);
    QCOMPARE(host.names(InterfaceId{Guid{0xa12a}, 0xffff}.text()).ruleName, u"new298"_s);
    QVERIFY(!host.names(InterfaceId{Guid{0xa129}, 0xffff}.text()).ruleName);
}

} // namespace rdma

QTEST_GUILESS_MAIN(rdma::NamesRulesTest)
#include "namesrulestest.moc"
