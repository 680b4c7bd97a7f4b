// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Every value of every enum of devices has words of its own, and numbers read as people say them.
#include "gui/words/devicewords.h"
#include "gui/words/verdictwords.h"

#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;

namespace rdma {

namespace {

/// Of all values up to the last.
template <typename Enum> QStringList wordsOfAll(QString (*words)(Enum), Enum last)
{
    QStringList all;
    for (int value = 0; value <= static_cast<int>(last); ++value)
        all.append(words(static_cast<Enum>(value)));
    return all;
}

bool areAllDifferent(const QStringList &words)
{
    return QSet<QString>(words.begin(), words.end()).size() == words.size() && !words.contains(QString());
}

bool isSentence(const QString &text)
{
    return !text.isEmpty() && text.front().isUpper() && text.back() == u'.';
}

} // namespace

class DeviceWordsTest : public QObject {
    Q_OBJECT

private slots:
    void everyVerdictHasWordsAndANextStep();
    void everyStateHasWords();
    void everyCauseHasWords();
    void everyCapabilityHasWords();
    void rates();
    void models();
    void guids();
};

void DeviceWordsTest::everyVerdictHasWordsAndANextStep()
{
    QStringList sentences;
    for (int value = 0; value <= static_cast<int>(PortVerdict::EthernetNoAddress); ++value) {
        const auto verdict = static_cast<PortVerdict>(value);
        const VerdictWords words = verdictWords(verdict);
        sentences.append(words.happened);
        QVERIFY2(!words.brief.isEmpty() && words.brief.size() <= 24, qPrintable(words.brief));
        QVERIFY2(isSentence(words.happened), qPrintable(words.happened));
        QCOMPARE(words.next.isEmpty(), verdict == PortVerdict::Working);
        QCOMPARE(urgencyOf(verdict) == Urgency::None, verdict == PortVerdict::Working);
    }
    QVERIFY(areAllDifferent(sentences));
    QSet<QString> icons;
    for (const Urgency urgency : {Urgency::None, Urgency::Passing, Urgency::Idle, Urgency::Problem})
        icons.insert(iconNameOf(urgency));
    QCOMPARE(icons.size(), 4);
}

void DeviceWordsTest::everyStateHasWords()
{
    QVERIFY(areAllDifferent(wordsOfAll(portStateWords, PortState::ActiveDefer)));
    QVERIFY(areAllDifferent(wordsOfAll(physicalStateWords, PhysicalState::Test)));
    QVERIFY(areAllDifferent(wordsOfAll(linkLayerWords, LinkLayer::Ethernet)));
    QStringList types = wordsOfAll(nodeTypeWords, NodeType::Unspecified);
    QCOMPARE(types.removeAll(u"usNIC"_s), 2);
    QVERIFY(areAllDifferent(types));
    for (int value = static_cast<int>(LinkSpeed::Sdr); value <= static_cast<int>(LinkSpeed::Xdr); ++value)
        QVERIFY(!linkSpeedWords(static_cast<LinkSpeed>(value)).isEmpty());
    QCOMPARE(gidTypeWords(GidType::InfiniBandOrRoceV1, LinkLayer::InfiniBand), u"InfiniBand"_s);
    QCOMPARE(gidTypeWords(GidType::InfiniBandOrRoceV1, LinkLayer::Ethernet), u"RoCE v1"_s);
    QCOMPARE(gidTypeWords(GidType::RoceV2, LinkLayer::Ethernet), u"RoCE v2"_s);
    QCOMPARE(gidTypeWords(GidType::Unknown, LinkLayer::Ethernet), notReported());
    QVERIFY(stackWords({}) != stackWords({StackFlavour::MlnxOfed, {}}));
    QVERIFY(stackWords({StackFlavour::MlnxOfed, u"5.8"_s}).contains(u"5.8"_s));
}

void DeviceWordsTest::everyCauseHasWords()
{
    QStringList causes;
    for (int value = 0; value <= static_cast<int>(CounterVerdict::ReceiverNotReady); ++value) {
        const auto verdict = static_cast<CounterVerdict>(value);
        if (verdict == CounterVerdict::NotAnError || verdict == CounterVerdict::Clean)
            QVERIFY(counterCauseWords(verdict).isEmpty() && !isAlarming(verdict));
        else
            causes.append(counterCauseWords(verdict));
    }
    QVERIFY(areAllDifferent(causes));
    QVERIFY(!isAlarming(CounterVerdict::Negligible));
    QVERIFY(isAlarming(CounterVerdict::BadLine));
}

void DeviceWordsTest::everyCapabilityHasWords()
{
    const QStringList all = capabilityWords(0xffffffff);
    QCOMPARE(all.size(), 32);
    QVERIFY(areAllDifferent(all));
    QCOMPARE(capabilityWords(0), QStringList());
    QCOMPARE(capabilityWords(1U << 1 | 1U << 13), QStringList({u"A subnet manager runs on it"_s, u"Bit 13"_s}));
}

void DeviceWordsTest::rates()
{
    QCOMPARE(linkRateWords({56, 4, LinkSpeed::Fdr}), u"56 Gb/s, 4X FDR"_s);
    QCOMPARE(linkRateWords({2.5, 1, LinkSpeed::Sdr}), u"2.5 Gb/s, 1X SDR"_s);
    QCOMPARE(linkRateWords({40, 4, LinkSpeed::Unknown}), u"40 Gb/s, 4X"_s);
    QCOMPARE(linkRateWords({100, 0, LinkSpeed::Unknown}), u"100 Gb/s"_s);
    QCOMPARE(byteRateWords({}), u"not measured"_s);
    QCOMPARE(byteRateWords(0), u"0 bytes/s"_s);
    QCOMPARE(byteRateWords(0.4), u"less than 1 byte/s"_s);
    QCOMPARE(byteRateWords(999), u"999 bytes/s"_s);
    QCOMPARE(byteRateWords(1.2e9), u"1.2 GB/s"_s);
    const QLocale before;
    QLocale::setDefault(QLocale(QLocale::Hebrew)); // the number goes before its unit there, too
    const QString rate = byteRateWords(1.2e9);
    const QString link = linkRateWords({100, 0, LinkSpeed::Unknown});
    QLocale::setDefault(before);
    for (const QString &words : {rate, link})
        QVERIFY(words.startsWith(QChar(0x2066)) && words.endsWith(QChar(0x2069)));
}

void DeviceWordsTest::models()
{
    RdmaDevice device;
    QCOMPARE(modelWords(device), u"Unknown device"_s);
    device.ports[1] = {};
    QCOMPARE(modelWords(device), u"Software device"_s);
    device.pciSlot = u"0000:05:00.0"_s;
    device.pciIds = PciIds{0x15b3, 0x1007, 0, 0};
    QCOMPARE(modelWords(device), u"PCI 15b3:1007"_s);
    device.hcaType = u"MT4103"_s; // not there in short, and the words are the same in the list and in the detail
    QCOMPARE(briefModelWords(device), u"PCI 15b3:1007"_s);
    device.modelName = u"MT27520 Family [ConnectX-3 Pro]"_s;
    QCOMPARE(modelWords(device), u"MT27520 Family [ConnectX-3 Pro]"_s);
    QCOMPARE(briefModelWords(device), u"ConnectX-3 Pro"_s);
    RdmaDevice function = device;
    function.modelName = u"MT27800 Family [ConnectX-5 Virtual Function]"_s;
    function.parentSlot = u"0000:05:00.0"_s;
    QCOMPARE(briefModelWords(function), u"ConnectX-5"_s);
    device.modelName = u"IBA7322 QDR []"_s;
    QCOMPARE(briefModelWords(device), u"IBA7322 QDR []"_s);
    device.modelName = u"evil\u202e name"_s;
    QVERIFY(!modelWords(device).contains(QChar(0x202e)));
}

void DeviceWordsTest::guids()
{
    QCOMPARE(guidWords(Guid{0xf4521403007bcba1}), u"f452:1403:007b:cba1"_s);
    QCOMPARE(guidWords(Guid{1}), u"0000:0000:0000:0001"_s);
}

} // namespace rdma

QTEST_GUILESS_MAIN(rdma::DeviceWordsTest)
#include "devicewordstest.moc"
