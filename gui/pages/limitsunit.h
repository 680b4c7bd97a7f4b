// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The dialog with the limit of one service.
#pragma once

#include "gui/pages/limitsedit.h"

#include <QDialog>

class QComboBox;

namespace rdma {

class DialogFooter;
class LimitForm;

class UnitLimitDialog : public QDialog {
    Q_OBJECT
public:
    /// `unit`: empty: of one that is chosen in the dialog.
    UnitLimitDialog(const LimitsState &state, const LimitsConfig &wanted, const QString &unit, QWidget *parent);

signals:
    void chosen(const QString &unit, const rdma::MemoryLimit &limit);

private:
    void layOut(const LimitsLive &live);
    [[nodiscard]] QString unit() const;
    [[nodiscard]] std::expected<MemoryLimit, QString> value() const; ///< or what is wrong
    void check();

    LimitsConfig m_wanted;
    QStringList m_services;
    QString m_unit;
    QComboBox *m_choice;
    LimitForm *m_form;
    DialogFooter *m_footer;
};

/// A combo box in which one finds a service by any part of its name.
void makeSearchable(QComboBox *services, const QStringList &names);

} // namespace rdma
