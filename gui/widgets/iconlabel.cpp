// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// An icon beside a text, drawn afresh when theme, palette or scale change.
#include "gui/widgets/iconlabel.h"

#include "gui/widgets/icons.h"

#include <QPainter>
#include <QStyle>

namespace rdma {

IconLabel::IconLabel(int metric, int times, QWidget *parent) : QWidget(parent), m_metric(metric), m_times(times)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void IconLabel::setIcon(const QString &name, const QString &meaning)
{
    m_icon = name.isEmpty() ? QIcon() : themeIcon(name);
    setAccessibleName(meaning);
    update();
}

QSize IconLabel::sizeHint() const
{
    const int side = m_times * style()->pixelMetric(static_cast<QStyle::PixelMetric>(m_metric), nullptr, this);
    return {side, side};
}

void IconLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    m_icon.paint(&painter, rect());
}

} // namespace rdma
