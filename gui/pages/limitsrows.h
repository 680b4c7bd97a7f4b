// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Rows of a list about locked memory: texts in columns, each row as it is or as it will be.
#pragma once

#include "gui/pages/limitsedit.h"
#include "gui/pages/rowtree.h"
#include "gui/words/limitsrulelines.h"

#include <QStringList>

namespace rdma {

struct LimitRow {
    QString id;
    QStringList cells; ///< one for each column
    LimitStanding standing = LimitStanding::Stays;
    QString icon = {}; ///< of the first column; what it means a cell says as well

    bool operator==(const LimitRow &) const = default;
};

[[nodiscard]] LimitRow rowOf(const LimitLine &line);

/// Rows come, go and change; the model is never reset, so that views stay where they are.
class LimitRows : public RowTree<QString> {
    Q_OBJECT
public:
    explicit LimitRows(QStringList titles, QObject *parent = nullptr) : RowTree(parent), m_titles(std::move(titles)) {}

    void show(const std::vector<LimitRow> &rows);

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] static QFont font(const LimitRow &row, int column);

    QStringList m_titles;
    std::map<QString, LimitRow> m_rows;
};

} // namespace rdma
