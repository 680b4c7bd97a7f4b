// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The dialog that asks for a password.
#include "gui/agent/passworddialog.h"

#include "gui/words/plaintext.h"

#include <QAccessible>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype maxMessageLength = 500;
constexpr int maxPasswordLength = 1000;

/// Text from polkit and PAM: never read as markup.
QLabel *plainLabel(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setText(plain(text, maxMessageLength));
    return label;
}

QComboBox *identityBox(const PasswordDialog::Question &question, QWidget *parent)
{
    auto *box = new QComboBox(parent);
    for (const QString &identity : question.identities)
        box->addItem(plain(identity));
    box->setCurrentIndex(question.preferred);
    box->setEnabled(box->count() > 1);
    return box;
}

} // namespace

PasswordDialog::PasswordDialog(const Question &question, QWidget *parent)
    : QDialog(parent),
      m_prompt(plainLabel(tr("Password:"), this)),
      m_answer(new QLineEdit(this)),
      m_problem(plainLabel({}, this)),
      m_identities(identityBox(question, this)),
      m_authenticate(new QPushButton(tr("&Authenticate"), this))
{
    setWindowTitle(tr("Authentication Required"));
    setWindowModality(Qt::WindowModal);
    setMinimumWidth(fontMetrics().averageCharWidth() * 60);
    m_answer->setMaxLength(maxPasswordLength);
    m_prompt->setBuddy(m_answer);
    m_problem->setObjectName(u"problem"_s);

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    buttons->addButton(m_authenticate, QDialogButtonBox::AcceptRole);
    m_authenticate->setDefault(true);
    auto *form = new QFormLayout;
    form->addRow(tr("&User:"), m_identities);
    form->addRow(m_prompt, m_answer);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(plainLabel(question.message, this));
    layout->addLayout(form);
    layout->addWidget(m_problem);
    layout->addWidget(buttons);

    connect(buttons, &QDialogButtonBox::accepted, this, &PasswordDialog::answer);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_answer, &QLineEdit::textEdited, m_problem, &QLabel::clear);
    connect(m_identities, &QComboBox::activated, this, [this](int chosen) {
        setWaiting(true);
        emit identityChosen(chosen);
    });
    setWaiting(true);
}

int PasswordDialog::identity() const
{
    return m_identities->currentIndex();
}

void PasswordDialog::ask(const QString &prompt, bool echo)
{
    m_prompt->setText(plain(prompt.trimmed()));
    m_answer->setAccessibleName(m_prompt->text());
    m_answer->setEchoMode(echo ? QLineEdit::Normal : QLineEdit::Password);
    setWaiting(false);
    m_answer->setFocus();
}

void PasswordDialog::showProblem(const QString &text)
{
    m_problem->setText(plain(text, maxMessageLength));
    QAccessibleEvent alert(m_problem, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void PasswordDialog::answer()
{
    if (!m_answer->isEnabled())
        return;
    const QString typed = m_answer->text();
    setWaiting(true);
    emit answered(typed);
}

void PasswordDialog::setWaiting(bool waiting)
{
    m_answer->clear();
    m_answer->setEnabled(!waiting);
    m_authenticate->setEnabled(!waiting);
}

} // namespace rdma
