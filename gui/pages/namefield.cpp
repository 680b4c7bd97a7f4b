// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The field for a new name, a suggestion beside it, and below it at once what is wrong or worth knowing.
#include "gui/pages/namefield.h"

#include "gui/widgets/iconlabel.h"
#include "gui/widgets/textlabels.h"
#include "gui/words/plaintext.h"

#include <QAccessible>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPushButton>
#include <QStyle>
#include <QVBoxLayout>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

/// Longer than any name can be, so that a pasted text is refused with its reason rather than cut.
constexpr int maxTyped = 64;

} // namespace

NameField::NameField(QWidget *parent)
    : QWidget(parent),
      m_edit(new QLineEdit(this)),
      m_suggest(new QPushButton(this)),
      m_below(new QWidget(this)),
      m_icon(new IconLabel(QStyle::PM_SmallIconSize, 1, this)),
      m_words(bodyLabel({}, this))
{
    m_edit->setMaxLength(maxTyped);
    m_edit->setFont(monospaceFont(m_edit->font()));
    m_edit->setLayoutDirection(Qt::LeftToRight);
    m_edit->setFixedWidth(m_edit->fontMetrics().averageCharWidth() * 32);
    m_edit->setAccessibleName(tr("New name"));
    m_edit->installEventFilter(this);
    connect(m_edit, &QLineEdit::textEdited, this, &NameField::typed);
    connect(m_suggest, &QPushButton::clicked, this, [this] {
        m_edit->setFocus();
        emit typed(m_suggestion);
    });
    auto *line = new QHBoxLayout;
    line->addWidget(m_edit);
    line->addWidget(m_suggest);
    line->addStretch();
    auto *below = new QHBoxLayout(m_below);
    below->setContentsMargins({});
    below->addWidget(m_icon, 0, Qt::AlignTop);
    below->addWidget(m_words, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->addLayout(line);
    column->addWidget(m_below);
    m_below->hide();
}

void NameField::setName(const QString &name)
{
    if (m_edit->text() != name)
        m_edit->setText(name);
}

void NameField::setSuggestion(const QString &name)
{
    m_suggestion = name;
    m_edit->setPlaceholderText(name);
    m_suggest->setText(tr("U&se %1").arg(technical(name)));
    m_suggest->setVisible(!name.isEmpty());
}

void NameField::setVerdict(Verdict verdict, const QString &words)
{
    const bool isNew = m_words->text() != words;
    m_below->setVisible(verdict != Verdict::Fine);
    m_icon->setIcon(verdict == Verdict::Error ? u"dialog-error"_s : u"dialog-warning"_s,
                    verdict == Verdict::Error ? tr("Error") : tr("Warning"));
    m_words->setText(words);
    m_edit->setAccessibleDescription(words);
    if (!isNew || verdict == Verdict::Fine)
        return;
    QAccessibleEvent alert(m_words, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

bool NameField::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_edit || event->type() != QEvent::ShortcutOverride)
        return QWidget::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    if (!key->matches(QKeySequence::Undo) && !key->matches(QKeySequence::Redo))
        return false;
    // A line edit claims these keys for its letters; here they belong to the page's pending edits.
    event->ignore();
    return true;
}

} // namespace rdma
