// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// An interface's name in other people's files: a whole word, not in a comment, not a pattern that fits the new name.
#include "model/mention.h"

#include <QElapsedTimer>
#include <QtTest>

using namespace rdma;
using namespace Qt::StringLiterals;

namespace {

const NameChange toMlx{"ib0", "mlx4_ib0"};

std::vector<int> found(const QByteArray &bytes, MentionForm form, const NameChange &change = toMlx)
{
    return linesMentioning(bytes, form, change);
}

} // namespace

class MentionTest : public QObject {
    Q_OBJECT
private slots:
    void lines_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("form");
        QTest::addColumn<bool>("mentioned");
        const auto row = [](const char *text, MentionForm form, bool mentioned) {
            QTest::addRow("%s", text) << QByteArray(text) << int(form) << mentioned;
        };
        using enum MentionForm;
        row("auto ib0", Words, true);
        row("iface ib0:1 inet static", Words, true);
        row("  up ip route add default dev ib0 metric 5", Words, true);
        row("    ib0:", Words, true);
        row("      interfaces: [eno1,ib0]", Words, true);
        row("Name=ib0\r", Words, true);
        row("Name=ib*", Words, true);
        row("Name=!eno1 \"ib0\"", Words, true);
        row("[fe80::1%ib0]:/export /mnt nfs4 defaults 0 0", Words, true);
        row("# auto ib0", Words, false);
        row("  ; Name=ib0", Words, false);
        row("auto eno1 # and not ib0", Words, false);
        row("ib0.8002:", Words, false);
        row("rib0 ib00 ib0-x my_ib0", Words, false);
        row("Name=*ib0", Words, false); // fits mlx4_ib0 as well
        row("Name=*", Words, false);
        row("", Words, false);
        row("interface-name=ib0", NmKeys, true);
        row("interface-name = ib*;!ib7;", NmKeys, true);
        row("parent=ib0", NmKeys, true);
        row("id=ib0", NmKeys, false);
        row("#interface-name=ib0", NmKeys, false);
        row("DEVICE=\"ib0\"", IfcfgKeys, true);
        row("PHYSDEV='ib0'", IfcfgKeys, true);
        row("NAME=ib0", IfcfgKeys, false);
        row("<zone><interface name='ib0'/></zone>", XmlElement, true);
        row("<zone><interface\n name=\"ib0\"/></zone>", XmlElement, true);
        row("<zone><!-- <interface name=\"ib0\"/> --></zone>", XmlElement, false);
        row("<zone><source name=\"ib0\"/></zone>", XmlElement, false);
        row("<zone><interface name=\"ib0", XmlElement, false);
    }

    void lines()
    {
        QFETCH(QByteArray, text);
        QFETCH(int, form);
        QTEST(!found(text, MentionForm(form)).empty(), "mentioned");
    }

    void linesAreCountedFromOne()
    {
        QCOMPARE(found("\nauto ib0\n#ib0\nib0", MentionForm::Words), (std::vector{2, 4}));
        QCOMPARE(found("<zone>\n<service name=\"x\"/>\n<interface name=\"ib0\"/></zone>", MentionForm::XmlElement),
                 std::vector{3});
    }

    void unknownNewNameFitsNoPattern()
    {
        QCOMPARE(found("Name=ib*", MentionForm::Words, {"ib0", ""}), std::vector{1});
        QVERIFY(found("Name=ib*", MentionForm::Words, {"ib0", "ib_storage"}).empty());
    }

    void profilesBoundToAnAddress()
    {
        const QByteArray ethernet = "f4:52:14:7b:cb:a1";
        const auto bound = [&](const QByteArray &text, MentionForm form) {
            return !linesBoundTo(text, form, ethernet).empty();
        };
        using enum MentionForm;
        QCOMPARE(linesBoundTo("[ethernet]\nmac-address=F4:52:14:7B:CB:A1\n", NmKeys, ethernet), std::vector{2});
        QVERIFY(bound("mac-address = f4-52-14-7b-cb-a1\r", NmKeys));
        QVERIFY(bound("HWADDR=\"F4:52:14:7B:CB:A1\"", IfcfgKeys) && bound("HWADDR='f4:52:14:7b:cb:a1'", IfcfgKeys));
        for (const char *other : {"cloned-mac-address=f4:52:14:7b:cb:a1", "#mac-address=f4:52:14:7b:cb:a1",
                                  "mac-address=f4:52:14:7b:cb:a2", "mac-address=", "HWADDR=f4:52:14:7b:cb:a1"})
            QVERIFY2(!bound(other, NmKeys), other);
        QVERIFY(!bound("MACADDR=f4:52:14:7b:cb:a1", IfcfgKeys) && !bound("mac-address=f4:52:14:7b:cb:a1", Words));
        QVERIFY(linesBoundTo("mac-address=\n", NmKeys, {}).empty());
    }

    void ofInfiniBandTheGuidBinds()
    {
        const QByteArray address = "80:00:02:08:fe:80:00:00:00:00:00:00:f4:52:14:03:00:7b:cb:a1";
        const auto bound = [&](const QByteArray &text) {
            return !linesBoundTo("mac-address=" + text, MentionForm::NmKeys, address).empty();
        };
        QVERIFY(bound(address.toUpper()));
        QVERIFY(bound("80:00:00:48:fe:80:00:00:00:00:00:00:f4:52:14:03:00:7b:cb:a1"));
        QVERIFY(!bound("80:00:02:08:fe:80:00:00:00:00:00:00:f4:52:14:03:00:7b:cb:a2"));
    }

    void filesNamedAfterAnInterface()
    {
        QVERIFY(isNamedAfter("ifcfg-ib0", "ib0"));
        QVERIFY(isNamedAfter("route6-fabric-a", "fabric-a"));
        QVERIFY(!isNamedAfter("ifcfg-ib0.8002", "ib0"));
        QVERIFY(!isNamedAfter("ib0", "ib0"));
        QVERIFY(!isNamedAfter("-ib0", "ib0"));
    }

    void RX_08_hostileTextTakesLinearTime_data()
    {
        QTest::addColumn<QByteArray>("unit");
        QTest::newRow("stars") << QByteArray("*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*b ");
        QTest::newRow("one word") << QByteArray("ibibibib");
        QTest::newRow("lines") << QByteArray("ib\n");
        QTest::newRow("hashes") << QByteArray("#");
    }

    void RX_08_hostileTextTakesLinearTime()
    {
        QFETCH(QByteArray, unit);
        const auto nanoseconds = [&](qsizetype bytes) {
            const QByteArray text = unit.repeated(bytes / unit.size());
            qint64 best = std::numeric_limits<qint64>::max();
            for (int i = 0; i < 3; ++i) {
                QElapsedTimer timer;
                timer.start();
                std::ignore = found(text, MentionForm::Words, {"aaaaaaaaaaaaaaa", "x"});
                best = std::min(best, timer.nsecsElapsed());
            }
            return best;
        };
        const qint64 small = nanoseconds(256 * 1024);
        QVERIFY(nanoseconds(1024 * 1024) < 12 * small + 1'000'000); // four times as much; squared it would be sixteen
    }
};

QTEST_APPLESS_MAIN(MentionTest)
#include "mentiontest.moc"
