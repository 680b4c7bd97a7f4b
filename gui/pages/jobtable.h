// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The applied changes as a table, newest first.
#pragma once

#include "model/job.h"

#include <QAbstractTableModel>

namespace rdma {

class JobTable : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { What, Who, When, Outcome, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void show(const JobsLive &live);

    [[nodiscard]] QString idAt(int row) const;        ///< empty when there is no such row
    [[nodiscard]] int rowOf(const QString &id) const; ///< -1 when there is none

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<std::pair<QString, JobView>> m_jobs;
};

/// Done, unless it was taken back since.
[[nodiscard]] QString outcomeWords(const JobView &job);

} // namespace rdma
