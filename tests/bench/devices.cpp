// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Reads the summary of a machine with that many RDMA ports, 127 of each 128 on virtual functions, in turns with a bare
// loop over the same files. Prints the milliseconds of both, round by round.
#include "helper/features/features.h"
#include "model/json.h"
#include "tests/bench/samefiles.h"
#include "tests/fake/fakemachine.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <cstdio>

using namespace Qt::StringLiterals;
using namespace rdma;

namespace {

constexpr int portsOfCard = 128;

void fill(FakeMachine *machine, int ports)
{
    for (int number = 0; number < ports; ++number) {
        const int card = number / portsOfCard;
        const int function = number % portsOfCard;
        const QString slot = u"%1:05:%2.%3"_s.arg(card, 4, 16, '0'_L1);
        FakeCard one{.rdmaDevice = u"mlx5_%1"_s.arg(number),
                     .driver = u"mlx5_core"_s,
                     .pci = slot.arg(function / 8, 2, 16, '0'_L1).arg(function % 8),
                     .portGuids = {Guid{0x0002c90300a10001 + quint64(number) * 16}}};
        if (function > 0)
            one.physicalFunction = slot.arg(u"00"_s).arg(0);
        machine->kernel().addCard(one);
        machine->kernel().addIpoib({.rdmaDevice = one.rdmaDevice, .name = u"ib%1v%2"_s.arg(card).arg(function)});
    }
}

double read(const Feature &feature, Machine machine, qsizetype expected)
{
    QElapsedTimer clock;
    clock.start();
    const auto state = feature.read(machine, {});
    const QByteArray text = state ? canonical(*state) : QByteArray();
    const double milliseconds = double(clock.nsecsElapsed()) / 1e6;
    if (text.isEmpty() || (*state)[u"live"_s][u"devices"_s].toObject().size() != expected)
        qFatal("the devices could not be read");
    return milliseconds;
}

double readBarely(const std::string &root)
{
    QElapsedTimer clock;
    clock.start();
    if (readSameDevices(root) == 0)
        qFatal("there is nothing to read");
    return double(clock.nsecsElapsed()) / 1e6;
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    const int ports = QCoreApplication::arguments().value(1).toInt();
    const int rounds = QCoreApplication::arguments().value(2).toInt();
    FakeMachine machine;
    fill(&machine, ports);
    const Feature feature = devicesFeature();
    for (int round = 0; round < rounds; ++round)
        std::printf("%f %f\n", read(feature, machine.machine(), ports), readBarely(machine.root().toStdString()));
    return EXIT_SUCCESS;
}
