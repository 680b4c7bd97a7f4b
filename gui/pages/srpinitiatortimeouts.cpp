// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The dialog with the three timeouts of a target's connection.
#include "gui/pages/srpinitiatortimeouts.h"

#include "gui/widgets/dialogfooter.h"
#include "gui/widgets/textlabels.h"
#include "gui/words/srpinitiatorwords.h"

#include <QFormLayout>
#include <QSpinBox>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr int off = -1; ///< below what can be a number of seconds; shown as a word
constexpr int mostSeconds = 1'000'000;
constexpr int dialogWidth = 84; // of characters: what the numbers mean stays on one line
constexpr int footerLines = 3;

std::optional<int> secondsOf(const QSpinBox *box)
{
    return box->value() == off ? std::nullopt : std::optional(box->value());
}

} // namespace

TimeoutsDialog::TimeoutsDialog(const QString &target, const SrpTimeouts &timeouts, QWidget *parent)
    : QDialog(parent), m_footer(new DialogFooter(tr("&Add to Changes"), this))
{
    setWindowTitle(tr("Timeouts of %1").arg(target));
    setAttribute(Qt::WA_DeleteOnClose);
    auto *form = new QFormLayout;
    m_reconnectDelay = addRow(form, tr("&Try again every (reconnect_delay)"),
                              tr("Off: the kernel does not try by itself."), timeouts.reconnectDelay);
    m_fastIoFail = addRow(form, tr("&Commands fail after (fast_io_fail_tmo)"),
                          tr("Until then they wait. With multipath keep it short: it is when another path is taken."),
                          timeouts.fastIoFail);
    m_devLoss = addRow(form, tr("&Disks go after (dev_loss_tmo)"),
                       tr("Then the kernel forgets the disks and stops trying."), timeouts.devLoss);
    m_footer->setMinimumHeight(footerLines * fontMetrics().lineSpacing()); // the dialog does not grow when it speaks
    setMinimumWidth(fontMetrics().averageCharWidth() * dialogWidth);
    auto *column = new QVBoxLayout(this);
    column->addWidget(
        captionLabel(tr("What happens when the connection to the target breaks, counted from then."), this));
    column->addSpacing(groupSpacing(this) / 2);
    column->addLayout(form);
    column->addStretch();
    column->addSpacing(groupSpacing(this));
    column->addWidget(m_footer);
    connect(this, &QDialog::accepted, this, [this] { emit chosen(this->timeouts()); });
    check();
}

QSpinBox *TimeoutsDialog::addRow(QFormLayout *form, const QString &label, const QString &meaning,
                                 const std::optional<int> &seconds)
{
    auto *box = new QSpinBox(this);
    box->setRange(off, mostSeconds);
    box->setSpecialValueText(tr("off"));
    box->setSuffix(tr(" s"));
    box->setValue(seconds.value_or(off));
    box->setAccessibleDescription(meaning);
    connect(box, &QSpinBox::valueChanged, this, &TimeoutsDialog::check);
    form->addRow(label, box);
    form->addRow(captionLabel(meaning, this));
    return box;
}

SrpTimeouts TimeoutsDialog::timeouts() const
{
    return {secondsOf(m_reconnectDelay), secondsOf(m_fastIoFail), secondsOf(m_devLoss)};
}

void TimeoutsDialog::check()
{
    const auto problem = problemOf(timeouts());
    m_footer->setProblem(problem ? timeoutProblemWords(*problem) : QString());
}

} // namespace rdma
