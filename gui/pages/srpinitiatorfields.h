// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A login at a target as fields to type into: who, where, and what most people leave alone.
#pragma once

#include "model/offeredlogin.h"

#include <QWidget>
#include <map>

class QFormLayout;
class QLineEdit;
class QRadioButton;

namespace rdma {

class LoginFields : public QWidget {
    Q_OBJECT
public:
    explicit LoginFields(QWidget *parent);

    void show(const OfferedLogin &offered);
    [[nodiscard]] std::expected<OfferedLogin, CardRefusal> login() const;
    [[nodiscard]] QString problem() const; ///< empty: a login

signals:
    void changed();

private:
    [[nodiscard]] QLayout *makeWays();
    void addFields(QFormLayout *form, int group);
    void takeWay();
    [[nodiscard]] bool isIbCm() const;
    [[nodiscard]] QString line() const;
    [[nodiscard]] QString dest() const;
    [[nodiscard]] QString typed(const QString &key) const;

    QRadioButton *m_ibCm;
    QRadioButton *m_rdmaCm;
    QFormLayout *m_form;
    std::map<QString, QLineEdit *> m_fields; ///< by add_target's key; "address" and "port" are parts of dest
};

} // namespace rdma
