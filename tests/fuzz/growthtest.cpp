// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Input four times as long costs about four times as much: what is quadratic would let a file of 1 MiB stop the helper.
#include "model/exchangecard.h"
#include "model/foundtarget.h"
#include "model/json.h"
#include "model/limitwish.h"
#include "model/modprobeconf.h"
#include "model/moduleslist.h"
#include "model/mstconfig.h"
#include "model/nextname.h"
#include "model/pciids.h"
#include "model/rdmaconf.h"
#include "model/rulelines.h"
#include "model/saveconfig.h"
#include "model/srpdaemonrules.h"
#include "model/unitmemlock.h"

#include <QTest>
#include <ctime>
#include <functional>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr double worstGrowth = 9; // four times as long; linear is 4, quadratic is 16
/// The longest piece but two is 70 bytes: of the long text each with each is a million pairs, milliseconds even if a
/// pair costs as little as whatIsQuadraticIsNoticed() has it. The two are about what is inside of one rule.
constexpr qsizetype shortSize = qsizetype{16} * 1024;
constexpr std::clock_t tooLittle = CLOCKS_PER_SEC / 500; // of processor time; what costs less does not stop a helper

const QByteArray rule =
    R"(SUBSYSTEM=="net", ATTR{type}=="32", ATTR{address}=="?*f4:52:14:03:00:7b:cb:a1", NAME="mlx4_ib0")";

void predict(const QByteArray &rules)
{
    UdevDevice device;
    device.attributes = {{"type", "32"}, {"address", "80:00:02:08:fe:80:00:00:00:00:00:00:f4:52:14:03:00:7b:cb:a1"}};
    std::ignore = predictName({{u"/etc/udev/rules.d/a.rules"_s, rules}}, device, std::nullopt);
}

void readRules(const QByteArray &rules)
{
    std::ignore = ruleLines(LineDocument(rules));
}

void readJson(const QByteArray &text)
{
    std::ignore = parseObject(text, maxStateBytes);
}

void readPciIds(const QByteArray &file)
{
    std::ignore = pciNames(file, {0x15b3, 0x1017, 0x15b3, 0x0008});
}

/// Reads it, and changes every object of it.
void changeSaved(const QByteArray &file)
{
    const SrpTree before = savedSrp(file).value();
    SrpTree wanted = before;
    for (auto &[id, disk] : wanted.backstores)
        disk.source = u"/dev/sdb"_s;
    for (auto &[wwn, target] : wanted.targets) {
        std::erase_if(target.luns, [](const auto &lun) { return lun.first % 2 == 0; });
        for (auto &[lun, id] : target.luns)
            id.name = u"b"_s;
    }
    std::ignore = withSavedSrp(file, before, wanted).value();
}

void readSavedText(const QByteArray &file)
{
    std::ignore = savedSrp(file);
}

void readCard(const QByteArray &text)
{
    std::ignore = cardFromText(QString::fromLatin1(text));
}

/// Reads them, and has the first gone. More rules than srp_daemon's file may have here cost nothing.
void changeDaemonRules(const QByteArray &file)
{
    auto rules = rulesIn(file);
    if (rules && !rules->empty())
        rules->erase(rules->begin());
    std::ignore = withRules(file, rules.value_or(std::vector<DaemonRule>()));
}

/// Takes all wishes back.
void clearLimits(const QByteArray &file)
{
    std::ignore = withWantedLimits(file, {}, {});
}

void readUnit(const QByteArray &file)
{
    std::ignore = unitMemlock({{u"a.service"_s, file}});
}

void readFound(const QByteArray &text)
{
    std::ignore = foundTargets(text, text);
}

void changeRdmaConf(const QByteArray &file)
{
    std::ignore = withKey(file, "SRPT_LOAD", true);
}

void changeModulesList(const QByteArray &file)
{
    std::ignore = withModule(file, u"ib_srpt"_s, true);
    std::ignore = withModule(file, u"ib_srpt"_s, false);
}

void readMstConfig(const QByteArray &out)
{
    std::ignore = mstCardFrom({0, out, {}});
    std::ignore = mstSetOutcome({0, out, {}});
    std::ignore = mstFailureIn({3, out, out});
}

void readModprobeConf(const QByteArray &file)
{
    std::ignore = denialsOf({{u"/etc/modprobe.d/a.conf"_s, file}}, u"ib_srpt"_s);
}

/// Numbered pieces, joined by commas: "%1" is the number.
QByteArray numbered(const QString &piece, qsizetype size)
{
    QStringList pieces;
    for (qsizetype i = 0; i < size / piece.size(); ++i)
        pieces += QString(piece).replace(u"%1"_s, QString::number(i));
    return pieces.join(u',').toLatin1();
}

QByteArray filled(const QByteArray &piece, qsizetype size)
{
    return piece.repeated(size / piece.size());
}

/// The least of some runs, in processor time: other processes do not count.
std::clock_t costOf(const std::function<void()> &work)
{
    std::clock_t least = std::numeric_limits<std::clock_t>::max();
    for (int run = 0; run < 3; ++run) {
        const std::clock_t start = std::clock();
        work();
        least = std::min(least, std::clock() - start);
    }
    return std::max<std::clock_t>(least, 1);
}

using Parse = std::function<void(const QByteArray &)>;

/// How many times as much the long text costs; 1 when that is too little to tell.
double growthOf(const Parse &parse, const QByteArray &shortText, const QByteArray &longText)
{
    const auto dear = costOf([&] { parse(longText); });
    if (dear < tooLittle)
        return 1;
    return static_cast<double>(dear) / static_cast<double>(costOf([&] { parse(shortText); }));
}

/// Each piece beside each.
void countPairs(const QByteArray &text)
{
    const QByteArrayList all = text.split(',');
    qsizetype equal = 0;
    for (const QByteArray &one : all)
        equal += std::ranges::count(all, one);
    QVERIFY(equal >= all.size());
}

} // namespace

class GrowthTest : public QObject {
    Q_OBJECT
private slots:
    void whatIsQuadraticIsNoticed();
    void RX_08_costGrowsWithTheLength_data();
    void RX_08_costGrowsWithTheLength();
};

void GrowthTest::whatIsQuadraticIsNoticed()
{
    constexpr qsizetype longestPiece = 70;
    QVERIFY(growthOf(countPairs, numbered(QString(longestPiece, u'a'), shortSize),
                     numbered(QString(longestPiece, u'a'), 4 * shortSize)) >= worstGrowth);
}

void GrowthTest::RX_08_costGrowsWithTheLength_data()
{
    QTest::addColumn<Parse>("parse");
    QTest::addColumn<QByteArray>("shortText");
    QTest::addColumn<QByteArray>("longText");
    const auto row = [](const char *what, const Parse &parse, const auto &make) {
        QTest::newRow(what) << parse << QByteArray(make(shortSize)) << QByteArray(make(4 * shortSize));
    };
    const auto many = [](const QByteArray &piece) { return [piece](qsizetype size) { return filled(piece, size); }; };
    row("rules", readRules, many(rule + '\n'));
    row("empty lines", readRules, many("\n"));
    row("lines ended in every way", readRules, many("a\r\n\r\n\r"));
    row("comments between continued lines", readRules, many("#\nNAME=\"a\\\n"));
    row("backslashes", readRules, many("\\\n"));
    row("one rule over many lines", readRules, many("NAME=\"a\", \\\n"));
    row("rules to be run", predict, many(rule + '\n'));
    row("rules that may give many names", predict, many("ENV{X}==\"1\", NAME=\"a\"\nENV{X}==\"2\", NAME=\"b\"\n"));
    row("jumps", predict, many("ENV{X}==\"1\", GOTO=\"a\"\nLABEL=\"a\"\n"));
    row("jumps to one place", predict, many("ENV{X}==\"1\", GOTO=\"nowhere\"\n"));
    row("stars", predict, [](qsizetype size) {
        return filled("KERNEL==\"" + QByteArray("*i").repeated(100) + "\", NAME=\"a\"\n", size);
    });
    row("alternatives", predict, [](qsizetype size) {
        return filled("KERNEL==\"" + QByteArray("a|").repeated(500) + "\", NAME=\"a\"\n", size);
    });
    row("vendors", readPciIds, many("15b2  a\n\t1017  b\n"));
    row("one vendor's devices", readPciIds, [](qsizetype size) { return "15b3  a\n" + filled("\t1018  b\n", size); });
    row("one device's boards", readPciIds,
        [](qsizetype size) { return "15b3  a\n\t1017  b\n" + filled("\t\t15b3 0009  c\n", size); });
    row("members", readJson, [](qsizetype size) {
        QJsonObject object;
        for (qsizetype i = 0; i < size / 12; ++i)
            object[u"%1"_s.arg(i, 6)] = 1;
        return canonical(object);
    });
    row("brackets", readJson, [](qsizetype size) { return "{\"a\":[" + filled("[],", size) + "0]}"; });
    row("saved disks", changeSaved, [](qsizetype size) {
        return R"({"storage_objects":[)" + numbered(uR"({"plugin":"block","name":"a%1","dev":"/dev/sda"})"_s, size) +
               "]}";
    });
    row("saved LUNs", changeSaved, [](qsizetype size) {
        return R"({"targets":[{"fabric":"srpt","wwn":"ib.00000000000000000000000000000001","tpgs":[{"luns":[)" +
               numbered(uR"({"index":%1,"storage_object":"/backstores/block/a"})"_s, size) + "]}]}]}";
    });
    row("saved targets of one name", readSavedText, [](qsizetype size) {
        return R"({"targets":[)" +
               numbered(uR"({"fabric":"srpt","wwn":"ib.00000000000000000000000000000001"})"_s, size) + "]}";
    });
    row("cards", readCard, many("id_ext=1,"));
    row("rules of srp_daemon", changeDaemonRules, many("a id_ext=1 ioc_guid=2,pkey=ffff max_sect=8\n"));
    row("rules of srp_daemon that are nothing", changeDaemonRules, many("d\n"));
    row("one comment", changeDaemonRules, many("#"));
    row("one rule of blanks", changeDaemonRules, [](qsizetype size) { return 'a' + filled(" ", size); });
    row("targets in words", readFound, many("IO Unit Info:\n    port LID:        0001\n    controller[  1]\n"));
    row("keys of a target", readFound, many("id_ext=1,"));
    row("limits of everyone", clearLimits, many("* - memlock 64\n"));
    row("limits of many", clearLimits,
        [](qsizetype size) { return numbered(u"u%1 - memlock 64\n"_s, size).replace(',', ""); });
    row("limits that are none", clearLimits, many("a\n"));
    row("assignments", readUnit, [](qsizetype size) { return "[Service]\n" + filled("LimitMEMLOCK=1K\n", size); });
    row("one assignment over many lines", readUnit,
        [](qsizetype size) { return "[Service]\nLimitMEMLOCK=" + filled("\\\n", size) + "1K\n"; });
    row("one value of many sizes", readUnit,
        [](qsizetype size) { return "[Service]\nLimitMEMLOCK=" + filled("1", size) + "K\n"; });
    row("keys of rdma.conf", changeRdmaConf, many("SRPT_LOAD=no # x\n"));
    row("a key that grows", changeRdmaConf, many("SRPT_LOAD+=n\n"));
    row("a line of keys", changeRdmaConf, many("SRPT_LOAD='n'\"o\" "));
    row("one value over many lines", changeRdmaConf, [](qsizetype size) { return "A=" + filled("a\\\n", size) + 'a'; });
    row("an open quote", changeRdmaConf, [](qsizetype size) { return filled("A=1\n", size) + "B='\n"; });
    row("modules of a list", changeModulesList, many("ib_srpt\n"));
    row("modules in comments", changeModulesList, many("# ib_srpt\n"));
    row("signs of a comment", changeModulesList, many("# "));
    row("denied modules", readModprobeConf, many("blacklist ib_srpt\n"));
    row("one line of modprobe.d", readModprobeConf, many("alias a \\\n"));
    row("patterns of modprobe.d", readModprobeConf, many("install i*[a-z]* /bin/true\n"));
    row("cards of mstconfig", readMstConfig, many("Device #1:\nName: a\nConfigurations: New\n"));
    row("settings of a card", readMstConfig, [](qsizetype size) {
        return "Device #1:\nConfigurations: Current New\n" + filled("*RO A_B[0..7] C(1) 2\n", size);
    });
    row("titles of a card", readMstConfig,
        [](qsizetype size) { return "Device #1:\nConfigurations:" + filled(" Next Boot", size) + "\nA 1\n"; });
    row("one setting of blanks", readMstConfig,
        [](qsizetype size) { return "Device #1:\nConfigurations: New\nA" + filled(" ", size) + '1'; });
    row("errors of mstconfig", readMstConfig, many("-E- a\n"));
    row("one text", readJson, [](qsizetype size) { return "{\"a\":\"" + filled("\\u0061", size) + "\"}"; });
}

void GrowthTest::RX_08_costGrowsWithTheLength()
{
    QFETCH(Parse, parse);
    QFETCH(QByteArray, shortText);
    QFETCH(QByteArray, longText);
    const double growth = growthOf(parse, shortText, longText);
    QVERIFY2(growth < worstGrowth, qPrintable(u"grows %1 times"_s.arg(growth)));
}

} // namespace rdma

QTEST_APPLESS_MAIN(rdma::GrowthTest)
#include "growthtest.moc"
