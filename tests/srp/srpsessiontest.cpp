// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Who counts as logged in when only some of an initiator's LUNs tell.
#include "helper/liotree.h"
#include "tests/srp/exporthost.h"

#include <QTest>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

QString aclPath(const QString &initiator)
{
    return srptPath + u'/' + firstTarget + "/tpgt_1/acls/"_L1 + initiator;
}

const auto portFile = "/statistics/scsi_att_intr_port/port_ident"_L1;

void exportTwoLuns(ExportHost &host)
{
    const BackstoreId disk{BackstoreKind::Ramdisk, u"r"_s};
    SrpTarget target{.enabled = true, .luns = {{0, disk}, {1, disk}}, .acls = {}};
    target.acls[firstInitiator].luns = {{0, {0, false}}, {1, {1, false}}};
    const Job job = host.apply(now(
        both(backstores(u"ramdisk/r"_s, ramdisk(1 << 20, u"ram-serial-1"_s)), targets(firstTarget, toJson(target)))));
    if (job.state != JobState::Done)
        qFatal("no exports");
}

} // namespace

class SrpSessionTest : public QObject {
    Q_OBJECT

private slots:
    void oneLunTellsThatSomebodyIsLoggedIn();
    void lunThatCannotBeReadCountsAsLoggedIn_data();
    void lunThatCannotBeReadCountsAsLoggedIn();
};

/// One that is taken away meanwhile does not.
void SrpSessionTest::oneLunTellsThatSomebodyIsLoggedIn()
{
    ExportHost host;
    exportTwoLuns(host);
    host.demo.kernel().configfs().setSession(aclPath(firstInitiator), true);
    for (const QString &silent : {u"lun_0"_s, u"lun_1"_s}) {
        const QString file = aclPath(firstInitiator) + u'/' + silent + portFile;
        const QByteArray text = host.demo.files().read(file);
        host.demo.files().remove(file);
        QVERIFY2(readSession(host.machine.host, firstTarget, firstInitiator).loggedIn, qPrintable(silent));
        host.demo.files().write(file, text);
    }
}

void SrpSessionTest::lunThatCannotBeReadCountsAsLoggedIn_data()
{
    QTest::addColumn<QString>("node");
    QTest::newRow("the initiator") << QString();
    QTest::newRow("its LUN") << u"/lun_0"_s;
    QTest::newRow("the statistics") << u"/lun_0/statistics"_s;
    QTest::newRow("the file") << "/lun_0"_L1 + portFile;
}

/// A link is never followed there: the node can be seen and not be opened.
void SrpSessionTest::lunThatCannotBeReadCountsAsLoggedIn()
{
    QFETCH(const QString, node);
    ExportHost host;
    exportTwoLuns(host);
    QVERIFY(!readSession(host.machine.host, firstTarget, firstInitiator).loggedIn);
    const QString path = aclPath(firstInitiator) + node;
    if (host.demo.files().exists(path))
        host.demo.files().remove(path);
    host.demo.files().link(path, path.section(u'/', -1));
    QVERIFY(readSession(host.machine.host, firstTarget, firstInitiator).loggedIn);
}

} // namespace rdma

QTEST_GUILESS_MAIN(rdma::SrpSessionTest)
#include "srpsessiontest.moc"
