// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The steps of a job in plain words, each with its state, the failed one with its reason.
#pragma once

#include "model/job.h"

#include <QTreeWidget>

namespace rdma {

class StepList : public QTreeWidget {
    Q_OBJECT
public:
    explicit StepList(QWidget *parent = nullptr);

    void showSteps(const std::vector<StepOutcome> &steps);
    [[nodiscard]] QSize sizeHint() const override;
};

} // namespace rdma
