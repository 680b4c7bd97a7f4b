// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The password dialog, without polkit behind it.
#include "gui/agent/passworddialog.h"

#include <QAccessible>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

namespace rdma {

using namespace Qt::StringLiterals;

class PasswordDialogTest : public QObject {
    Q_OBJECT

private slots:
    void typedPasswordIsTold();
    void waitsUntilItIsAsked();
    void wrongPasswordIsSaidInline();
    void typingRemovesTheProblem();
    void escapeIsACancel();
    void echoOnlyWhenPamWantsIt();
    void oneIdentityIsNoChoice();
    void severalIdentitiesAreAChoice();
    void IV_02_textsAreNeverMarkup();
    void everyFieldHasAName();
};

PasswordDialog::Question oneUser()
{
    return {u"Authentication is required to rename ib0"_s, {u"root"_s}, 0};
}

void PasswordDialogTest::typedPasswordIsTold()
{
    PasswordDialog dialog(oneUser());
    dialog.show();
    QSignalSpy answered(&dialog, &PasswordDialog::answered);
    dialog.ask(u"Password: "_s, false);
    auto *edit = dialog.findChild<QLineEdit *>();
    QTest::keyClicks(edit, u"s3cret %1"_s);
    QTest::keyClick(edit, Qt::Key_Return);
    QCOMPARE(answered.size(), 1);
    QCOMPARE(answered[0][0].toString(), u"s3cret %1"_s);
    QVERIFY(edit->text().isEmpty()); // nothing is left in the field
    QVERIFY(!edit->isEnabled());
    QVERIFY(dialog.isVisible());
}

void PasswordDialogTest::waitsUntilItIsAsked()
{
    PasswordDialog dialog(oneUser());
    dialog.show();
    QSignalSpy answered(&dialog, &PasswordDialog::answered);
    QTest::keyClick(&dialog, Qt::Key_Return);
    QCOMPARE(answered.size(), 0);
    QVERIFY(!dialog.findChild<QLineEdit *>()->isEnabled());
}

void PasswordDialogTest::wrongPasswordIsSaidInline()
{
    PasswordDialog dialog(oneUser());
    dialog.show();
    dialog.ask(u"Password: "_s, false);
    dialog.showProblem(u"That was not the right password."_s);
    auto *problem = dialog.findChild<QLabel *>(u"problem"_s);
    QCOMPARE(problem->text(), u"That was not the right password."_s);
    QVERIFY(problem->isVisible());
    dialog.ask(u"Password: "_s, false);
    QCOMPARE(problem->text(), u"That was not the right password."_s); // still to be read while typing again
    QVERIFY(dialog.findChild<QLineEdit *>()->isEnabled());
}

void PasswordDialogTest::typingRemovesTheProblem()
{
    PasswordDialog dialog(oneUser());
    dialog.show();
    dialog.ask(u"Password: "_s, false);
    dialog.showProblem(u"wrong"_s);
    QTest::keyClicks(dialog.findChild<QLineEdit *>(), u"a"_s);
    QVERIFY(dialog.findChild<QLabel *>(u"problem"_s)->text().isEmpty());
}

void PasswordDialogTest::escapeIsACancel()
{
    PasswordDialog dialog(oneUser());
    dialog.show();
    QSignalSpy rejected(&dialog, &QDialog::rejected);
    QSignalSpy answered(&dialog, &PasswordDialog::answered);
    dialog.ask(u"Password: "_s, false);
    QTest::keyClicks(dialog.findChild<QLineEdit *>(), u"half"_s);
    QTest::keyClick(&dialog, Qt::Key_Escape);
    QCOMPARE(rejected.size(), 1);
    QCOMPARE(answered.size(), 0);
    dialog.findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Cancel)->click();
    QCOMPARE(rejected.size(), 2);
}

void PasswordDialogTest::echoOnlyWhenPamWantsIt()
{
    PasswordDialog dialog(oneUser());
    auto *edit = dialog.findChild<QLineEdit *>();
    dialog.ask(u"Password: "_s, false);
    QCOMPARE(edit->echoMode(), QLineEdit::Password);
    dialog.ask(u"Token serial: "_s, true);
    QCOMPARE(edit->echoMode(), QLineEdit::Normal);
    QCOMPARE(edit->accessibleName(), u"Token serial:"_s);
}

void PasswordDialogTest::oneIdentityIsNoChoice()
{
    PasswordDialog dialog(oneUser());
    auto *box = dialog.findChild<QComboBox *>();
    QCOMPARE(box->currentText(), u"root"_s);
    QVERIFY(!box->isEnabled());
}

void PasswordDialogTest::severalIdentitiesAreAChoice()
{
    PasswordDialog dialog({u"why"_s, {u"root"_s, u"anna"_s, u"ben"_s}, 1});
    dialog.show();
    QSignalSpy chosen(&dialog, &PasswordDialog::identityChosen);
    auto *box = dialog.findChild<QComboBox *>();
    QCOMPARE(dialog.identity(), 1);
    dialog.ask(u"Password: "_s, false);
    box->setFocus();
    QTest::keyClick(box, Qt::Key_Down);
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen[0][0].toInt(), 2);
    QVERIFY(!dialog.findChild<QLineEdit *>()->isEnabled()); // until PAM asks for this user's password
}

void PasswordDialogTest::IV_02_textsAreNeverMarkup()
{
    PasswordDialog dialog({u"<b>x</b><img src=file:///etc/passwd>\u202Eevil\nline"_s, {u"<i>root"_s}, 0});
    dialog.showProblem(u"<h1>wrong"_s);
    for (const QLabel *label : dialog.findChildren<QLabel *>())
        if (label->text().contains(u'<'))
            QCOMPARE(label->textFormat(), Qt::PlainText);
    bool shown = false;
    for (const QLabel *label : dialog.findChildren<QLabel *>()) {
        QVERIFY(!label->text().contains(QChar(0x202E)));
        shown = shown || label->text().startsWith("<b>x</b>"_L1);
    }
    QVERIFY(shown);
}

void PasswordDialogTest::everyFieldHasAName()
{
    PasswordDialog dialog(oneUser());
    dialog.ask(u"Password: "_s, false);
    QVERIFY(!dialog.windowTitle().isEmpty());
    for (const QWidget *widget : dialog.findChildren<QWidget *>()) {
        if (widget->focusPolicy() == Qt::NoFocus || widget->inherits("QLabel") ||
            !widget->parentWidget()->inherits("QDialog"))
            continue;
        QAccessibleInterface *accessible = QAccessible::queryAccessibleInterface(const_cast<QWidget *>(widget));
        QVERIFY2(!accessible->text(QAccessible::Name).isEmpty(), widget->metaObject()->className());
    }
}

} // namespace rdma

QTEST_MAIN(rdma::PasswordDialogTest)
#include "passworddialogtest.moc"
