// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The JSON of feature "modules", and of the step that unloads what is in use.
#include "model/consent.h"
#include "model/json.h"
#include "model/modules.h"
#include "model/serviceunits.h"
#include "model/step.h"
#include "random.h"

#include <QTest>
#include <QTimeZone>

using namespace rdma;
using namespace rdma::random;
using namespace Qt::StringLiterals;

namespace {

template <typename Enum> Enum anyOf(int count)
{
    return static_cast<Enum>(below(count));
}

BootPlace anyPlace()
{
    return {text(), below(100)};
}

BootChoice anyChoice()
{
    return {anyOf<BootChoice::State>(3), list(3, anyPlace),
            maybe([] { return BootObstacle{anyOf<BootHindrance>(8), anyPlace()}; })};
}

ModuleUse anyUse()
{
    return {anyOf<ModuleUseKind>(14), text(), text(), anyOf<ModuleUseWeight>(3)};
}

ProtocolLive anyProtocol()
{
    const auto denial = [] { return Denial{anyOf<Denial::Kind>(3), text(), below(100)}; };
    return {{anyOf<ModuleState::Now>(5), list(2, denial)}, anyChoice(), texts(), texts(), list(4, anyUse)};
}

ServiceLive anyService()
{
    ServiceStanding standing{anyOf<ServiceActivity>(6), text(), text(), {}};
    if (coin())
        standing.since =
            QDateTime::fromMSecsSinceEpoch(qint64{1'700'000'000} * 1000 + below(1'000'000), QTimeZone::UTC);
    return {
        anyOf<ServiceRole>(10), {coin(), coin(), coin(), coin()}, standing, anyOf<ServiceBar>(6), anyOf<ServiceBar>(6),
        anyOf<ServiceBar>(6)};
}

ModulesLive anyLive()
{
    ModulesLive live{.kernel = text(),
                     .hasDevices = coin(),
                     .dialects = {anyOf<DialectUse>(3), anyOf<DialectUse>(3), anyOf<DialectUse>(3), coin()},
                     .files =
                         list(3, [] { return BootFile{text(), anyOf<BootDialect>(4), anyOf<DialectUse>(3), coin()}; }),
                     .protocols = {},
                     .services = {}};
    for (const auto &[protocol, name] : protocolNames)
        if (coin())
            live.protocols[protocol] = anyProtocol();
    for (const ServiceUnit &one : serviceUnits)
        if (coin())
            live.services[one.unit] = anyService();
    return live;
}

ModulesConfig anyConfig()
{
    ModulesConfig config;
    for (const auto &[protocol, name] : protocolNames)
        config.protocols[protocol] = {coin(), coin()};
    for (const ServiceUnit &one : serviceUnits)
        config.services[one.unit] = {coin(), coin()};
    return config;
}

} // namespace

class ModulesJsonTest : public QObject {
    Q_OBJECT
private slots:
    void whatIsWrittenIsReadAgain()
    {
        for (int round = 0; round < 200; ++round) {
            const ModulesLive live = anyLive();
            QCOMPARE(modulesLiveFromJson(toJson(live)), Result<ModulesLive>(live));
            const ModulesConfig config = anyConfig();
            QCOMPARE(modulesConfigFromJson(toJson(config)), Result<ModulesConfig>(config));
        }
    }

    void IV_01_aWishWithUnknownKeysIsRefused_data()
    {
        QTest::addColumn<QByteArray>("patch");
        QTest::newRow("top") << R"({"colour": 1})"_ba;
        QTest::newRow("protocol") << R"({"protocols": {"ib_ipoib": {"atBoot": true, "loaded": true}}})"_ba;
        QTest::newRow("in a protocol") << R"({"protocols": {"rds": {"now": true}}})"_ba;
        QTest::newRow("no object") << R"({"protocols": {"rds": true}})"_ba;
        QTest::newRow("no boolean") << R"({"protocols": {"rds": {"loaded": 1}}})"_ba;
        QTest::newRow("gone") << R"({"protocols": {"rds": {"loaded": null}}})"_ba;
        QTest::newRow("service") << R"({"services": {"sshd.service": {"enabled": true, "active": true}}})"_ba;
        QTest::newRow("in a service") << R"({"services": {"opensm.service": {"masked": true}}})"_ba;
    }

    void IV_01_aWishWithUnknownKeysIsRefused()
    {
        QFETCH(QByteArray, patch);
        const auto parsed = parseObject(patch, maxWishBytes);
        QVERIFY(parsed);
        const auto read = modulesConfigFromJson(mergePatch(toJson(anyConfig()), *parsed));
        QVERIFY(!read);
        QCOMPARE(read.error().code, ErrorCode::InvalidWish);
    }

    void aNewerHelpersKeysAreLeftOut()
    {
        const ModulesLive live = anyLive();
        QJsonObject object = toJson(live);
        object[u"colour"_s] = 1;
        QJsonObject protocols = object[u"protocols"_s].toObject();
        protocols[u"smc"_s] = QJsonObject{};
        object[u"protocols"_s] = protocols;
        QJsonObject services = object[u"services"_s].toObject();
        services[u"new.service"_s] = QJsonObject{};
        object[u"services"_s] = services;
        QCOMPARE(modulesLiveFromJson(object), Result<ModulesLive>(live));
    }

    void AU_06_whatCutsSomethingIsAnotherKind()
    {
        const Step plain = SwitchModule{u"ib_ipoib"_s, true, false};
        const Step cutting = SwitchModule{u"ib_ipoib"_s, true, false, {u"ib0: 10.0.0.9, port 22"_s}};
        QCOMPARE(kindOf(plain), u"unload-module"_s);
        QCOMPARE(kindOf(cutting), u"unload-used-module"_s);
        QVERIFY(needsConsent(kindOf(cutting)));
        QVERIFY(!needsConsent(kindOf(plain)));
        QCOMPARE(stepFromJson(toJson(cutting)), Result<Step>(cutting));
        QCOMPARE(inverseOf(cutting), std::optional<Step>(SwitchModule{u"ib_ipoib"_s, false, true}));
        QJsonObject disguised = toJson(cutting);
        disguised[u"kind"_s] = u"unload-module"_s;
        QVERIFY(!stepFromJson(disguised));
    }
};

QTEST_GUILESS_MAIN(ModulesJsonTest)
#include "modulesjsontest.moc"
