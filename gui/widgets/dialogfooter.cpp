// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The last row of a dialog.
#include "gui/widgets/dialogfooter.h"

#include "gui/widgets/icons.h"
#include "gui/widgets/textlabels.h"

#include <QDialog>
#include <QHBoxLayout>
#include <QPushButton>

namespace rdma {

using namespace Qt::StringLiterals;

DialogFooter::DialogFooter(const QString &accept, QDialog *dialog) : QWidget(dialog), m_problem(bodyLabel({}, this))
{
    auto *leave = new QPushButton(themeIcon(u"window-close"_s), accept.isEmpty() ? tr("&Close") : tr("&Cancel"), this);
    leave->setAutoDefault(false);
    connect(leave, &QPushButton::clicked, dialog, &QDialog::reject);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins({});
    row->addWidget(m_problem, 1);
    row->addWidget(leave);
    if (accept.isEmpty())
        return;
    m_accept = new QPushButton(themeIcon(u"dialog-ok-apply"_s), accept, this);
    m_accept->setDefault(true);
    connect(m_accept, &QPushButton::clicked, dialog, &QDialog::accept);
    row->addWidget(m_accept);
}

void DialogFooter::setProblem(const QString &problem)
{
    m_problem->setText(problem);
    if (!m_accept)
        return;
    m_accept->setEnabled(problem.isEmpty());
    m_accept->setAccessibleDescription(problem);
}

} // namespace rdma
