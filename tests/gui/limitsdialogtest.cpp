// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The dialogs of the page "Memory Locking": a limit for users and groups, one for a service.
#include "gui/pages/limitsholder.h"
#include "gui/pages/limitsunit.h"
#include "tests/gui/limitsstage.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QRadioButton>

namespace rdma {

namespace {

QPushButton *accept(const QWidget *dialog)
{
    return ExportsStage::buttonIn(dialog, u"Add to Changes"_s);
}

QLineEdit *field(const QWidget *dialog, const QString &name)
{
    return LimitsStage::named<QLineEdit>(dialog, name);
}

void choose(const QWidget *dialog, const QString &name, const QString &item)
{
    for (QComboBox *box : dialog->findChildren<QComboBox *>())
        if (box->accessibleName() == name) // what it speaks is what is chosen
            return box->setCurrentText(item);
    qFatal("not there: %s", qPrintable(name));
}

void click(const QWidget *dialog, const QString &radio)
{
    LimitsStage::named<QRadioButton>(dialog, radio)->click();
}

void askForDifferentSoft(const QWidget *dialog)
{
    LimitsStage::named<QCheckBox>(dialog, u"Different soft limit"_s)->click();
}

bool says(const QWidget *dialog, const QString &words)
{
    return std::ranges::any_of(dialog->findChildren<QLabel *>(), [&](const QLabel *label) {
        return label->isVisible() && label->text().contains(words);
    });
}

} // namespace

class LimitsDialogTest : public QObject {
    Q_OBJECT

private slots:
    void aGroupWithoutALimit();
    void anAmountWithItsUnit();
    void aUserWithADifferentSoftLimit();
    void aRangeOfUserIds();
    void everyoneIsToldWhatItAllows();
    void saysWhatIsWrong();
    void changesWhatIsThere();
    void oneSideAlone();
    void aServiceOfTheList();
    void aServiceThatIsNotThere();
    void changesAService();
};

void LimitsDialogTest::aGroupWithoutALimit()
{
    LimitsStage stage;
    stage.machine.limits.state.config.users.clear();
    QVERIFY(stage.open());
    auto *dialog = stage.open<HolderDialog>(u"Add"_s);
    QVERIFY(says(dialog, u"Members of the group rdma: alice."_s));
    QVERIFY(says(dialog, u"usermod -aG rdma USER"_s));
    accept(dialog)->click();
    QVERIFY(stage.wished().users == (WantedLimits{{holder(u"@rdma"_s), {unlimitedMemory, unlimitedMemory}}}));
    QCOMPARE(stage.rows(), (QList<QStringList>{{u"group rdma"_s, u"unlimited"_s, u"unlimited"_s, u"will be added"_s}}));
    QCOMPARE(stage.page()->pendingChanges().constFirst().text, u"Limit for group rdma: unlimited"_s);
}

void LimitsDialogTest::anAmountWithItsUnit()
{
    LimitsStage stage;
    QVERIFY(stage.open());
    auto *dialog = stage.open<HolderDialog>(u"Add"_s);
    choose(dialog, u"For"_s, u"Group"_s);
    field(dialog, u"Group"_s)->setText(u"hpc"_s);
    click(dialog, u"Limit: at most"_s);
    field(dialog, u"Limit: amount"_s)->setText(u"3"_s);
    choose(dialog, u"Limit: unit"_s, u"GiB"_s);
    accept(dialog)->click();
    const MemoryAmount amount = mebibytes(3072);
    QVERIFY(stage.wished().users.at(holder(u"@hpc"_s)) == WantedLimit(amount, amount));
}

void LimitsDialogTest::aUserWithADifferentSoftLimit()
{
    LimitsStage stage;
    QVERIFY(stage.open());
    auto *dialog = stage.open<HolderDialog>(u"Add"_s);
    QVERIFY(!accept(dialog)->isEnabled());
    QVERIFY(says(dialog, u"Name the user."_s));
    field(dialog, u"User"_s)->setText(u"bob"_s);
    askForDifferentSoft(dialog);
    click(dialog, u"Soft limit: at most"_s);
    field(dialog, u"Soft limit: amount"_s)->setText(u"512M"_s);
    accept(dialog)->click();
    QVERIFY(stage.wished().users.at(holder(u"bob"_s)) == WantedLimit(mebibytes(512), unlimitedMemory));
}

void LimitsDialogTest::aRangeOfUserIds()
{
    LimitsStage stage;
    QVERIFY(stage.open());
    auto *dialog = stage.open<HolderDialog>(u"Add"_s);
    choose(dialog, u"For"_s, u"Range of user ids"_s);
    field(dialog, u"Last user id"_s)->setText(u"500"_s);
    QVERIFY(says(dialog, u"the smaller one first"_s));
    field(dialog, u"Last user id"_s)->setText(u"1999"_s);
    accept(dialog)->click();
    QVERIFY(stage.wished().users.contains(holder(u"1000:1999"_s)));
}

void LimitsDialogTest::everyoneIsToldWhatItAllows()
{
    LimitsStage stage;
    QVERIFY(stage.open());
    auto *dialog = stage.open<HolderDialog>(u"Add"_s);
    choose(dialog, u"For"_s, u"Everyone"_s);
    QVERIFY(says(dialog, u"Any user could lock all memory of this computer"_s));
    click(dialog, u"Limit: at most"_s);
    QVERIFY(!says(dialog, u"Any user could lock all memory"_s));
    click(dialog, u"Limit: unlimited"_s);
    accept(dialog)->click();
    QVERIFY(stage.wished().users.at(holder(u"*"_s)) == WantedLimit(unlimitedMemory, unlimitedMemory));
}

void LimitsDialogTest::saysWhatIsWrong()
{
    LimitsStage stage;
    QVERIFY(stage.open());
    auto *dialog = stage.open<HolderDialog>(u"Add"_s);
    choose(dialog, u"For"_s, u"Group"_s);
    QVERIFY(says(dialog, u"There is a limit for group rdma already"_s));
    field(dialog, u"Group"_s)->clear();
    QVERIFY(says(dialog, u"Name the group."_s));
    field(dialog, u"Group"_s)->setText(u"a b"_s);
    QVERIFY(says(dialog, u"A name begins with a letter or _"_s));
    field(dialog, u"Group"_s)->setText(u"hpc"_s);
    click(dialog, u"Limit: at most"_s);
    field(dialog, u"Limit: amount"_s)->clear();
    QVERIFY(says(dialog, u"No amount of memory is given."_s));
    field(dialog, u"Limit: amount"_s)->setText(u"lots"_s);
    QVERIFY(says(dialog, u"“lots” is no amount of memory."_s));
    field(dialog, u"Limit: amount"_s)->setText(u"99999999999999999999"_s);
    QVERIFY(says(dialog, u"is no amount of memory."_s));
    field(dialog, u"Limit: amount"_s)->setText(u"1"_s);
    askForDifferentSoft(dialog);
    QVERIFY(says(dialog, u"The soft limit of group hpc would be more than the hard one."_s));
    QVERIFY(!accept(dialog)->isEnabled());
}

void LimitsDialogTest::changesWhatIsThere()
{
    LimitsStage stage;
    QVERIFY(stage.open());
    auto *dialog = stage.open<HolderDialog>(u"Change"_s);
    QVERIFY(says(dialog, u"group rdma"_s));
    click(dialog, u"Limit: at most"_s);
    accept(dialog)->click();
    QVERIFY(stage.wished().users.at(holder(u"@rdma"_s)) == WantedLimit(mebibytes(64), mebibytes(64)));
    QCOMPARE(stage.rows().value(0).constLast(), u"will be changed"_s);
}

/// What a file says of one side only stays so.
void LimitsDialogTest::oneSideAlone()
{
    LimitsStage stage;
    stage.machine.limits.state.config.users = {{holder(u"bob"_s), {mebibytes(8), {}}}};
    QVERIFY(stage.open());
    auto *dialog = stage.open<HolderDialog>(u"Change"_s);
    QVERIFY(LimitsStage::named<QRadioButton>(dialog, u"Limit: not set here"_s)->isChecked());
    field(dialog, u"Soft limit: amount"_s)->setText(u"16"_s);
    accept(dialog)->click();
    QVERIFY(stage.wished().users.at(holder(u"bob"_s)) == WantedLimit(mebibytes(16), std::nullopt));
}

void LimitsDialogTest::aServiceOfTheList()
{
    LimitsStage stage;
    QVERIFY(stage.open());
    stage.turnTo(u"Services"_s);
    auto *dialog = stage.open<UnitLimitDialog>(u"Add"_s);
    QVERIFY(says(dialog, u"Choose the service."_s));
    choose(dialog, u"Service"_s, u"srp_daemon.service"_s);
    accept(dialog)->click();
    QVERIFY(stage.wished().units.at(u"srp_daemon.service"_s) == sameFor(unlimitedMemory));
    QCOMPARE(stage.rows().value(2),
             (QStringList{u"srp_daemon.service"_s, u"unlimited"_s, u"unlimited"_s, u"will be added"_s}));
}

void LimitsDialogTest::aServiceThatIsNotThere()
{
    LimitsStage stage;
    QVERIFY(stage.open());
    stage.turnTo(u"Services"_s);
    auto *dialog = stage.open<UnitLimitDialog>(u"Add"_s);
    choose(dialog, u"Service"_s, u"../evil"_s);
    QVERIFY(says(dialog, u"There is no service ../evil here"_s));
    choose(dialog, u"Service"_s, u"opensm.service"_s);
    QVERIFY(says(dialog, u"There is a limit for opensm.service already"_s));
    QVERIFY(!accept(dialog)->isEnabled());
}

void LimitsDialogTest::changesAService()
{
    LimitsStage stage;
    QVERIFY(stage.open());
    stage.turnTo(u"Services"_s);
    stage.view()->select(u"opensm.service"_s);
    auto *dialog = stage.open<UnitLimitDialog>(u"Change"_s);
    askForDifferentSoft(dialog);
    click(dialog, u"Soft limit: at most"_s);
    accept(dialog)->click();
    QVERIFY(stage.wished().units.at(u"opensm.service"_s) == MemoryLimit(mebibytes(64), unlimitedMemory));
    stage.page()->revealChange(0);
    QVERIFY(stage.view()->hasFocus());
    stage.person.click(u"Remove"_s);
    QVERIFY(stage.wished().units.empty());
}

} // namespace rdma

#include "tests/gui/testmain.h"
RDMA_GUI_TEST(rdma::LimitsDialogTest)
#include "limitsdialogtest.moc"
