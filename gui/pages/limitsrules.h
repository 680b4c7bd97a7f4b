// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Every rule about locked memory that any file has, in the order in which they are read, and the lines that do nothing.
#pragma once

#include "model/limits.h"

#include <QWidget>

class QLabel;

namespace rdma {

class LimitsView;

class LimitRules : public QWidget {
    Q_OBJECT
public:
    explicit LimitRules(QWidget *parent = nullptr);

    void show(const LimitsLive &live);

private:
    void showSelected();

    LimitsView *m_view;
    QLabel *m_detail;
    std::map<QString, QString> m_remarks; ///< by the row's id
};

} // namespace rdma
