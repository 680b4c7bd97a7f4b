// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A chart of two rates over the last minutes. Drawn by ourselves: Qt Charts brings a graphics view, colours that follow
// no palette and nothing that a screen reader could say.
#pragma once

#include <QWidget>
#include <optional>
#include <vector>

namespace rdma {

struct RatePoint {
    double age = 0;                 ///< seconds ago
    std::optional<double> received; ///< bytes a second; absent: not measured
    std::optional<double> sent;

    bool operator==(const RatePoint &) const = default;
};

/// The least of 1, 2, 5, 10, 20 … thousand that is not below the value: where the axis ends.
[[nodiscard]] double axisEnd(double highest);

class RateChart : public QWidget {
    Q_OBJECT
public:
    static constexpr double span = 300; ///< seconds

    explicit RateChart(const QString &title, QWidget *parent = nullptr);

    void showPoints(std::vector<RatePoint> points); ///< oldest first
    [[nodiscard]] const std::vector<RatePoint> &points() const { return m_points; }
    [[nodiscard]] QString summary() const; ///< the latest and the highest rate, in words
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    using Line = std::optional<double> RatePoint::*;

    [[nodiscard]] QRectF plot() const;
    [[nodiscard]] QPointF place(double age, double rate, double end) const;
    void drawGrid(QPainter *painter, double end) const;
    void drawLine(QPainter *painter, Line line, double end) const;
    void drawSummary(QPainter *painter) const;
    void drawLegend(QPainter *painter) const;
    void drawEntry(QPainter *painter, const QRect &place, Line line, const QString &words) const;
    [[nodiscard]] QPen penOf(Line line) const;
    [[nodiscard]] double highest(Line line) const;
    [[nodiscard]] bool isMeasured() const;

    std::vector<RatePoint> m_points;
};

} // namespace rdma
