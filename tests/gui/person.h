// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Uses the window as a person does: looks for what is visible, clicks, types, waits.
#pragma once

#include "gui/window/mainwindow.h"

#include <QTest>

class QAbstractButton;
class QAbstractItemView;
class QLineEdit;

namespace rdma {

class Person {
public:
    explicit Person(MainWindow *window) : m_window(window) {}

    /// Everything visible of a kind.
    template <typename Kind> [[nodiscard]] QList<Kind *> all() const
    {
        QList<Kind *> seen;
        for (Kind *one : m_window->template findChildren<Kind *>())
            if (one->isVisible())
                seen.append(one);
        return seen;
    }

    [[nodiscard]] QAbstractButton *button(const QString &label) const; ///< without its & and …; nullptr: not to be seen
    [[nodiscard]] QLineEdit *nameField() const;
    [[nodiscard]] bool sees(const QString &text) const; ///< in any visible label or message
    [[nodiscard]] QStringList texts() const;
    [[nodiscard]] QStringList
    column(int which) const; ///< of the topmost table or tree, indented rows after their parents

    [[nodiscard]] bool waitToSee(const QString &text) const;
    [[nodiscard]] bool waitForButton(const QString &label) const; ///< visible and enabled

    void go(QLatin1StringView feature) const;                           ///< to its page
    [[nodiscard]] static QKeySequence keyOf(QLatin1StringView feature); ///< that leads there
    void click(const QString &label) const;
    void select(const QString &cell) const; ///< the row of the visible item view whose first column begins like this
    void typeName(const QString &name) const;
    void press(const QKeySequence &keys) const; ///< wherever the focus is

private:
    [[nodiscard]] QAbstractItemView *topmostTable() const;

    MainWindow *m_window;
};

} // namespace rdma
