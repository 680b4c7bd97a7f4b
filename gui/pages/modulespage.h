// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The page "Protocols & Services": what loads at boot and is loaded now, the services around it, and where boot and
// present differ.
#pragma once

#include "gui/pages/modulesedit.h"
#include "gui/pages/pendingvalue.h"

class QTabWidget;
class QLabel;

namespace rdma {

class BootPane;
class GapsPane;
class MessageBar;

class ModulesPage : public Page {
    Q_OBJECT
public:
    explicit ModulesPage(QWidget *parent = nullptr);

    [[nodiscard]] Result<void> showState(const QJsonObject &state) override;
    [[nodiscard]] QJsonObject pendingWish() const override;
    [[nodiscard]] QList<Change> pendingChanges() const override;
    void dropChange(qsizetype which) override;
    void discardChanges() override;
    void forgetChanges() override;
    void revealChange(qsizetype which) override;

private:
    void connectPanes();
    void edit(const BootSubject &subject, bool atBoot);
    void showAll();
    void showFiles();
    void showNotes();

    ModulesState m_state;
    PendingValue<ModulesEdits> m_edits;
    MessageBar *m_files; ///< which of them have a say
    MessageBar *m_notes;
    QLabel *m_caption;
    QTabWidget *m_tabs;
    BootPane *m_protocols;
    BootPane *m_services;
    GapsPane *m_gaps;
};

} // namespace rdma
