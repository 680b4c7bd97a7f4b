// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The traffic and the errors of a port.
#include "gui/pages/trafficview.h"

#include "gui/widgets/messagebar.h"
#include "gui/widgets/textlabels.h"
#include "gui/widgets/valuetable.h"
#include "gui/words/devicewords.h"
#include "gui/words/notewords.h"
#include "gui/words/plaintext.h"

#include <QCheckBox>
#include <QLocale>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace rdma {

namespace {

/// The same is not said again: a screen reader would say it every second.
void showWarning(MessageBar *bar, const QString &text)
{
    if (text.isEmpty())
        bar->hide();
    else if (bar->isHidden() || bar->text() != text)
        bar->showMessage(MessageBar::Kind::Warning, text);
}

QString verdictOf(const ErrorCounter &error)
{
    if (!error.growth)
        return TrafficView::tr("Cannot be told: it was reset, or is at its end");
    if (isAlarming(error.verdict))
        return TrafficView::tr("Too many");
    return error.growth == 0 ? TrafficView::tr("Does not grow") : counterCauseWords(error.verdict);
}

} // namespace

TrafficView::TrafficView(QWidget *parent)
    : QWidget(parent),
      m_failure(new MessageBar(this)),
      m_asNumbers(new QCheckBox(tr("Show as &numbers"), this)),
      m_rdma(makeRates(tr("RDMA traffic"))),
      m_netdev(makeRates(tr("Traffic of its network interface"))),
      m_errorsTitle(sectionLabel(tr("Error counters"), this)),
      m_causes(new MessageBar(this)),
      m_errors(new ValueTable(
          tr("Error counters"),
          {{tr("Counter"), true}, {tr("Count"), false}, {tr("Grown by"), false}, {tr("Judgement"), false}}, this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->addWidget(m_failure);
    for (const Rates &rates : {m_rdma, m_netdev}) {
        column->addWidget(rates.title);
        column->addWidget(rates.stack);
    }
    column->addWidget(m_asNumbers);
    column->addSpacing(groupSpacing(this));
    column->addWidget(m_errorsTitle);
    column->addWidget(m_causes);
    column->addWidget(m_errors);
    m_failure->setDismissable(false);
    m_causes->setDismissable(false);
    connect(m_asNumbers, &QCheckBox::toggled, this, [this](bool numbers) {
        for (const Rates &rates : {m_rdma, m_netdev})
            rates.stack->setCurrentIndex(numbers ? 1 : 0);
    });
}

void TrafficView::showHistory(const PortHistory &history)
{
    showRates(m_rdma, history.rdmaRates());
    showRates(m_netdev, history.netdevRates());
    m_netdev.title->setVisible(history.hasNetdev());
    m_netdev.stack->setVisible(history.hasNetdev());
    showFailure(history);
    showErrors(history);
}

TrafficView::Rates TrafficView::makeRates(const QString &title)
{
    Rates rates{sectionLabel(title, this), new QStackedWidget(this), new RateChart(title, this),
                new ValueTable(title, {{tr("When"), false}, {tr("Received"), false}, {tr("Sent"), false}}, this)};
    rates.stack->addWidget(rates.chart);
    rates.stack->addWidget(rates.numbers);
    rates.stack->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    return rates;
}

/// Newest first, one row for every tenth second.
void TrafficView::showRates(const Rates &rates, std::vector<RatePoint> points)
{
    QList<QStringList> rows;
    for (std::size_t i = 0; i < points.size(); i += 10) {
        const RatePoint &point = points[points.size() - 1 - i];
        const QString when = i == 0 ? tr("now") : tr("%n second(s) ago", nullptr, static_cast<int>(point.age + 0.5));
        rows.append({when, byteRateWords(point.received), byteRateWords(point.sent)});
    }
    rates.numbers->showRows(rows);
    rates.chart->showPoints(std::move(points));
}

/// What was measured before stays to be seen.
void TrafficView::showFailure(const PortHistory &history)
{
    const bool drawn = !history.isEmpty() || history.failure().isEmpty();
    for (QWidget *part : QList<QWidget *>{m_rdma.title, m_rdma.stack, m_asNumbers})
        part->setVisible(drawn);
    showWarning(m_failure,
                history.failure().isEmpty() ? QString() : tr("The counters cannot be read. %1").arg(history.failure()));
}

void TrafficView::showErrors(const PortHistory &history)
{
    const QLocale locale;
    QList<QStringList> rows;
    QStringList causes;
    for (const ErrorCounter &error : history.errors()) {
        if (isAlarming(error.verdict))
            causes.append(tr("%1 grows. %2.").arg(technical(error.name), counterCauseWords(error.verdict)));
        rows.append({technical(error.name), locale.toString(error.value),
                     error.growth ? locale.toString(*error.growth) : notMeasured(), verdictOf(error)});
    }
    showWarning(m_causes, listed(causes)); // without numbers, which differ every second
    m_errors->showRows(rows);
    m_errors->setVisible(!rows.isEmpty());
    m_errorsTitle->setVisible(!history.isEmpty());
    m_errorsTitle->setText(rows.isEmpty() && !history.isEmpty() ? tr("Error counters: %1").arg(notMeasured())
                                                                : tr("Error counters"));
}

} // namespace rdma
