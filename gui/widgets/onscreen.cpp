// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Tells whether a widget is on screen.
#include "gui/widgets/onscreen.h"

#include <QEvent>

namespace rdma {

namespace {

bool isOnScreen(const QWidget &widget)
{
    return widget.isVisible() && !widget.window()->isMinimized();
}

} // namespace

OnScreen::OnScreen(QWidget *widget) : QObject(widget), m_widget(widget), m_seen(isOnScreen(*widget))
{
    widget->installEventFilter(this);
    widget->window()->installEventFilter(this);
}

/// A widget in a minimized window gets no event of its own (QWidget::isVisible()). It can be put into a window later.
bool OnScreen::eventFilter(QObject *watched, QEvent *event)
{
    const QEvent::Type type = event->type();
    if (watched == m_widget && type == QEvent::Show)
        m_widget->window()->installEventFilter(this);
    if (type == QEvent::Show || type == QEvent::Hide || type == QEvent::WindowStateChange)
        if (const bool seen = isOnScreen(*m_widget); std::exchange(m_seen, seen) != seen)
            emit changed(seen);
    return QObject::eventFilter(watched, event);
}

} // namespace rdma
