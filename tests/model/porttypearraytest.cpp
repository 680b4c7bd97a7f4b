// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// port_type_array of mlx4_core: who sets it, what counts, and the edits of our own file.
#include "model/porttypearray.h"
#include "fixtures.h"

using namespace rdma;
using namespace Qt::StringLiterals;

namespace {

const QString ours(ownModuleOptionsPath);
const PortTypes bothEthernet{{1, PortType::Ethernet}, {2, PortType::Ethernet}};
const PortTypes bothInfiniBand{{1, PortType::InfiniBand}, {2, PortType::InfiniBand}};

std::vector<PortTypeArray> arraysIn(const QByteArray &file)
{
    return portTypeArrays({{u"/etc/modprobe.d/a.conf"_s, file}});
}

PortTypeArray only(const QByteArray &file)
{
    const auto found = arraysIn(file);
    return found.size() == 1 ? found.front() : PortTypeArray{.line = -1};
}

QByteArray with(const QByteArray &file, const PortTypes &types = bothEthernet)
{
    return withPortTypeArray(file, types).value_or("refused");
}

QByteArray without(const QByteArray &file)
{
    return withoutPortTypeArray(file).value_or("refused");
}

} // namespace

class PortTypeArrayTest : public QObject {
    Q_OBJECT
private slots:
    void values()
    {
        QCOMPARE(only("options mlx4_core port_type_array=2,2\n"),
                 (PortTypeArray{bothEthernet, u"/etc/modprobe.d/a.conf"_s, 1, true}));
        QCOMPARE(only("options mlx4-core x=1 port-type-array=1 y=2").types, (PortTypes{{1, PortType::InfiniBand}}));
        QCOMPARE(only("options mlx4_core \"port_type_array=0,1\"").types,
                 (PortTypes{{1, PortType::Unknown}, {2, PortType::InfiniBand}}));
        QCOMPARE(only("\noptions mlx4_core \\\n port_type_array=1,1\n").line, 2);
    }

    void otherWords()
    {
        for (const char *line :
             {"# options mlx4_core port_type_array=2,2", "options mlx5_core port_type_array=2,2",
              "options mlx4_core port_type_array", "options mlx4_core xport_type_array=2,2",
              "options mlx4_core x=\"a port_type_array=2,2 b\"", "options mlx4_core a=port_type_array=1"})
            QVERIFY2(arraysIn(line).empty(), line);
    }

    void IV_05_valuesThatKeepTheDriverOut()
    {
        for (const char *value : {"", "2,2,2", "eth,eth", "3", "-1", "2,", "0x2", "2;2", "2,2\r"}) {
            const PortTypeArray found = only("options mlx4_core port_type_array="_ba + value + '\n');
            QVERIFY2(found.line == 1 && !found.isUnderstood && found.types.empty(), value);
        }
    }

    void theLastCounts()
    {
        const std::vector<RulesFile> files{{u"/etc/modprobe.d/mlx4.conf"_s, fixture(u"porttypes/mlx4-options.conf"_s)},
                                           {ours, "options mlx4_core port_type_array=2,2\n"},
                                           {u"/usr/lib/modprobe.d/z.conf"_s, "options mlx4_core port_type_array=1\n"}};
        const auto effective = effectiveModprobeFiles(files);
        QCOMPARE(portTypeArrays(effective).size(), 3U);
        QCOMPARE(portTypeArrays(effective)[0],
                 (PortTypeArray{bothInfiniBand, u"/etc/modprobe.d/mlx4.conf"_s, 4, true}));
        QCOMPARE(effectivePortTypeArray(effective)->file, u"/usr/lib/modprobe.d/z.conf"_s);
        QVERIFY(!effectivePortTypeArray({}));
    }

    void ourFile()
    {
        const QByteArray made = with({});
        QVERIFY(made.startsWith("# "));
        QVERIFY(made.endsWith("\noptions mlx4_core port_type_array=2,2\n"));
        QCOMPARE(made.count('\n'), 2);
        QCOMPARE(only(made).types, bothEthernet);
        QCOMPARE(with(made), made);
        QCOMPARE(with(made, {{1, PortType::InfiniBand}}), QByteArray(made).replace("2,2", "1"));
        QCOMPARE(without(made), QByteArray());
        QCOMPARE(without(with(made, bothInfiniBand)), QByteArray());
    }

    void edits_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("set");
        QTest::addColumn<QByteArray>("gone");
        const auto row = [](const char *what, const char *before, const char *set, const char *gone) {
            QTest::newRow(what) << QByteArray(before) << QByteArray(set) << QByteArray(gone);
        };
        row("other options stay", "options mlx4_core  a=1  port_type_array=1,1 b=2\n",
            "options mlx4_core  a=1  port_type_array=2,2 b=2\n", "options mlx4_core  a=1 b=2\n");
        row("other lines stay", "# mine\noptions mlx4_core a=1\n\nblacklist x",
            "# mine\noptions mlx4_core a=1\n\nblacklist x\noptions mlx4_core port_type_array=2,2\n",
            "# mine\noptions mlx4_core a=1\n\nblacklist x");
        row("the last of a line", "options mlx4_core port_type_array=1 port_type_array=0",
            "options mlx4_core port_type_array=1 port_type_array=2,2", "");
        row("the last line", "options mlx4_core port_type_array=1\n#\noptions mlx4-core port-type-array=1\n",
            "options mlx4_core port_type_array=1\n#\noptions mlx4-core port_type_array=2,2\n", "#\n");
        row("a quoted one stays", "options mlx4_core a=\"port_type_array=1 b\"\n",
            "options mlx4_core a=\"port_type_array=1 b\"\noptions mlx4_core port_type_array=2,2\n",
            "options mlx4_core a=\"port_type_array=1 b\"\n");
        row("blank", "\n", "\noptions mlx4_core port_type_array=2,2\n", "\n");
    }

    void edits()
    {
        QFETCH(QByteArray, before);
        QFETCH(QByteArray, set);
        QFETCH(QByteArray, gone);
        QCOMPARE(with(before), set);
        QCOMPARE(with(set), set);
        QCOMPARE(without(before), gone);
        QVERIFY(arraysIn(gone).empty());
    }

    void IV_21_typesWithoutANumber()
    {
        const std::vector<PortTypes> refused{
            {},
            {{1, PortType::Auto}, {2, PortType::Auto}},
            {{1, PortType::Unknown}},
            {{2, PortType::Ethernet}},
            {{1, PortType::Ethernet}, {2, PortType::InfiniBand}},
            {{1, PortType::Ethernet}, {2, PortType::Ethernet}, {3, PortType::Ethernet}}};
        for (const PortTypes &types : refused)
            QCOMPARE(withPortTypeArray({}, types).error().code, ErrorCode::InvalidWish);
        QVERIFY(withPortTypeArray({}, {{1, PortType::InfiniBand}, {2, PortType::Ethernet}}));
    }

    void IV_05_whatOurFileNeverHasIsNotEdited()
    {
        for (const QByteArray &file :
             {"options mlx4_core \\\n x=1\n"_ba, "options mlx4_core x=1\r\n"_ba, "a\0b\n"_ba}) {
            QCOMPARE(withPortTypeArray(file, bothEthernet).error().code, ErrorCode::BadFile);
            QCOMPARE(withoutPortTypeArray(file).error().code, ErrorCode::BadFile);
        }
    }

    void installCommands()
    {
        const std::vector<RulesFile> files{
            {u"/usr/lib/modprobe.d/libmlx4.conf"_s, "# x\ninstall mlx4-core modprobe -i mlx4_core && (y)\n"},
            {u"/usr/lib/modprobe.d/z.conf"_s, "install mlx4_core /bin/true\n"}};
        const auto effective = effectiveModprobeFiles(files);
        QCOMPARE(installCommandOf(effective, u"mlx4_core"_s),
                 (InstallCommand{"modprobe -i mlx4_core && (y)", u"/usr/lib/modprobe.d/libmlx4.conf"_s, 2}));
        QVERIFY(!installCommandOf(effective, u"mlx4_en"_s));
        QCOMPARE(installCommandOf({{u"a"_s, "install mlx4_* x\n"}}, u"mlx4-core"_s)->command, "x"_ba);
    }
};

QTEST_APPLESS_MAIN(PortTypeArrayTest)
#include "porttypearraytest.moc"
