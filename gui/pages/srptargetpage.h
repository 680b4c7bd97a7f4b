// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The page "Export Disks": what this host exports over SRP, to whom, and whether that survives a reboot.
#pragma once

#include "gui/pages/page.h"
#include "gui/pages/pendingvalue.h"
#include "gui/pages/srptargetedit.h"
#include "gui/pages/srptargetrates.h"

#include <QElapsedTimer>
#include <QTimer>

class QCheckBox;
class QSpinBox;
class QStackedWidget;

namespace rdma {

class ExportActions;
class ExportDetail;
class ExportList;
class MessageBar;
struct ExportRow;
struct LoginScene;
struct Offer;

class SrpTargetPage : public Page {
    Q_OBJECT
public:
    explicit SrpTargetPage(QWidget *parent = nullptr);

    [[nodiscard]] Result<void> showState(const QJsonObject &state) override;
    [[nodiscard]] QJsonObject pendingWish() const override;
    [[nodiscard]] QList<Change> pendingChanges() const override;
    void dropChange(qsizetype which) override;
    void discardChanges() override;
    void forgetChanges() override;
    void revealChange(qsizetype which) override;
    void takeRequest(const PageRequest &request) override;

private:
    [[nodiscard]] QWidget *makeContent();
    [[nodiscard]] QWidget *makeEmpty();
    [[nodiscard]] QLayout *makeSettings();
    void connectActions();
    void edit(const ExportEdit &edit);
    void edit(const ExportEdits &next, const QString &text);
    void listen();
    void openExport(const std::optional<BackstoreId> &disk);
    void openAllow();
    void openChange();
    void openAllow(const Offer &offer);
    void openRefusedLogins();
    void allow(const AllowRequest &request);
    void enable(const QString &wwn);
    void openCheckCard();
    void copyCard();
    [[nodiscard]] LoginScene scene();
    void withRow(const std::function<std::optional<ExportEdit>(const ExportRow &row)> &makeEdit);
    void showAll();
    void showSelected();
    void showSaved();
    void showNotes();
    void showSettings();
    void sample();

    ExportState m_state;
    PendingValue<ExportEdits> m_edits;
    ExportRates m_rates;
    QElapsedTimer m_clock;
    QTimer m_sampling;
    bool m_isAsking = false;
    QStackedWidget *m_stack;
    MessageBar *m_notes;
    MessageBar *m_unsaved;
    MessageBar *m_missing;
    ExportActions *m_actions;
    ExportList *m_list;
    ExportDetail *m_detail;
    QCheckBox *m_listens;
    QSpinBox *m_port;
    QCheckBox *m_atBoot;
};

} // namespace rdma
