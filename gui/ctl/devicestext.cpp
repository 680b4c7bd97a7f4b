// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The devices and ports of this computer as a table.
#include "gui/ctl/devicestext.h"

#include "gui/ctl/printout.h"
#include "gui/ctl/table.h"
#include "gui/words/devicewords.h"
#include "gui/words/plaintext.h"
#include "gui/words/verdictwords.h"
#include "model/ibstattext.h"

#include <QCoreApplication>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

struct Ctl {
    Q_DECLARE_TR_FUNCTIONS(rdma::Ctl)
};

QString orDash(const QString &text)
{
    return text.isEmpty() ? u"-"_s : text;
}

QStringList portRow(const QString &name, const RdmaDevice &device, int number, const RdmaPort &port, bool openSmRuns)
{
    return {technical(name),
            QString::number(number),
            verdictWords(portVerdict(port, openSmRuns)).brief,
            port.rate ? linkRateWords(*port.rate) : notReported(),
            orDash(technical((port.netdevs + port.ipoibInterfaces).join(u','))),
            briefModelWords(device)};
}

QList<QStringList> rowsOf(const DevicesLive &live)
{
    QList<QStringList> rows{{Ctl::tr("DEVICE"), Ctl::tr("PORT"), Ctl::tr("STATE"), Ctl::tr("RATE"),
                             Ctl::tr("INTERFACES"), Ctl::tr("MODEL")}};
    for (const auto &[name, device] : live.devices) {
        for (const auto &[number, port] : device.ports)
            rows.append(portRow(name, device, number, port, live.openSmRuns));
        if (device.ports.empty())
            rows.append({technical(name), u"-"_s, notReported(), notReported(), u"-"_s, briefModelWords(device)});
    }
    return rows;
}

/// Of ports where something is wrong or missing; what is merely unplugged is seen in the table.
QString adviceText(const DevicesLive &live)
{
    QString text;
    for (const auto &[name, device] : live.devices)
        for (const auto &[number, port] : device.ports) {
            const PortVerdict verdict = portVerdict(port, live.openSmRuns);
            const VerdictWords words = verdictWords(verdict);
            if (urgencyOf(verdict) == Urgency::Problem)
                text += u" ! "_s + technical(PortId{name, number}.text()) + u": "_s + words.happened + u' ' +
                        words.next + u'\n';
        }
    return text;
}

} // namespace

QString devicesText(const DevicesLive &live, const std::vector<Note> &notes)
{
    if (live.devices.empty())
        return Ctl::tr("This computer has no RDMA device.") + u'\n' + notesText(notes);
    return tableText(rowsOf(live)) + adviceText(live) + notesText(notes);
}

QString deviceText(const QString &name, const RdmaDevice &device)
{
    return ibstatText(name, device) + u'\n' +
           Ctl::tr("RDMA driver: %1").arg(driverWords(device.rdmaDriver, device.rdmaDriverVersion)) + u'\n' +
           Ctl::tr("PCI driver: %1").arg(driverWords(device.driver, device.driverVersion)) + u'\n';
}

} // namespace rdma
