// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Reads the names of a machine with that many IPoIB interfaces, a rule for each port, in turns with its peer. Prints
// the milliseconds of both, round by round.
#include "helper/features/features.h"
#include "model/json.h"
#include "model/names.h"
#include "tests/bench/samefiles.h"
#include "tests/fake/fakemachine.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <cstdio>

using namespace Qt::StringLiterals;
using namespace rdma;

namespace {

constexpr quint64 firstGuid = 0xf452140300000000;

/// Cards of two ports, each port with one P_Key child.
void fill(FakeMachine *machine, int interfaces)
{
    QByteArray rules;
    for (int card = 0; card < interfaces / 4; ++card) {
        const QString device = u"mlx5_%1"_s.arg(card);
        const quint64 guid = firstGuid + quint64(card) * 2;
        machine->kernel().addCard({.rdmaDevice = device,
                                   .driver = u"mlx5_core"_s,
                                   .pci = u"%1:05:00.0"_s.arg(card, 4, 16, '0'_L1),
                                   .portGuids = {Guid{guid}, Guid{guid + 1}}});
        for (int port = 1; port <= 2; ++port) {
            const QString name = u"net%1p%2"_s.arg(card).arg(port);
            machine->kernel().addIpoib({.rdmaDevice = device, .port = port, .name = name});
            machine->kernel().addChild(name, 0x8002);
            rules += R"(ACTION=="add", SUBSYSTEM=="net", DRIVERS=="?*", ATTR{type}=="32", ATTR{address}=="?*)" +
                     Guid{guid + quint64(port) - 1}.colonBytes() + "\", NAME=\"" + name.toLatin1() + "\"\n";
        }
    }
    machine->files().write(ipoibRulesPath, rules);
}

double read(Machine machine, qsizetype expected)
{
    QElapsedTimer clock;
    clock.start();
    const auto state = namesFeature().read(machine, {});
    const QByteArray text = state ? canonical(*state) : QByteArray();
    const double milliseconds = double(clock.nsecsElapsed()) / 1e6;
    if (text.isEmpty() || (*state)[u"live"_s][u"interfaces"_s].toObject().size() != expected)
        qFatal("the names could not be read");
    return milliseconds;
}

double readBarely(const std::string &root)
{
    QElapsedTimer clock;
    clock.start();
    if (readSameFiles(root) == 0)
        qFatal("there is nothing to read");
    return double(clock.nsecsElapsed()) / 1e6;
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    const int interfaces = QCoreApplication::arguments().value(1).toInt();
    const int rounds = QCoreApplication::arguments().value(2).toInt();
    FakeMachine machine;
    fill(&machine, interfaces);
    for (int round = 0; round < rounds; ++round)
        std::printf("%f %f\n", read(machine.machine(), interfaces), readBarely(machine.root().toStdString()));
    return EXIT_SUCCESS;
}
