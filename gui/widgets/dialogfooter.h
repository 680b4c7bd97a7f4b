// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The last row of a dialog: what is still wrong, the way out, and the button that does it.
#pragma once

#include <QWidget>

class QDialog;
class QLabel;
class QPushButton;

namespace rdma {

class DialogFooter : public QWidget {
    Q_OBJECT
public:
    /// `accept`: what the dialog does; empty: it only shows something and is closed.
    DialogFooter(const QString &accept, QDialog *dialog);

    void setProblem(const QString &problem); ///< the button waits while there is one
    [[nodiscard]] QPushButton *acceptButton() const { return m_accept; }

private:
    QLabel *m_problem;
    QPushButton *m_accept = nullptr;
};

} // namespace rdma
