// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The dialog with the logins that this computer refused, as its kernel's log has them, and what to do about each.
#pragma once

#include "gui/pages/srptargetlogin.h"
#include "model/refusedlogins.h"

#include <QDialog>

class QLabel;
class QPushButton;
class QTreeWidget;

namespace rdma {

class DialogFooter;

class RefusedLoginsDialog : public QDialog {
    Q_OBJECT
public:
    enum class Use {
        Choose, ///< somebody to be allowed, for the dialog below
        Settle, ///< allow somebody, or enable a port
    };

    RefusedLoginsDialog(const LoginScene &scene, Use use, QWidget *parent);

signals:
    void allowRequested(const QString &id, const QString &wwn); ///< no WWN: the log does not tell the port
    void enableRequested(const QString &wwn);

private:
    enum class Remedy { None, Allow, Enable };

    [[nodiscard]] QTreeWidget *makeList();
    void read();
    void take(const Result<QJsonObject> &state);
    void show(const std::vector<RefusedLogin> &logins);
    void check();
    [[nodiscard]] const RefusedLogin *selected() const;
    [[nodiscard]] Remedy remedyFor(const RefusedLogin &login) const;
    [[nodiscard]] QString adviceOn(const RefusedLogin &login) const;
    void settle();

    LoginScene m_scene;
    Use m_use;
    std::vector<RefusedLogin> m_logins;
    QPushButton *m_read;
    QLabel *m_words; ///< how the reading went
    QTreeWidget *m_list;
    QLabel *m_advice;
    DialogFooter *m_footer;
};

} // namespace rdma
