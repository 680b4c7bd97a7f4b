// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A button that puts a text on the clipboard and says so on itself.
#include "gui/widgets/copybutton.h"

#include "gui/widgets/icons.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>

namespace rdma {

using namespace Qt::StringLiterals;

CopyButton::CopyButton(const QString &label, const QString &accessibleName, QWidget *parent)
    : QPushButton(themeIcon(u"edit-copy"_s), label, parent), m_label(label)
{
    setAccessibleName(accessibleName);
    setEnabled(false);
    m_reset.setSingleShot(true);
    m_reset.setInterval(std::chrono::seconds(2));
    connect(&m_reset, &QTimer::timeout, this, [this] { setText(m_label); });
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
    setText(tr("Copied"));
    m_reset.start();
}

} // namespace rdma
