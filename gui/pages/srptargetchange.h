// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The dialog that changes a disk which is set up: what can be changed while it is exported, and why the rest cannot.
#pragma once

#include "gui/pages/srptargetedit.h"

#include <QDialog>

class QCheckBox;
class QPushButton;

namespace rdma {

class ChangeDialog : public QDialog {
    Q_OBJECT
public:
    ChangeDialog(const ExportState &state, const SrpTargetConfig &wanted, const BackstoreId &id, QWidget *parent);

signals:
    void chosen(const rdma::ChangeDisk &edit);

private:
    [[nodiscard]] QWidget *makeProperties(const ExportState &state, const Backstore &disk);
    [[nodiscard]] ChangeDisk edit() const;
    void check();

    BackstoreId m_id;
    ChangeDisk m_before;
    QCheckBox *m_writeBack;
    QCheckBox *m_thin;
    QPushButton *m_add;
};

} // namespace rdma
