// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The traffic and the errors of a port: as charts or as numbers, and what growing error counters mean.
#pragma once

#include "gui/pages/porthistory.h"

class QCheckBox;
class QLabel;
class QStackedWidget;

namespace rdma {

class MessageBar;
class ValueTable;

class TrafficView : public QWidget {
    Q_OBJECT
public:
    explicit TrafficView(QWidget *parent = nullptr);

    void showHistory(const PortHistory &history);

private:
    /// One chart and the same as numbers.
    struct Rates {
        QLabel *title = nullptr;
        QStackedWidget *stack = nullptr;
        RateChart *chart = nullptr;
        ValueTable *numbers = nullptr;
    };

    [[nodiscard]] Rates makeRates(const QString &title);
    void showRates(const Rates &rates, std::vector<RatePoint> points);
    void showFailure(const PortHistory &history);
    void showErrors(const PortHistory &history);

    MessageBar *m_failure; ///< in the charts' place while there is nothing to draw
    QCheckBox *m_asNumbers;
    Rates m_rdma;
    Rates m_netdev;
    QLabel *m_errorsTitle;
    MessageBar *m_causes;
    ValueTable *m_errors;
};

} // namespace rdma
