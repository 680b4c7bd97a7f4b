// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The dialog that connects to a target: from a card, a line, a target that was found, or typed.
#pragma once

#include "gui/pages/srpinitiatorlogin.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QLabel;

namespace rdma {

class CardField;
class CodeView;
class DialogFooter;
class FactsView;
class LoginFields;

class ConnectDialog : public QDialog {
    Q_OBJECT
public:
    /// `state`: the page's, which outlives the dialog.
    ConnectDialog(const AttachState &state, const std::optional<PortId> &port, QWidget *parent);

    void offer(const OfferedLogin &offered);   ///< found from the port: proposes the best
    void correct(const OfferedLogin &offered); ///< known on the port, which stays

signals:
    void chosen(const rdma::ConnectTarget &edit);

private:
    void layOut();
    void fillPorts();
    void takeCard();
    void check();
    [[nodiscard]] PortId port() const;
    [[nodiscard]] std::optional<OfferedLogin> login() const;
    void choosePort(const PortId &port);
    void showLogin(const OfferedLogin &offered);

    const AttachState &m_state;
    std::optional<OfferedLogin> m_pasted; ///< its list of the allowed counts while the fields say what it says
    CardField *m_field;
    LoginFields *m_fields;
    QComboBox *m_port;
    QCheckBox *m_atBoot;
    QLabel *m_doubts;
    FactsView *m_facts;
    CodeView *m_line;
    DialogFooter *m_footer;
};

} // namespace rdma
