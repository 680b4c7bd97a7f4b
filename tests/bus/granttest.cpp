// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a grant covers: this plan, this verb, this time.
#include "tests/bus/stage.h"

#include <QTest>

namespace rdma {

using namespace Qt::StringLiterals;

class GrantTest : public QObject {
    Q_OBJECT
private slots:
    void AU_09_refusedWishIsNeverExecuted_data();
    void AU_09_refusedWishIsNeverExecuted();
    void AU_09_unreadableStateIsNeverExecuted_data();
    void AU_09_unreadableStateIsNeverExecuted();
    void AU_14_loweredActionGivesThatVerbOnly();
    void LC_11_noGrantIsRemembered();
};

void GrantTest::AU_09_refusedWishIsNeverExecuted_data()
{
    QTest::addColumn<QByteArray>("wish");
    const auto row = [](const char *what, const QByteArray &names) {
        QTest::newRow(what) << R"({"interfaces":{)" + names + "}}";
    };
    row("unknown interface", R"("f4521403007bcbff:ffff":{"name":"a","ruleName":"a"})");
    row("a P_Key child", R"("f4521403007bcba1:8002":{"name":"a","ruleName":"a"})");
    row("removed hardware", R"("f4521403007bcba1:ffff":null)");
    row("a bad name", R"("f4521403007bcba1:ffff":{"name":"a b","ruleName":"a b"})");
    row("a bad name in the rule only", R"("f4521403007bcba1:ffff":{"ruleName":"a\"b"})");
    row("taken by an Ethernet link", R"("f4521403007bcba1:ffff":{"name":"eno1","ruleName":"eno1"})");
    row("taken by another port", R"("f4521403007bcba1:ffff":{"name":"mlx4_ib1","ruleName":"mlx4_ib1"})");
    row("wanted twice", R"("f4521403007bcba1:ffff":{"name":"a","ruleName":"a"},)"
                        R"("f4521403007bcba2:ffff":{"name":"a","ruleName":"a"})");
    row("rule and name disagree", R"("f4521403007bcba1:ffff":{"name":"a","ruleName":"b"})");
    row("a name that will not last", R"("f4521403007bcba1:ffff":{"name":"a"})");
    row("good and bad together", R"("f4521403007bcba1:ffff":{"name":"mlx4_ib0","ruleName":"mlx4_ib0"},)"
                                 R"("f4521403007bcba2:ffff":{"ruleName":"%d"})");
}

/// With the id of a plan that is good, and with polkit saying yes to everything.
void GrantTest::AU_09_refusedWishIsNeverExecuted()
{
    QFETCH(QByteArray, wish);
    Stage stage;
    stage.polkit.decide = [](const PolkitQuestion &) { return PolkitVerdict::Yes; };
    const QString goodPlan = stage.caller.preview(renameIb0).value().id;
    stage.polkit.asked.clear();
    QVERIFY(!stage.caller.apply(goodPlan, wish));
    QVERIFY(!stage.caller.preview(wish));
    QVERIFY(stage.polkit.asked.isEmpty());
    QVERIFY(stage.isUntouched());
}

void GrantTest::AU_09_unreadableStateIsNeverExecuted_data()
{
    QTest::addColumn<QByteArray>("rules");
    QTest::addColumn<bool>("isLink");
    QTest::newRow("a symbolic link") << QByteArray("/etc/elsewhere") << true;
    QTest::newRow("ends within a line") << QByteArray("ACTION==\"add\", \\\n") << false;
    QTest::newRow("too large") << QByteArray(2 * 1024 * 1024, '#') << false;
    QTest::newRow("a line too long for udev") << QByteArray(20'000, 'x') << false;
}

void GrantTest::AU_09_unreadableStateIsNeverExecuted()
{
    QFETCH(QByteArray, rules);
    QFETCH(bool, isLink);
    Stage stage;
    stage.polkit.decide = [](const PolkitQuestion &) { return PolkitVerdict::Yes; };
    const QString path = u"/etc/udev/rules.d/70-persistent-ipoib.rules"_s;
    const QString goodPlan = stage.caller.preview(renameIb0).value().id;
    stage.polkit.asked.clear();
    stage.demo.files().remove(path);
    isLink ? stage.demo.files().link(path, QString::fromUtf8(rules)) : stage.demo.files().write(path, rules);
    QVERIFY(!stage.caller.apply(goodPlan, renameIb0));
    QVERIFY(stage.polkit.asked.isEmpty());
    QVERIFY(stage.jobs().empty());
}

void GrantTest::AU_14_loweredActionGivesThatVerbOnly()
{
    Stage stage;
    stage.polkit.decide = [](const PolkitQuestion &question) {
        return question.action == "org.rdmamanager.names.edit"_L1 ? PolkitVerdict::Yes : PolkitVerdict::No;
    };
    QCOMPARE(stage.caller.preview(ruleOnlyIb0)->permission, Permission::Yes);
    QCOMPARE(stage.caller.preview(renameIb0)->permission, Permission::No);
    QCOMPARE(stage.caller.previewAndApply(renameIb0).error().code, ErrorCode::NotAuthorized);
    QVERIFY(stage.isUntouched());
    const QByteArray both = R"({"interfaces":{"f4521403007bcba1:ffff":{"name":"mlx4_ib0","ruleName":"mlx4_ib0"},)"
                            R"("f4521403007bcba2:ffff":{"ruleName":null}}})";
    QCOMPARE(stage.caller.previewAndApply(both).error().code,
             ErrorCode::NotAuthorized); // an edit does not smuggle it in
    QVERIFY(stage.isUntouched());
    QVERIFY(stage.caller.previewAndApply(ruleOnlyIb0));
    QTRY_VERIFY(!stage.service.isBusy());
}

void GrantTest::LC_11_noGrantIsRemembered()
{
    Stage stage;
    const auto prompts = [&] { return std::ranges::count_if(stage.polkit.asked, &PolkitQuestion::interactive); };
    QVERIFY(stage.caller.previewAndApply(ruleOnlyIb0));
    QTRY_VERIFY(!stage.service.isBusy());
    QCOMPARE(prompts(), 1);
    const QByteArray again = R"({"interfaces":{"f4521403007bcba1:ffff":{"ruleName":null}}})";
    QCOMPARE(stage.caller.preview(again)->permission, Permission::Ask);
    QVERIFY(stage.caller.previewAndApply(again));
    QTRY_VERIFY(!stage.service.isBusy());
    QCOMPARE(prompts(), 2);
    stage.polkit.decide = [](const PolkitQuestion &) { return PolkitVerdict::No; };
    QCOMPARE(stage.caller.previewAndApply(ruleOnlyIb0).error().code, ErrorCode::NotAuthorized);
}

} // namespace rdma

QTEST_GUILESS_MAIN(rdma::GrantTest)
#include "granttest.moc"
