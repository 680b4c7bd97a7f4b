// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The dialog that asks for a password. Knows nothing of polkit.
#pragma once

#include <QDialog>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace rdma {

class PasswordDialog : public QDialog {
    Q_OBJECT
public:
    struct Question {
        QString message;        ///< what the password is for
        QStringList identities; ///< whose password will do: at least one
        int preferred = 0;
    };

    explicit PasswordDialog(const Question &question, QWidget *parent = nullptr);

    [[nodiscard]] int identity() const; ///< index of whose password is being asked

public slots:
    void ask(const QString &prompt, bool echo); ///< ready to type; "Password: "
    void showProblem(const QString &text);      ///< inline, until something is typed

signals:
    void answered(const QString &answer); ///< once for each ask(); then the dialog waits for ask() or the end
    void identityChosen(int identity);

private:
    void answer();
    void setWaiting(bool waiting);

    QLabel *m_prompt;
    QLineEdit *m_answer;
    QLabel *m_problem;
    QComboBox *m_identities;
    QPushButton *m_authenticate;
};

} // namespace rdma
