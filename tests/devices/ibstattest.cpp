// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Our text of a device is the real ibstat's, card by card: ibstat runs on the fake machine's sysfs, mounted over ours.
#include "helper/features/devices.h"
#include "model/ibstattext.h"
#include "tests/devices/cards.h"
#include "tests/doors/sandbox.h"
#include "tests/fake/fakemachine.h"

#include <QProcess>
#include <QTest>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

/// The first port of the chapter's transcript.
constexpr auto chapter = R"(CA 'qib0'
	CA type: InfiniPath_QLE7342
	Number of ports: 1
	Firmware version: 
	Hardware version: 2
	Node GUID: 0x001175000077dd7e
	System image GUID: 0x001175000077dd7e
	Port 1:
		State: Active
		Physical state: LinkUp
		Rate: 40
		Base lid: 1
		LMC: 0
		SM lid: 1
		Capability mask: 0x0769086a
		Port GUID: 0x001175000077dd7e
		Link layer: InfiniBand
)";

QString ourText(FakeMachine &machine, const QString &name)
{
    Machine doors = machine.machine();
    const auto state = DevicesReading().read(doors, OneDevice{name}).value();
    return ibstatText(name, state.live.devices.at(name));
}

QString ibstat()
{
    QProcess process;
    process.start(u"/usr/sbin/ibstat"_s, QStringList());
    if (!process.waitForFinished())
        qFatal("ibstat does not run: %s", qPrintable(process.errorString()));
    return QString::fromUtf8(process.readAllStandardOutput());
}

/// With the machine's sysfs in the place of ours.
QString ibstatOn(FakeMachine &machine)
{
    machine.files().write(u"/sys/class/infiniband_mad/abi_version"_s, "5\n"); // umad_init() wants it
    bindMount(machine.files().inside(u"/sys"_s), u"/sys"_s);
    QString text = ibstat();
    unmount(u"/sys"_s);
    return text;
}

} // namespace

class IbstatTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { enterOwnMounts(); }
    void theChaptersCard();
    void everyCard_data();
    void everyCard();
    void anIwarpDevice_data();
    void anIwarpDevice();
    void aLongName();
};

void IbstatTest::theChaptersCard()
{
    FakeMachine machine;
    machine.kernel().addCard(knownCards().first().card);
    QCOMPARE(ourText(machine, u"qib0"_s), QString::fromLatin1(chapter));
}

void IbstatTest::everyCard_data()
{
    QTest::addColumn<FakeCard>("card");
    for (const auto &[what, card] : knownCards())
        QTest::newRow(what) << card;
}

void IbstatTest::everyCard()
{
    QFETCH(FakeCard, card);
    FakeMachine machine;
    machine.kernel().addCard(card);
    QCOMPARE(ourText(machine, card.rdmaDevice), ibstatOn(machine));
}

void IbstatTest::anIwarpDevice_data()
{
    QTest::addColumn<FakeCard>("card");
    QTest::newRow("Chelsio T6") << iwarpCard();
    QTest::newRow("soft iWARP") << softIwarp();
    FakeCard down = softIwarp();
    down.ports.first().insert({{u"state"_s, "1: DOWN"}, {u"phys_state"_s, "3: Disabled"}});
    QTest::newRow("soft iWARP, interface down") << down;
}

/// umad_get_ca_device_list() of rdma-core 56 leaves out what is neither a CA nor a switch nor a router, so ibstat never
/// comes to print the words it has for an RNIC. But for them its text is that of the same device as a CA with a table
/// of P_Keys, without which ibstat prints nothing.
void IbstatTest::anIwarpDevice()
{
    QFETCH(FakeCard, card);
    FakeMachine machine;
    machine.kernel().addCard(card);
    const QString ours = ourText(machine, card.rdmaDevice);
    QCOMPARE(ibstatOn(machine), QString());
    const QString directory = "/sys/class/infiniband/"_L1 + card.rdmaDevice;
    machine.files().write(directory + "/node_type"_L1, "1: CA\n");
    machine.files().write(directory + "/ports/1/pkeys/0"_L1, "0xffff\n");
    const QString type = QString::fromUtf8(card.files[u"hca_type"_s]);
    QVERIFY(ours.startsWith(u"iWARP RNIC '%1'\n\tiWARP RNIC type: %2\n"_s.arg(card.rdmaDevice, type)));
    QCOMPARE(QString(ours).replace(u"iWARP RNIC"_s, u"CA"_s), ibstatOn(machine));
}

/// The kernel allows 63 letters, libibumad has room for 19 (UMAD_CA_NAME_LEN): it cuts the name, finds no such device
/// and ibstat gives up.
void IbstatTest::aLongName()
{
    FakeCard card = knownCards().first().card;
    card.rdmaDevice = u"qib_in_the_upper_slot"_s;
    FakeMachine machine;
    machine.kernel().addCard(card);
    QCOMPARE(ourText(machine, card.rdmaDevice), QString::fromLatin1(chapter).replace(u"qib0"_s, card.rdmaDevice));
    QCOMPARE(ibstatOn(machine), QString());
}

} // namespace rdma

QTEST_GUILESS_MAIN(rdma::IbstatTest)
#include "ibstattest.moc"
