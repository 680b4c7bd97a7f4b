// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The dialog that makes initiator ids of a peer's port GUID: what logs in there decides which.
#pragma once

#include "gui/pages/srptargetlogin.h"

#include <QDialog>

class QCheckBox;
class QLabel;
class QLineEdit;

namespace rdma {

class DialogFooter;

class PeerPortDialog : public QDialog {
    Q_OBJECT
public:
    PeerPortDialog(const LoginScene &scene, PortLayers ports, QWidget *parent);

signals:
    void chosen(const std::vector<rdma::PeerLogin> &logins);

private:
    struct Way {
        LoginMethod method = LoginMethod::SrpDaemon;
        QCheckBox *box = nullptr;
        QLabel *ids = nullptr;
    };

    [[nodiscard]] QLayout *makeWays();
    [[nodiscard]] std::vector<PeerLogin> logins() const;
    [[nodiscard]] QString idsOf(LoginMethod method) const;
    void check();

    LoginScene m_scene;
    PortLayers m_ports;
    QLineEdit *m_field;
    QLabel *m_hint;
    std::vector<Way> m_ways;
    DialogFooter *m_footer;
};

} // namespace rdma
