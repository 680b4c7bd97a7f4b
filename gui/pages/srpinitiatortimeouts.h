// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The dialog with the three timeouts of a target's connection.
#pragma once

#include "model/srptimeouts.h"

#include <QDialog>

class QFormLayout;
class QSpinBox;

namespace rdma {

class DialogFooter;

class TimeoutsDialog : public QDialog {
    Q_OBJECT
public:
    TimeoutsDialog(const QString &target, const SrpTimeouts &timeouts, QWidget *parent);

signals:
    void chosen(const rdma::SrpTimeouts &timeouts);

private:
    [[nodiscard]] QSpinBox *addRow(QFormLayout *form, const QString &label, const QString &meaning,
                                   const std::optional<int> &seconds);
    [[nodiscard]] SrpTimeouts timeouts() const;
    void check();

    QSpinBox *m_reconnectDelay;
    QSpinBox *m_fastIoFail;
    QSpinBox *m_devLoss;
    DialogFooter *m_footer;
};

} // namespace rdma
