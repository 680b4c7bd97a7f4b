// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Choose initiators: those that are known on this computer's ports, and new ones by their id.
#pragma once

#include <QWidget>

class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;

namespace rdma {

class InitiatorChoice : public QWidget {
    Q_OBJECT
public:
    explicit InitiatorChoice(QWidget *parent = nullptr);

    void setKnown(const QStringList &initiators);
    [[nodiscard]] QStringList chosen() const;
    [[nodiscard]] QString problem() const; ///< of what stands in the field; empty: none

signals:
    void changed();

private:
    void add();
    void check();

    QListWidget *m_list;
    QLineEdit *m_field;
    QPushButton *m_add;
    QLabel *m_problem;
};

} // namespace rdma
