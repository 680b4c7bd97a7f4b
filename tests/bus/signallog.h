// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Remembers what a D-Bus signal said.
#pragma once

#include <QObject>
#include <QStringList>

namespace rdma {

class SignalLog : public QObject {
    Q_OBJECT
public:
    QStringList topics;

public slots:
    void note(const QString &topic) { topics.append(topic); }
};

} // namespace rdma
