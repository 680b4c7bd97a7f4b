// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Block devices in JSON: what is written is read, every key is needed and has its type.
#include "model/blockdevice.h"

#include "model/json.h"
#include "random.h"

#include <QtTest>

using namespace rdma;
using namespace Qt::StringLiterals;

namespace {

DeviceUse anyUse()
{
    return {static_cast<BlockUse>(random::below(8)), random::text()};
}

BlockDevice anyDevice()
{
    return {.name = random::text(),
            .path = random::text(),
            .wholeDisk = random::text(),
            .size = random::source().generate64() & quint64(maxExactInteger),
            .readOnly = random::coin(),
            .removable = random::coin(),
            .vendor = random::text(),
            .model = random::text(),
            .serial = random::text(),
            .fileSystem = random::text(),
            .stablePaths = random::texts(),
            .links = random::texts(),
            .holdsRoot = random::coin(),
            .uses = random::list(4, anyUse)};
}

/// With one use, so that there is one to spoil.
QJsonObject plain()
{
    BlockDevice device;
    device.uses = {{BlockUse::Mounted, u"/srv"_s}};
    return toJson(device);
}

} // namespace

class BlockDeviceTest : public QObject {
    Q_OBJECT

private slots:
    void whatIsWrittenIsRead();
    void everyUseHasItsName();
    void everyKeyIsNeeded();
    void everyKeyHasItsType();
    void sizesStayExact_data();
    void sizesStayExact();
    void aNewersKeysAreIgnored();
    void spoiltUsesAreRefused_data();
    void spoiltUsesAreRefused();
};

void BlockDeviceTest::whatIsWrittenIsRead()
{
    for (int round = 0; round < 1000; ++round) {
        const BlockDevice device = anyDevice();
        const auto text = parseObject(canonical(toJson(device)), maxStateBytes);
        QVERIFY(text.has_value());
        QVERIFY(blockDeviceFromJson(*text).value() == device);
    }
}

void BlockDeviceTest::everyUseHasItsName()
{
    QSet<QString> names;
    for (int use = 0; use < 8; ++use) {
        BlockDevice device;
        device.uses = {{static_cast<BlockUse>(use), {}}};
        names.insert(toJson(device)[u"uses"_s][0][u"use"_s].toString());
    }
    QCOMPARE(names.size(), 8);
    QVERIFY(!names.contains(QString()));
}

void BlockDeviceTest::everyKeyIsNeeded()
{
    const QStringList keys = plain().keys();
    for (const QString &key : keys) {
        QJsonObject object = plain();
        object.remove(key);
        const auto decoded = blockDeviceFromJson(object, u"devices"_s);
        QVERIFY2(!decoded, qPrintable(key));
        QCOMPARE(decoded.error().code, ErrorCode::InvalidWish);
        QCOMPARE(decoded.error().subject, "devices."_L1 + key);
    }
}

void BlockDeviceTest::everyKeyHasItsType()
{
    const QStringList keys = plain().keys();
    for (const QString &key : keys) {
        QJsonObject object = plain();
        object[key] = QJsonObject{};
        QVERIFY2(!blockDeviceFromJson(object), qPrintable(key));
    }
}

void BlockDeviceTest::sizesStayExact_data()
{
    QTest::addColumn<QJsonValue>("size");
    QTest::addColumn<bool>("isOne");
    QTest::newRow("not known") << QJsonValue(0) << true;
    QTest::newRow("largest") << QJsonValue(maxExactInteger) << true;
    QTest::newRow("too large") << QJsonValue(maxExactInteger + 1) << false;
    QTest::newRow("negative") << QJsonValue(-1) << false;
    QTest::newRow("half a byte") << QJsonValue(0.5) << false;
    QTest::newRow("text") << QJsonValue(u"512"_s) << false;
}

void BlockDeviceTest::sizesStayExact()
{
    QFETCH(QJsonValue, size);
    QFETCH(bool, isOne);
    QJsonObject object = plain();
    object[u"size"_s] = size;
    const auto decoded = blockDeviceFromJson(object);
    QCOMPARE(decoded.has_value(), isOne);
    if (decoded)
        QCOMPARE(decoded->size, quint64(size.toInteger()));
}

void BlockDeviceTest::aNewersKeysAreIgnored()
{
    QJsonObject object = plain();
    object[u"colour"_s] = u"blue"_s;
    QVERIFY(blockDeviceFromJson(object) == blockDeviceFromJson(plain()));
}

void BlockDeviceTest::spoiltUsesAreRefused_data()
{
    QTest::addColumn<QJsonValue>("use");
    QTest::newRow("unknown") << QJsonValue(QJsonObject{{u"use"_s, u"eaten"_s}, {u"subject"_s, u""_s}});
    QTest::newRow("without subject") << QJsonValue(QJsonObject{{u"use"_s, u"swap"_s}});
    QTest::newRow("no object") << QJsonValue(u"swap"_s);
}

void BlockDeviceTest::spoiltUsesAreRefused()
{
    QFETCH(QJsonValue, use);
    QJsonObject object = plain();
    object[u"uses"_s] = QJsonArray{use};
    const auto decoded = blockDeviceFromJson(object);
    QVERIFY(!decoded);
    QVERIFY(decoded.error().subject.startsWith("uses"_L1));
}

QTEST_APPLESS_MAIN(BlockDeviceTest)
#include "blockdevicetest.moc"
