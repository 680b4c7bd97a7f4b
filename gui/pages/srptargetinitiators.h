// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Choose initiators: those that are known on this computer's ports, and new ones by what somebody has of them.
#pragma once

#include "gui/pages/srptargetlogin.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;

namespace rdma {

class InitiatorChoice : public QWidget {
    Q_OBJECT
public:
    explicit InitiatorChoice(LoginScene scene, QWidget *parent = nullptr);

    void setKnown(const QStringList &initiators);
    void setPorts(const PortLayers &ports);  ///< on which they are to be allowed
    void choose(const Candidate &initiator); ///< added where it is not known yet

    [[nodiscard]] QStringList chosenAt(const QString &wwn) const; ///< of setPorts()
    [[nodiscard]] bool hasChosen() const;                         ///< somebody, whether or not on one of the ports
    [[nodiscard]] QString problem() const;                        ///< of what stands in the field; empty: none

signals:
    void changed();

private:
    [[nodiscard]] QLayout *makeSources();
    void addItem(const Candidate &initiator);
    void add();
    void check();
    void openPeer();
    void openCard();
    void openRefused();

    LoginScene m_scene;
    PortLayers m_ports;
    std::vector<Candidate> m_offered; ///< row by row
    QListWidget *m_list;
    QLineEdit *m_field;
    QPushButton *m_add;
    QLabel *m_problem;
};

} // namespace rdma
