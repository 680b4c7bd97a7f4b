// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The field for an amount of memory: unlimited, or a number with its unit; or none.
#pragma once

#include "model/memorylimit.h"

#include <QWidget>
#include <optional>

class QComboBox;
class QLineEdit;
class QRadioButton;

namespace rdma {

class LimitAmount : public QWidget {
    Q_OBJECT
public:
    explicit LimitAmount(const QString &name, QWidget *parent = nullptr);

    void setAmount(const std::optional<MemoryAmount> &amount);
    void setMayBeAbsent(bool may); ///< one may choose that it is not set
    /// InvalidWish: what is typed is no amount.
    [[nodiscard]] Result<std::optional<MemoryAmount>> amount() const;
    void focusFirst();

signals:
    void edited();

private:
    void connectFields();
    void showEnabled();

    QRadioButton *m_unlimited;
    QRadioButton *m_limited;
    QRadioButton *m_absent;
    QLineEdit *m_number;
    QComboBox *m_unit;
};

} // namespace rdma
