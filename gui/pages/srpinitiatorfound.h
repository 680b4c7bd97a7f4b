// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The dialog that looks for targets on the InfiniBand subnet of a port.
#pragma once

#include "gui/pages/srpinitiatorlogin.h"

#include <QDialog>

class QComboBox;
class QLabel;
class QProgressBar;
class QPushButton;
class QStackedWidget;
class QTreeWidget;

namespace rdma {

class DialogFooter;

class FindTargetsDialog : public QDialog {
    Q_OBJECT
public:
    /// `state`: the page's, which outlives the dialog.
    FindTargetsDialog(const AttachState &state, TargetSearch search, const std::optional<PortId> &port,
                      QWidget *parent);

signals:
    void found(const rdma::PortId &port, const std::vector<rdma::FoundTarget> &targets);
    void connectRequested(const rdma::PortId &port, const rdma::FoundTarget &target);
    void cardRequested(const rdma::PortId &port); ///< where nothing can be looked for

private:
    void layOut();
    [[nodiscard]] QTreeWidget *makeList();
    void fillPorts(const std::optional<PortId> &port);
    [[nodiscard]] PortId port() const;
    [[nodiscard]] bool canSearch() const;
    void takePort();
    void search();
    void stop();
    void take(const Result<QJsonObject> &state);
    void show();
    void check();
    [[nodiscard]] const FoundTarget *selected() const;
    [[nodiscard]] QString bestPortWords(const FoundTarget &target) const;

    const AttachState &m_state;
    TargetSearch m_search;
    int m_asked = 0; ///< answers to earlier questions are nobody's any more
    std::vector<FoundTarget> m_found;
    QComboBox *m_port;
    QPushButton *m_look;
    QPushButton *m_stop;
    QProgressBar *m_progress;
    QLabel *m_words;
    QTreeWidget *m_list;
    QPushButton *m_card;
    DialogFooter *m_footer;
};

} // namespace rdma
