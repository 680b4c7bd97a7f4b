// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The bar below a page: how many changes wait, and the ways forward and back.
#pragma once

#include <QFrame>

class QLabel;
class QPushButton;

namespace rdma {

/// One pending edit: what it will do, and why it cannot be applied as it stands (empty: it can).
struct Change {
    QString text;
    QString problem;

    bool operator==(const Change &) const = default;
};

class PendingBar : public QFrame {
    Q_OBJECT
public:
    explicit PendingBar(QWidget *parent = nullptr);

    void showChanges(const QList<Change> &changes); ///< hidden while there are none

signals:
    void reviewRequested();
    void discardRequested();
    void problemRequested(); ///< show me what is wrong

private:
    QLabel *m_count;
    QLabel *m_problem;
    QPushButton *m_show;
    QPushButton *m_discard;
    QPushButton *m_review;
};

} // namespace rdma
