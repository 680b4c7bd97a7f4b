// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A chart of two rates over the last minutes: one line solid, the other dashed, and all of it in words as well.
#include "gui/widgets/ratechart.h"

#include "gui/widgets/tints.h"
#include "gui/words/devicewords.h"

#include <QAccessibleWidget>
#include <QPainter>
#include <QPainterPath>
#include <QStyleOptionFocusRect>
#include <algorithm>
#include <cmath>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

/// The widget's own accessible name and description, in the role of a chart.
QAccessibleInterface *chartInterface(const QString &, QObject *object)
{
    auto *chart = qobject_cast<RateChart *>(object);
    return chart ? new QAccessibleWidget(chart, QAccessible::Chart) : nullptr;
}

} // namespace

double axisEnd(double highest)
{
    constexpr double least = 1000; // below a kilobyte a second nothing is worth a scale of its own
    if (highest <= least)
        return least;
    const double power = std::pow(10, std::floor(std::log10(highest)));
    for (const double factor : {1.0, 2.0, 5.0})
        if (factor * power >= highest)
            return factor * power;
    return 10 * power;
}

RateChart::RateChart(const QString &title, QWidget *parent) : QWidget(parent)
{
    static const bool installed = (QAccessible::installFactory(chartInterface), true);
    Q_UNUSED(installed)
    setAccessibleName(title);
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    showPoints({});
}

void RateChart::showPoints(std::vector<RatePoint> points)
{
    m_points = std::move(points);
    setAccessibleDescription(summary());
    update();
}

QString RateChart::summary() const
{
    if (m_points.empty())
        return tr("Nothing is measured yet.");
    const RatePoint &last = m_points.back();
    if (!isMeasured())
        return tr("Traffic is not measured on this port.");
    return tr("Received now: %1, at most %2. Sent now: %3, at most %4.")
        .arg(byteRateWords(last.received), byteRateWords(highest(&RatePoint::received)), byteRateWords(last.sent),
             byteRateWords(highest(&RatePoint::sent)));
}

QSize RateChart::sizeHint() const
{
    return {fontMetrics().averageCharWidth() * 60, fontMetrics().lineSpacing() * 9};
}

QSize RateChart::minimumSizeHint() const
{
    return {fontMetrics().averageCharWidth() * 36, fontMetrics().lineSpacing() * 9};
}

void RateChart::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const double end = axisEnd(std::max(highest(&RatePoint::received), highest(&RatePoint::sent)));
    drawGrid(&painter, end);
    drawLine(&painter, &RatePoint::received, end);
    drawLine(&painter, &RatePoint::sent, end);
    if (!m_points.empty() && !isMeasured())
        drawSummary(&painter);
    drawLegend(&painter);
    if (!hasFocus())
        return;
    QStyleOptionFocusRect option;
    option.initFrom(this);
    style()->drawPrimitive(QStyle::PE_FrameFocusRect, &option, &painter, this);
}

/// Between the legend above, the times below and the rates beside it.
QRectF RateChart::plot() const
{
    const qreal line = fontMetrics().lineSpacing();
    const qreal beside = fontMetrics().horizontalAdvance(byteRateWords(888.8e9)) + line / 2;
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    return QRectF(rect()).adjusted(mirrored ? line / 2 : beside, line * 1.75, mirrored ? -beside : -line / 2,
                                   -line * 1.5);
}

/// Time runs in the direction of the script.
QPointF RateChart::place(double age, double rate, double end) const
{
    const QRectF area = plot();
    const double along = std::clamp(age / span, 0.0, 1.0);
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    const qreal x = mirrored ? area.left() + along * area.width() : area.right() - along * area.width();
    return {x, area.bottom() - rate / end * area.height()};
}

void RateChart::drawGrid(QPainter *painter, double end) const
{
    const QRectF area = plot();
    const qreal line = fontMetrics().lineSpacing();
    painter->fillRect(area, palette().base());
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    for (const double share : {0.0, 0.5, 1.0}) {
        const qreal y = place(0, share * end, end).y();
        painter->setPen(QPen(palette().color(QPalette::Mid), 1));
        painter->drawLine(QPointF(area.left(), y), QPointF(area.right(), y));
        painter->setPen(quietText(palette()));
        const QRectF beside(mirrored ? area.right() + line / 4 : 0, y - line / 2,
                            mirrored ? width() - area.right() - line / 4 : area.left() - line / 4, line);
        painter->drawText(beside, (mirrored ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter,
                          byteRateWords(share * end));
    }
    const QRectF below(area.left(), area.bottom() + line / 4, area.width(), line);
    painter->drawText(below, mirrored ? Qt::AlignRight : Qt::AlignLeft, tr("5 minutes ago"));
    painter->drawText(below, mirrored ? Qt::AlignLeft : Qt::AlignRight, tr("now"));
}

/// Broken where nothing was measured.
void RateChart::drawLine(QPainter *painter, Line line, double end) const
{
    QPainterPath path;
    bool joined = false;
    for (const RatePoint &point : m_points) {
        if (!(point.*line) || point.age > span) {
            joined = false;
            continue;
        }
        const QPointF here = place(point.age, *(point.*line), end);
        if (joined)
            path.lineTo(here);
        else
            path.moveTo(here);
        joined = true;
    }
    painter->setPen(penOf(line));
    painter->setBrush(Qt::NoBrush);
    painter->drawPath(path);
}

void RateChart::drawSummary(QPainter *painter) const
{
    painter->setPen(palette().color(QPalette::Text));
    const int line = fontMetrics().lineSpacing();
    painter->drawText(plot().adjusted(line, 0, -line, -plot().height() / 2), Qt::AlignCenter | Qt::TextWordWrap,
                      summary());
}

/// Over the whole width: the words are longer than the plot is wide where fonts are large.
void RateChart::drawLegend(QPainter *painter) const
{
    const RatePoint last = m_points.empty() ? RatePoint() : m_points.back();
    const int line = fontMetrics().lineSpacing();
    const QRect row(line / 2, line / 4, width() - line, line);
    const QRect first(row.left(), row.top(), row.width() / 2, line);
    drawEntry(painter, first, &RatePoint::received, tr("Received: %1").arg(byteRateWords(last.received)));
    drawEntry(painter, first.translated(first.width(), 0), &RatePoint::sent,
              tr("Sent: %1").arg(byteRateWords(last.sent)));
}

/// A piece of the line, then its words.
void RateChart::drawEntry(QPainter *painter, const QRect &place, Line line, const QString &words) const
{
    const int sample = fontMetrics().lineSpacing() * 2;
    const QRect piece(place.left(), place.top(), sample, place.height());
    const QRect text = place.adjusted(sample + fontMetrics().lineSpacing() / 2, 0, 0, 0);
    const QRect drawnPiece = QStyle::visualRect(layoutDirection(), rect(), piece);
    const int middle = drawnPiece.center().y();
    painter->setPen(penOf(line));
    painter->drawLine(drawnPiece.left(), middle, drawnPiece.right(), middle);
    painter->setPen(palette().color(QPalette::WindowText));
    painter->drawText(QStyle::visualRect(layoutDirection(), rect(), text),
                      QStyle::visualAlignment(layoutDirection(), Qt::AlignLeading | Qt::AlignVCenter),
                      fontMetrics().elidedText(words, Qt::ElideRight, text.width()));
}

QPen RateChart::penOf(Line line) const
{
    const qreal width = std::max(1.5, fontMetrics().lineSpacing() / 10.0);
    if (line == &RatePoint::received)
        return {tintedLine(palette(), Tint::Information), width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin};
    return {palette().color(QPalette::WindowText), width * 0.8, Qt::DashLine, Qt::FlatCap, Qt::RoundJoin};
}

bool RateChart::isMeasured() const
{
    return std::ranges::any_of(m_points, [](const RatePoint &point) { return point.received || point.sent; });
}

double RateChart::highest(Line line) const
{
    double highest = 0;
    for (const RatePoint &point : m_points)
        highest = std::max(highest, (point.*line).value_or(0));
    return highest;
}

} // namespace rdma
