// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The dialog with a limit for everyone, a group, a user or a range of user ids.
#pragma once

#include "gui/pages/limitsedit.h"

#include <QDialog>

class QComboBox;
class QLabel;
class QLineEdit;
class QStackedWidget;

namespace rdma {

class CopyButton;
class DialogFooter;
class LimitForm;

class HolderDialog : public QDialog {
    Q_OBJECT
public:
    /// `wanted`: as it will be with the pending edits; of `holder`, or of somebody new.
    HolderDialog(const LimitsState &state, const WantedLimits &wanted, const std::optional<LimitHolder> &holder,
                 QWidget *parent);

signals:
    void chosen(const rdma::LimitHolder &holder, const rdma::WantedLimit &limit);

private:
    [[nodiscard]] QWidget *makeWho();
    [[nodiscard]] QWidget *makeRange();
    void layOut();
    void connectFields();
    [[nodiscard]] QString holderText() const;
    [[nodiscard]] std::expected<std::pair<LimitHolder, WantedLimit>, QString> value() const; ///< or what is wrong
    void showMembers();
    void check();

    std::optional<QStringList> m_members; ///< of the group rdma
    WantedLimits m_wanted;
    std::optional<LimitHolder> m_holder;
    QComboBox *m_kind;
    QStackedWidget *m_names;
    QLineEdit *m_group;
    QLineEdit *m_user;
    QLineEdit *m_first;
    QLineEdit *m_last;
    LimitForm *m_form;
    QLabel *m_remark;
    QLabel *m_command;
    CopyButton *m_copy;
    DialogFooter *m_footer;
};

} // namespace rdma
