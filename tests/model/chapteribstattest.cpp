// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The two ports of the chapter "Connecting to a Remote Linux SRP Target" of RHEL 7's Networking Guide, as its ibstat
// prints them and as we do, line by line.
#include "model/devicetext.h"
#include "model/ibstattext.h"
#include "model/portverdict.h"

#include <QtTest>

using namespace rdma;
using namespace Qt::StringLiterals;

namespace {

RdmaDevice qib(quint64 guid, quint32 lid, quint32 mask)
{
    RdmaPort port{.state = portStateFrom("4: ACTIVE"),
                  .physicalState = physicalStateFrom("5: LinkUp"),
                  .linkLayer = LinkLayer::InfiniBand,
                  .rate = LinkRate{40, 4, LinkSpeed::Qdr},
                  .lid = lid,
                  .smLid = 1,
                  .lmc = 0,
                  .capabilities = mask,
                  .portGuid = Guid{guid}};
    return {.nodeType = NodeType::Ca,
            .hcaType = u"InfiniPath_QLE7342"_s,
            .hardwareRevision = u"2"_s,
            .nodeGuid = Guid{guid},
            .systemImageGuid = Guid{guid},
            .ports = {{1, port}}};
}

QStringList chapterText(const QString &guid, int lid, const QString &mask)
{
    return {u"CA 'qib0'"_s,
            u"\tCA type: InfiniPath_QLE7342"_s,
            u"\tNumber of ports: 1"_s,
            u"\tFirmware version:"_s,
            u"\tHardware version: 2"_s,
            u"\tNode GUID: 0x"_s + guid,
            u"\tSystem image GUID: 0x"_s + guid,
            u"\tPort 1:"_s,
            u"\t\tState: Active"_s,
            u"\t\tPhysical state: LinkUp"_s,
            u"\t\tRate: 40"_s,
            u"\t\tBase lid: %1"_s.arg(lid),
            u"\t\tLMC: 0"_s,
            u"\t\tSM lid: 1"_s,
            u"\t\tCapability mask: "_s + mask,
            u"\t\tPort GUID: 0x"_s + guid,
            u"\t\tLink layer: InfiniBand"_s};
}

void compare(const RdmaDevice &device, const QStringList &chapter)
{
    const QStringList ours = ibstatText(u"qib0"_s, device).split(u'\n', Qt::SkipEmptyParts);
    QCOMPARE(ours.size(), chapter.size());
    for (qsizetype line = 0; line < ours.size(); ++line)
        QCOMPARE(QString(ours[line]).remove(QRegularExpression(u" +$"_s)), chapter[line]);
}

} // namespace

class ChapterIbstatTest : public QObject {
    Q_OBJECT
private slots:
    void theTarget()
    {
        compare(qib(0x001175000077dd7e, 1, 0x0769086a), chapterText(u"001175000077dd7e"_s, 1, u"0x0769086a"_s));
    }

    void theInitiator()
    {
        compare(qib(0x001175000077d708, 2, 0x07690868), chapterText(u"001175000077d708"_s, 2, u"0x07690868"_s));
    }

    void bothWork()
    {
        QCOMPARE(portVerdict(qib(0x001175000077dd7e, 1, 0x0769086a).ports[1], true), PortVerdict::Working);
    }
};

QTEST_GUILESS_MAIN(ChapterIbstatTest)
#include "chapteribstattest.moc"
