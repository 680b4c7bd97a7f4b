// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The boxes to be ticked before a plan may be applied: who is disconnected, what is lost, what everyone may do.
#pragma once

#include "gui/words/consentwords.h"

#include <QWidget>

class QCheckBox;
class QVBoxLayout;

namespace rdma {

class ConsentList : public QWidget {
    Q_OBJECT
public:
    explicit ConsentList(QWidget *parent = nullptr);

    void showPlan(const PlanView &plan); ///< a tick given for one plan is none for the next
    [[nodiscard]] bool isGiven() const;  ///< all are ticked, or there is none

signals:
    void changed();

private:
    void clear();
    void add(const Consent &consent);

    QString m_plan;
    std::vector<Consent> m_consents;
    QList<QCheckBox *> m_boxes;
    QVBoxLayout *m_column;
};

} // namespace rdma
