// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The state of feature "devices" in JSON: what is written is read, what is absent stays absent; its queries.
#include "model/devices.h"

#include "model/json.h"
#include "random.h"

#include <QtTest>

using namespace rdma;
using namespace Qt::StringLiterals;

namespace {

template <typename Enum> Enum anyOf(int count)
{
    return static_cast<Enum>(random::below(count));
}

template <typename T> std::optional<T> maybeEnum(int count)
{
    return random::maybe([count] { return anyOf<T>(count); });
}

std::optional<int> maybeNumber()
{
    return random::maybe([] { return random::below(70'000); });
}

std::optional<QString> maybeText()
{
    return random::maybe([] { return random::text(); });
}

std::optional<Guid> maybeGuid()
{
    return random::maybe([] { return random::coin() ? random::guid() : Guid{}; });
}

LinkRate anyRate()
{
    return {random::below(1000) / 2.0, random::below(13), anyOf<LinkSpeed>(10)};
}

PortTables anyTables()
{
    const auto gid = [] { return GidEntry{random::below(256), random::text(), maybeEnum<GidType>(3), random::text()}; };
    const auto pkey = [] { return PkeyEntry{random::below(128), static_cast<quint16>(random::below(0x10000))}; };
    return {random::list(3, gid), random::list(3, pkey)};
}

RdmaPort anyPort()
{
    return {.state = anyOf<PortState>(7),
            .physicalState = anyOf<PhysicalState>(9),
            .linkLayer = maybeEnum<LinkLayer>(3),
            .rate = random::maybe(anyRate),
            .canDo = random::maybe(anyRate),
            .lid = random::maybe([] { return random::source().generate(); }),
            .smLid = random::maybe([] { return random::source().generate(); }),
            .lmc = maybeNumber(),
            .smSl = maybeNumber(),
            .capabilities = random::maybe([] { return random::source().generate(); }),
            .portGuid = maybeGuid(),
            .netdevs = random::texts(),
            .ipoibInterfaces = random::texts(),
            .tables = random::maybe(anyTables)};
}

PciIds anyIds()
{
    const auto id = [] { return static_cast<quint16>(random::below(0x10000)); };
    return {id(), id(), id(), id()};
}

RdmaDevice anyDevice()
{
    RdmaDevice device{.nodeType = anyOf<NodeType>(8),
                      .vendorName = maybeText(),
                      .modelName = maybeText(),
                      .pciIds = random::maybe(anyIds),
                      .pciSlot = maybeText(),
                      .numaNode = maybeNumber(),
                      .driver = maybeText(),
                      .driverVersion = maybeText(),
                      .rdmaDriver = maybeText(),
                      .rdmaDriverVersion = maybeText(),
                      .firmware = maybeText(),
                      .boardId = maybeText(),
                      .hcaType = maybeText(),
                      .hardwareRevision = maybeText(),
                      .nodeGuid = maybeGuid(),
                      .systemImageGuid = maybeGuid(),
                      .description = maybeText(),
                      .parentSlot = maybeText(),
                      .virtualFunctions = maybeNumber(),
                      .ports = {}};
    for (int left = random::below(3); left > 0; --left)
        device.ports[random::below(256)] = anyPort();
    return device;
}

CounterValues anyValues()
{
    CounterValues values;
    for (int left = random::below(4); left > 0; --left)
        values[u"counter%1"_s.arg(left)] = random::source().generate64();
    return values;
}

PortCounters anyCounters()
{
    return {random::below(1'000'000'000), anyValues(), anyValues(), anyValues()};
}

DevicesLive anyLive()
{
    DevicesLive live{{}, random::coin(), {anyOf<StackFlavour>(2), random::text()}, {}};
    for (int left = random::below(4); left > 0; --left) {
        live.devices[u"mlx5_%1"_s.arg(left)] = anyDevice();
        live.counters[{u"mlx5_%1"_s.arg(left), random::below(256)}] = anyCounters();
    }
    return live;
}

QJsonObject object(const QByteArray &text)
{
    return parseObject(text, maxStateBytes).value();
}

QJsonObject withPort(const QJsonObject &port, const QString &number = u"1"_s)
{
    const QJsonObject device{{u"nodeType"_s, u"ca"_s}, {u"ports"_s, QJsonObject{{number, port}}}};
    QJsonObject live = toJson(DevicesLive{});
    live[u"devices"_s] = QJsonObject{{u"mlx5_0"_s, device}};
    return live;
}

} // namespace

class DevicesTest : public QObject {
    Q_OBJECT
private slots:
    void liveRoundTrips()
    {
        for (int i = 0; i < 1'000; ++i) {
            const DevicesLive live = anyLive();
            QVERIFY(devicesLiveFromJson(object(canonical(toJson(live)))).value() == live);
        }
    }

    void whatIsNotReportedHasNoKey()
    {
        QCOMPARE(toJson(RdmaDevice{}).keys(), (QStringList{u"nodeType"_s, u"ports"_s}));
        QCOMPARE(toJson(RdmaPort{}).keys(),
                 (QStringList{u"ipoibInterfaces"_s, u"netdevs"_s, u"physicalState"_s, u"state"_s}));
        RdmaPort zero;
        zero.lid = 0;
        QVERIFY(rdmaPortFromJson(toJson(zero)).value() != RdmaPort{});
    }

    void countersAreExact()
    {
        const PortCounters counters{1, {{u"port_xmit_data"_s, ~quint64{0}}}, {}, {}};
        QCOMPARE(toJson(counters)[u"port"_s][u"port_xmit_data"_s].toString(), u"18446744073709551615"_s);
        QVERIFY(portCountersFromJson(object(canonical(toJson(counters)))).value() == counters);
    }

    void aStateOfANewerHelperIsRead()
    {
        QJsonObject port = toJson(RdmaPort{});
        port[u"fromTheFuture"_s] = 1;
        QVERIFY(devicesLiveFromJson(withPort(port)).has_value());
    }

    void aWrongPlaceIsNamed_data();
    void aWrongPlaceIsNamed();
    void queries_data();
    void queries();
    void badQueriesAreRefused_data();
    void badQueriesAreRefused();
    void portIds_data();
    void portIds();
    void nothingCanBeWished();
};

void DevicesTest::aWrongPlaceIsNamed_data()
{
    QTest::addColumn<QJsonObject>("live");
    QTest::addColumn<QString>("place");
    const auto broken = [](const QString &key, const QJsonValue &value) {
        QJsonObject port = toJson(RdmaPort{});
        port[key] = value;
        return withPort(port);
    };
    const QString port = u"devices.mlx5_0.ports.1."_s;
    QTest::newRow("state") << broken(u"state"_s, u"fine"_s) << port + u"state"_s;
    QTest::newRow("layer") << broken(u"linkLayer"_s, u"paper"_s) << port + u"linkLayer"_s;
    QTest::newRow("lid") << broken(u"lid"_s, -1) << port + u"lid"_s;
    QTest::newRow("lid text") << broken(u"lid"_s, u"1"_s) << port + u"lid"_s;
    QTest::newRow("mask") << broken(u"capabilities"_s, 4294967296.0) << port + u"capabilities"_s;
    QTest::newRow("guid") << broken(u"portGuid"_s, u"F4521403007BCBA1"_s) << port + u"portGuid"_s;
    QTest::newRow("rate") << broken(u"rate"_s,
                                    QJsonObject{{u"gigabits"_s, -1}, {u"width"_s, 4}, {u"speed"_s, u"edr"_s}})
                          << port + u"rate.gigabits"_s;
    QTest::newRow("number") << withPort(toJson(RdmaPort{}), u"01"_s) << u"devices.mlx5_0.ports.01"_s;
}

void DevicesTest::aWrongPlaceIsNamed()
{
    QFETCH(QJsonObject, live);
    QFETCH(QString, place);
    const auto decoded = devicesLiveFromJson(live);
    QVERIFY(!decoded);
    QCOMPARE(decoded.error().code, ErrorCode::InvalidWish);
    QCOMPARE(decoded.error().subject, place);
}

void DevicesTest::queries_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<DevicesQuery>("query");
    QTest::newRow("all") << "{}"_ba << DevicesQuery(AllDevices{});
    QTest::newRow("one") << R"({"device":"mlx4_0"})"_ba << DevicesQuery(OneDevice{u"mlx4_0"_s});
    QTest::newRow("counters") << R"({"counters":["mlx4_0/1","rxe0/1"]})"_ba
                              << DevicesQuery(CounterSample{{{u"mlx4_0"_s, 1}, {u"rxe0"_s, 1}}});
}

void DevicesTest::queries()
{
    QFETCH(QByteArray, text);
    QFETCH(DevicesQuery, query);
    QVERIFY(devicesQueryFromJson(object(text)).value() == query);
    QCOMPARE(canonical(toJson(query)), text);
}

void DevicesTest::badQueriesAreRefused_data()
{
    QTest::addColumn<QJsonObject>("query");
    QTest::addColumn<QString>("subject");
    QStringList many;
    for (int port = 0; port <= maxCounterPorts; ++port)
        many += u"mlx4_0/%1"_s.arg(port);
    const auto counters = [](const QJsonValue &value) { return QJsonObject{{u"counters"_s, value}}; };
    QTest::newRow("unknown key") << QJsonObject{{u"x"_s, 1}} << u"x"_s;
    QTest::newRow("two questions") << object(R"({"device":"a","counters":["a/1"]})") << u"counters"_s;
    QTest::newRow("device is a number") << object(R"({"device":1})") << u"device"_s;
    QTest::newRow("no list") << counters(u"mlx4_0/1"_s) << u"counters"_s;
    QTest::newRow("no texts") << counters(QJsonArray{1}) << u"counters"_s;
    QTest::newRow("empty list") << counters(QJsonArray()) << u"counters"_s;
    QTest::newRow("too many") << counters(QJsonArray::fromStringList(many)) << u"counters"_s;
    QTest::newRow("no port") << counters(QJsonArray{u"mlx4_0"_s}) << u"mlx4_0"_s;
}

void DevicesTest::badQueriesAreRefused()
{
    QFETCH(QJsonObject, query);
    QFETCH(QString, subject);
    const auto decoded = devicesQueryFromJson(query);
    QVERIFY(!decoded);
    QCOMPARE(decoded.error().code, ErrorCode::InvalidWish);
    QCOMPARE(decoded.error().subject, subject);
}

void DevicesTest::portIds_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("good");
    QTest::newRow("usual") << u"mlx4_0/1"_s << true;
    QTest::newRow("switch port") << u"sw/255"_s << true;
    for (const QString &bad :
         QStringList{u""_s, u"/"_s, u"/1"_s, u"mlx4_0/"_s, u"mlx4_0/01"_s, u"mlx4_0/-1"_s, u"mlx4_0/256"_s, u"../1"_s,
                     u"./1"_s, u"a/b/1"_s, u"mlx4\n/1"_s, u"mlx4_0/1 "_s, u"mlx4_0/+1"_s, QString(64, u'a') + u"/1"_s})
        QTest::newRow(qPrintable(u"bad "_s + bad)) << bad << false;
}

void DevicesTest::portIds()
{
    QFETCH(QString, text);
    QFETCH(bool, good);
    const auto id = PortId::fromText(text);
    QCOMPARE(id.has_value(), good);
    if (good)
        QCOMPARE(id->text(), text);
}

void DevicesTest::nothingCanBeWished()
{
    QVERIFY(devicesConfigFromJson({}).has_value());
    const auto refused = devicesConfigFromJson({{u"devices"_s, QJsonObject()}});
    QCOMPARE(refused.error().code, ErrorCode::InvalidWish);
    QCOMPARE(refused.error().subject, u"devices"_s);
}

QTEST_APPLESS_MAIN(DevicesTest)
#include "devicestest.moc"
