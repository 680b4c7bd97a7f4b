// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The buttons below a list of limits, for both that can be edited: add one, change or remove the selected one.
#pragma once

#include <QWidget>

class QAbstractItemView;
class QPushButton;

namespace rdma {

class LimitsButtons : public QWidget {
    Q_OBJECT
public:
    /// In the view itself Enter changes and Del removes.
    explicit LimitsButtons(QAbstractItemView *view, QWidget *parent = nullptr);

    void offer(bool canChange, bool canRemove);

signals:
    void addClicked();
    void changeClicked();
    void removeClicked();

private:
    QPushButton *m_change;
    QPushButton *m_remove;
};

} // namespace rdma
