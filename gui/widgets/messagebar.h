// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A message inside the window: what happened, what to do next, and the actions that do it.
#pragma once

#include "gui/widgets/tints.h"

#include <QFrame>

class QHBoxLayout;
class QLabel;
class QPushButton;
class QToolButton;

namespace rdma {

class IconLabel;

/// Hidden until it has something to say; then a screen reader is told as well.
class MessageBar : public QFrame {
    Q_OBJECT
public:
    enum class Kind { Information, Positive, Warning, Error };

    explicit MessageBar(QWidget *parent = nullptr);

    void showMessage(Kind kind, const QString &text); ///< plain text; actions of an earlier message go
    QPushButton *addAction(const QString &text);      ///< to be called after showMessage()
    void setDismissable(bool dismissable);
    void dismiss();

    [[nodiscard]] QString text() const;
    [[nodiscard]] Kind kind() const { return m_kind; }

signals:
    void dismissed();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void removeActions();

    Kind m_kind = Kind::Information;
    IconLabel *m_icon;
    QLabel *m_text;
    QHBoxLayout *m_actions;
    QToolButton *m_close;
};

} // namespace rdma
