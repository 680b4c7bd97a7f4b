// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The dialog with one rule of srp_daemon: to log in or not, to which targets, with which options.
#pragma once

#include "model/srpdaemonrules.h"

#include <QDialog>

class QLineEdit;
class QRadioButton;

namespace rdma {

class DialogFooter;

class RuleDialog : public QDialog {
    Q_OBJECT
public:
    RuleDialog(const DaemonRule &rule, QWidget *parent);

signals:
    void chosen(const rdma::DaemonRule &rule);

private:
    [[nodiscard]] QLineEdit *addField(const QString &key, const QString &text);
    void layOut();
    [[nodiscard]] std::expected<DaemonRule, QString> rule() const; ///< or what is wrong
    void check();

    QRadioButton *m_allow;
    QRadioButton *m_disallow;
    std::map<QString, QLineEdit *> m_fields; ///< by the file's key
    QLineEdit *m_options;
    DialogFooter *m_footer;
};

} // namespace rdma
