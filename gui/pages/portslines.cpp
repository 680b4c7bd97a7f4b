// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Lines of mlx4.conf that do not do what they seem to.
#include "gui/pages/portslines.h"

#include "gui/pages/limitsview.h"
#include "gui/widgets/icons.h"
#include "gui/widgets/textlabels.h"
#include "gui/words/plaintext.h"
#include "gui/words/portswords.h"

#include <QAction>
#include <QHBoxLayout>
#include <QPushButton>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr int detailLines = 2;

} // namespace

PortsLines::PortsLines(QWidget *parent)
    : QWidget(parent),
      m_view(new LimitsView(tr("Lines to repair"), {tr("File and Line"), tr("Text"), tr("What Is Wrong")}, 2, this)),
      m_remove(new QPushButton(themeIcon(u"list-remove"_s), tr("Re&move"), this)),
      m_detail(bodyLabel({}, this))
{
    m_detail->setMinimumHeight(detailLines * fontMetrics().lineSpacing()); // the list does not jump
    m_detail->setAlignment(m_detail->alignment() | Qt::AlignTop);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_remove);
    buttons->addStretch();
    auto *column = new QVBoxLayout(this);
    column->addWidget(
        captionLabel(tr("Lines of this file that do not do what they seem to. Remove those that are of no "
                        "use, then choose the types on the cards: that writes lines that work."),
                     this));
    column->addWidget(m_view, 1);
    column->addWidget(m_detail);
    column->addLayout(buttons);
    auto *remove = new QAction(tr("Remove"), m_view);
    remove->setShortcut(QKeySequence::Delete);
    remove->setShortcutContext(Qt::WidgetShortcut);
    m_view->addAction(remove);
    connect(remove, &QAction::triggered, m_remove, &QPushButton::click);
    connect(m_remove, &QPushButton::clicked, this, [this] { emit toggled(selected()); });
    connect(m_view, &LimitsView::selectionMoved, this, &PortsLines::showSelected);
}

void PortsLines::show(const PortsState &state, const PortsEdits &edits)
{
    std::vector<LimitRow> rows;
    m_remarks.clear();
    m_removed = edits.removedLines;
    for (const auto &[line, text] : state.config.badLines) {
        const auto verdict = state.live.badLines.find(line);
        const bool isRemoved = m_removed.contains(line);
        const QString wrong =
            verdict == state.live.badLines.end() ? tr("It is not understood.") : mlx4ConfVerdictWords(verdict->second);
        const QString where = technical(u"%1:%2"_s.arg(QString(mlx4ConfPath), QString::number(line)));
        m_remarks[line] = where + u": "_s + wrong;
        rows.push_back({QString::number(line),
                        {where, technical(text), isRemoved ? tr("will be removed") : wrong},
                        isRemoved ? LimitStanding::Removed : LimitStanding::Stays,
                        u"dialog-warning"_s});
    }
    m_view->showRows(rows);
    showSelected();
}

void PortsLines::select(int line)
{
    m_view->select(QString::number(line));
    m_view->setFocus();
}

int PortsLines::selected() const
{
    return m_view->selected().toInt();
}

void PortsLines::showSelected()
{
    const int line = selected();
    m_detail->setText(m_remarks.contains(line) ? m_remarks.at(line) : QString());
    m_remove->setEnabled(line > 0);
    m_remove->setText(m_removed.contains(line) ? tr("&Keep") : tr("Re&move"));
    m_remove->setIcon(themeIcon(m_removed.contains(line) ? u"edit-undo"_s : u"list-remove"_s));
}

} // namespace rdma
