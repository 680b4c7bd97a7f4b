// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The dialog that exports a disk: what it is made of, on which ports, for whom. It makes a pending edit, nothing more.
#pragma once

#include "gui/pages/srptargetlogin.h"

#include <QDialog>

class QLabel;
class QPushButton;

namespace rdma {

class DiskChoice;
class InitiatorChoice;
class ExportPortChoice;

class ExportDialog : public QDialog {
    Q_OBJECT
public:
    /// `disk`: one that is set up already; then it is not asked for.
    ExportDialog(const LoginScene &scene, const std::optional<BackstoreId> &disk, const QString &chosenWwn,
                 QWidget *parent);

signals:
    void chosen(const rdma::ExportDisk &edit);

private:
    [[nodiscard]] ExportDisk edit() const;
    void takePorts();
    void check();

    LoginScene m_scene;
    std::optional<BackstoreId> m_present;
    DiskChoice *m_disk = nullptr; ///< for a new one
    ExportPortChoice *m_ports;
    InitiatorChoice *m_initiators;
    QLabel *m_hint;
    QLabel *m_problem;
    QPushButton *m_add;
};

/// Initiators that some port here allows, or that are logged in.
[[nodiscard]] QStringList knownInitiators(const ExportState &state, const SrpTargetConfig &wanted);

} // namespace rdma
