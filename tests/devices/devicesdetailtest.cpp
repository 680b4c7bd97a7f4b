// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Files that only the detail of a device reads, and that hang: the device stays in the list.
#include "helper/features/devices.h"
#include "tests/devices/heldfile.h"
#include "tests/doors/sandbox.h"
#include "tests/fake/fakemachine.h"

#include <QTest>

namespace rdma {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QString bad = u"mlx5_1"_s;

} // namespace

class DevicesDetailTest : public QObject {
    Q_OBJECT

    FakeMachine m_machine;

    DevicesState read(const DevicesReading &reading, const DevicesQuery &query = AllDevices{})
    {
        Machine doors = m_machine.machine();
        return reading.read(doors, query).value();
    }

private slots:
    void initTestCase();
    void KI_16_aDetailThatHangsCostsItselfOnly_data();
    void KI_16_aDetailThatHangsCostsItselfOnly();
};

void DevicesDetailTest::initTestCase()
{
    enterOwnMounts();
    for (int number = 0; number < 2; ++number)
        m_machine.kernel().addCard({.rdmaDevice = u"mlx5_%1"_s.arg(number),
                                    .driver = u"mlx5_core"_s,
                                    .pci = u"0000:0%1:00.0"_s.arg(number),
                                    .portGuids = {Guid{0x0002c90300a1b200 + quint64(number)}}});
}

void DevicesDetailTest::KI_16_aDetailThatHangsCostsItselfOnly_data()
{
    QTest::addColumn<QString>("file");
    for (const char *file : {"node_desc", "hw_rev"})
        QTest::newRow(file) << QString::fromLatin1(file);
}

void DevicesDetailTest::KI_16_aDetailThatHangsCostsItselfOnly()
{
    QFETCH(QString, file);
    const DevicesReading reading({.one = 400ms});
    const DevicesLive before = read(reading).live;
    HeldFile held(m_machine.files().inside(u"/sys/class/infiniband/mlx5_1/"_s + file));
    const auto silent = std::vector<Note>{{NoteCode::DeviceSilent, bad, {}}};
    QVERIFY(read(reading, OneDevice{bad}).notes == silent);
    held.waitForReader();
    const auto state = read(reading);
    QVERIFY(state.notes.empty());
    QVERIFY(state.live == before);
    QVERIFY(read(reading, OneDevice{bad}).notes == silent); // and leaves no second thread behind
    QVERIFY(!held.hasReader());
    held.release();
    QTRY_VERIFY(read(reading, OneDevice{bad}).notes.empty());
}

} // namespace rdma

QTEST_GUILESS_MAIN(rdma::DevicesDetailTest)
#include "devicesdetailtest.moc"
