// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A change that is being made while its sheet is not open.
#include "gui/window/runningjobbar.h"

#include "gui/client/jobwatch.h"
#include "gui/words/jobwords.h"
#include "gui/words/plaintext.h"

#include <QPushButton>

namespace rdma {

RunningJobBar::RunningJobBar(const QDBusConnection &bus, QWidget *parent) : MessageBar(parent), m_bus(bus)
{
    setDismissable(false);
}

void RunningJobBar::follow(const QString &id, const JobView &job)
{
    leave();
    m_watch = new JobWatch(m_bus, id, this);
    connect(m_watch, &JobWatch::updated, this, &RunningJobBar::tell);
    connect(m_watch, &JobWatch::lost, this, &RunningJobBar::leave);
    connect(m_watch, &JobWatch::finished, this, [this, id](const JobView &last) {
        leave();
        emit ended(id, last);
    });
    tell(job);
}

/// May be called by the watch itself.
void RunningJobBar::leave()
{
    if (m_watch) {
        m_watch->disconnect(this);
        m_watch->deleteLater();
    }
    m_watch = nullptr;
    dismiss();
}

/// A bar that says the same is not said again to a screen reader.
void RunningJobBar::tell(const JobView &job)
{
    m_job = job;
    const QString words = fill(tr("A change is being made: %1"), jobTitle(job));
    if (!isHidden() && text() == words)
        return;
    showMessage(Kind::Information, words);
    connect(addAction(tr("&Show")), &QPushButton::clicked, this, [this] {
        const QString id = m_watch->job();
        const JobView shown = m_job;
        leave();
        emit showRequested(id, shown);
    });
}

} // namespace rdma
