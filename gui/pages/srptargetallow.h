// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The dialog that lets initiators use disks that are exported: a disk on all its ports, or all disks of a port.
#pragma once

#include "gui/pages/srptargetlogin.h"

#include <QDialog>

class QCheckBox;
class QLabel;
class QPushButton;
class QTreeWidget;

namespace rdma {

class InitiatorChoice;

/// Which exports are offered.
struct Offer {
    QString wwn;                   ///< all of this port …
    std::optional<BackstoreId> of; ///< … or of this disk, on all ports; neither: all there are, none chosen
    QString initiator;             ///< who is chosen already; empty: nobody

    bool operator==(const Offer &) const = default;
};

class AllowDialog : public QDialog {
    Q_OBJECT
public:
    AllowDialog(const LoginScene &scene, const Offer &offer, QWidget *parent);

signals:
    void chosen(const std::vector<rdma::AllowInitiator> &edits);

private:
    void fill(const LoginScene &scene, const Offer &offer);
    void addExports(const LoginScene &scene, const Offer &offer);
    [[nodiscard]] std::map<QString, std::vector<quint32>> luns() const;
    [[nodiscard]] std::vector<AllowInitiator> edits() const;
    void check();

    InitiatorChoice *m_initiators;
    QTreeWidget *m_exports;
    QCheckBox *m_readOnly;
    QLabel *m_problem;
    QPushButton *m_add;
};

} // namespace rdma
