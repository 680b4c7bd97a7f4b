// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A button that puts a text on the clipboard and says so on itself.
#include "gui/widgets/copybutton.h"

#include "gui/widgets/icons.h"

#include <QAccessible>
#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>

namespace rdma {

using namespace Qt::StringLiterals;

CopyButton::CopyButton(const QString &label, const QString &accessibleName, QWidget *parent)
    : QPushButton(parent), m_label(label)
{
    showReady();
    setAccessibleName(accessibleName);
    setEnabled(false);
    m_reset.setSingleShot(true);
    m_reset.setInterval(std::chrono::seconds(2));
    connect(&m_reset, &QTimer::timeout, this, &CopyButton::showReady);
    connect(this, &QPushButton::clicked, this, [this] { copy(m_content); });
}

void CopyButton::setContent(const QString &content)
{
    m_content = content;
    setEnabled(!content.isEmpty());
}

void CopyButton::setChoices(const QList<Choice> &choices)
{
    if (!menu())
        setMenu(new QMenu(this));
    menu()->clear();
    for (const Choice &choice : choices)
        menu()->addAction(choice.label, this, [this, content = choice.content] { copy(content); });
    setEnabled(!choices.isEmpty());
}

void CopyButton::copy(const QString &content)
{
    QGuiApplication::clipboard()->setText(content);
    if (m_label.isEmpty())
        setIcon(themeIcon(u"dialog-ok-apply"_s)); // words have no room there
    else
        setText(tr("Copied"));
    QAccessibleAnnouncementEvent told(this, tr("Copied"));
    QAccessible::updateAccessibility(&told);
    m_reset.start();
}

void CopyButton::showReady()
{
    setIcon(themeIcon(u"edit-copy"_s));
    setText(m_label);
}

CopyButton *smallCopyButton(const QString &accessibleName, QWidget *parent)
{
    auto *button = new CopyButton({}, accessibleName, parent);
    button->setFlat(true);
    button->setMaximumHeight(button->fontMetrics().lineSpacing() * 5 / 4); // rows with and without one are equally high
    button->setToolTip(accessibleName);
    return button;
}

} // namespace rdma
