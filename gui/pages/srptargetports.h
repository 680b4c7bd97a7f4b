// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Choose on which ports a disk is exported, and under which LUN on each.
#pragma once

#include "gui/pages/srptargetedit.h"

#include <QWidget>
#include <set>

class QCheckBox;
class QSpinBox;

namespace rdma {

class ExportPortChoice : public QWidget {
    Q_OBJECT
public:
    /// `disk`: set up already, so that ports that export it are not offered again.
    ExportPortChoice(const ExportState &state, const SrpTargetConfig &wanted, const std::optional<BackstoreId> &disk,
                     const QString &chosenWwn, QWidget *parent = nullptr);

    [[nodiscard]] std::map<QString, quint32> chosen() const; ///< WWN and LUN
    [[nodiscard]] QString problem() const;
    [[nodiscard]] bool reachesEthernet() const; ///< a chosen port is reached by RDMA/CM alone

signals:
    void changed();

private:
    struct Row {
        QString wwn;
        bool isEthernet = false;
        std::set<quint32> taken;
        QCheckBox *box = nullptr;
        QSpinBox *lun = nullptr;
    };

    std::vector<Row> m_rows;
};

} // namespace rdma
