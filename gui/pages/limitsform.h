// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The fields for a limit: one amount for soft and hard, until somebody asks for a different soft one.
#pragma once

#include "gui/pages/limitsamount.h"
#include "model/limitwish.h"

class QCheckBox;
class QLabel;

namespace rdma {

class LimitForm : public QWidget {
    Q_OBJECT
public:
    /// `maySetOne`: a side need not be set, as in a limits file.
    LimitForm(bool maySetOne, QWidget *parent = nullptr);

    void setLimit(const WantedLimit &limit);
    [[nodiscard]] Result<WantedLimit> limit() const;

signals:
    void edited();

private:
    void showSides();

    bool m_maySetOne;
    LimitAmount *m_hard;
    LimitAmount *m_soft;
    QLabel *m_hardLabel;
    QLabel *m_softLabel;
    QCheckBox *m_different;
};

} // namespace rdma
