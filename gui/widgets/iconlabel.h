// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// An icon beside a text, drawn afresh when theme, palette or scale change.
#pragma once

#include <QIcon>
#include <QWidget>

namespace rdma {

class IconLabel : public QWidget {
    Q_OBJECT
public:
    /// `metric`: the QStyle::PixelMetric that gives the icon's side; `times`: so many times as large.
    explicit IconLabel(int metric, int times = 1, QWidget *parent = nullptr);

    void setIcon(const QString &name, const QString &meaning); ///< meaning: the words for who cannot see it
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    int m_metric;
    int m_times;
    QIcon m_icon;
};

} // namespace rdma
