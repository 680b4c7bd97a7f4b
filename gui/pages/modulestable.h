// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The rows of protocols, or of services: what each is for, at boot, now.
#pragma once

#include "gui/pages/modulesrow.h"
#include "gui/pages/rowtree.h"

namespace rdma {

class BootTable : public RowTree<BootSubject> {
    Q_OBJECT
public:
    enum Column { Name, AtBoot, Now, About, ColumnCount };
    enum class Kind { Protocols, Services };

    explicit BootTable(Kind kind, QObject *parent = nullptr) : RowTree(parent), m_kind(kind) {}

    /// Rows come, go and change; the model is never reset, so that views stay where they are.
    void show(const ModulesState &state, const ModulesEdits &edits);

    [[nodiscard]] Kind kind() const { return m_kind; }
    [[nodiscard]] const BootRow *row(const BootSubject &subject) const; ///< nullptr: not there
    void toggle(const BootSubject &subject);                            ///< where it may be

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;

signals:
    void toggled(const rdma::BootSubject &subject, bool atBoot);

private:
    [[nodiscard]] static QIcon icon(const BootRow &row);
    [[nodiscard]] static Qt::CheckState box(const BootRow &row);
    [[nodiscard]] static QString text(const BootRow &row, int column);
    [[nodiscard]] static QString spoken(const BootRow &row, int column);
    [[nodiscard]] static QString hint(const BootRow &row, int column);
    [[nodiscard]] static QFont font(const BootRow &row, int column);

    Kind m_kind;
    std::map<BootSubject, BootRow> m_shown;
};

} // namespace rdma
