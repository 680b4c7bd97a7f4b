// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Twice the disks cost twice as much: what is opened is counted, not how long it takes.
#include "helper/stepview.h"
#include "tests/srp/exporthost.h"

#include <QTest>

#include <dirent.h>
#include <dlfcn.h>
#include <sys/resource.h>

namespace {
qint64 closed = 0;
} // namespace

/// Whatever is opened is closed: by descriptor.h, or as a DIR. In the libraries' place, since the program comes first.
extern "C" int close(int descriptor)
{
    static const auto real = reinterpret_cast<int (*)(int)>(::dlsym(RTLD_NEXT, "close"));
    ++closed;
    return real(descriptor);
}

extern "C" int closedir(DIR *directory)
{
    static const auto real = reinterpret_cast<int (*)(DIR *)>(::dlsym(RTLD_NEXT, "closedir"));
    ++closed;
    return real(directory);
}

namespace rdma {

using namespace Qt::StringLiterals;

class ExportGrowthTest : public QObject {
    Q_OBJECT
private slots:
    void costs_data();
    void costs();
    void moreLunsThanOpenFilesAreAllThere();
};

namespace {

constexpr int some = 24;
constexpr double worstGrowth = 2.2;

/// So many ramdisks as LUNs of one target, all of them for four initiators.
QJsonObject manyDisks(int count)
{
    SrpTree tree;
    SrpTarget &target = tree.targets[firstTarget];
    target.enabled = true;
    for (int i = 0; i < count; ++i) {
        const BackstoreId id{BackstoreKind::Ramdisk, u"disk%1"_s.arg(i)};
        const auto lun = static_cast<quint32>(i);
        tree.backstores[id] = {.size = 1024 * 1024, .serial = u"serial-%1"_s.arg(i)};
        target.luns[lun] = id;
        for (int initiator = 0; initiator < 4; ++initiator)
            target.acls[u"0x%1"_s.arg(initiator, 32, 16, QLatin1Char('0'))].luns[lun] = {lun, false};
    }
    return toJson(tree);
}

template <typename Action> qint64 costOf(Action action)
{
    const qint64 before = closed;
    action();
    return closed - before;
}

} // namespace

void ExportGrowthTest::costs_data()
{
    QTest::addColumn<QString>("part");
    for (const QString &part : {u"planning"_s, u"seeing"_s, u"doing"_s, u"reading"_s, u"taking back"_s})
        QTest::newRow(qPrintable(part)) << part;
}

namespace {

/// What each part of exporting so many disks opens.
std::map<QString, qint64> costsOf(int disks)
{
    ExportHost host;
    std::map<QString, qint64> costs;
    const QJsonObject wish = now(manyDisks(disks));
    Plan plan;
    Job job;
    costs[u"planning"_s] = costOf([&] { plan = host.plan(wish).value(); });
    costs[u"seeing"_s] = costOf([&] { std::ignore = viewsOf(plan, host.machine.host); });
    costs[u"doing"_s] = costOf([&] { job = host.run(plan); });
    costs[u"reading"_s] = costOf([&] { std::ignore = host.state(); });
    costs[u"taking back"_s] = costOf([&] { std::ignore = host.undo(job.id); });
    return costs;
}

} // namespace

void ExportGrowthTest::costs()
{
    QFETCH(const QString, part);
    static const auto few = costsOf(some);
    static const auto many = costsOf(2 * some);
    QVERIFY(few.at(u"doing"_s) > 0); // it is counted at all; seeing opens nothing
    const double most = worstGrowth * static_cast<double>(few.at(part));
    QVERIFY2(static_cast<double>(many.at(part)) <= most,
             qPrintable(u"%1 grows to %2"_s.arg(few.at(part)).arg(many.at(part))));
}

/// The helper's unit has LimitNOFILE=256.
void ExportGrowthTest::moreLunsThanOpenFilesAreAllThere()
{
    constexpr int luns = 80;
    constexpr rlim_t files = 64;
    ExportHost host;
    const QJsonObject wish = manyDisks(luns);
    rlimit usual{};
    QCOMPARE(::getrlimit(RLIMIT_NOFILE, &usual), 0);
    const rlimit few{files, usual.rlim_max};
    QCOMPARE(::setrlimit(RLIMIT_NOFILE, &few), 0);
    const Job job = host.apply(now(wish));
    const auto state = host.state();
    QCOMPARE(::setrlimit(RLIMIT_NOFILE, &usual), 0);
    QCOMPARE(job.state, JobState::Done);
    QCOMPARE(toJson(state.config.now), wish);
}

} // namespace rdma

QTEST_GUILESS_MAIN(rdma::ExportGrowthTest)
#include "exportgrowthtest.moc"
