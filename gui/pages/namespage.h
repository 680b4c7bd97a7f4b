// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The page "Interface Names": every IPoIB interface, what it will be called after a reboot, and its rename.
#pragma once

#include "gui/pages/interfacetree.h"
#include "gui/pages/page.h"
#include "gui/pages/pendingvalue.h"

class QScrollArea;
class QStackedWidget;
class QTreeView;

namespace rdma {

class InterfaceForm;
class MessageBar;
class Placeholder;

class NamesPage : public Page {
    Q_OBJECT
public:
    explicit NamesPage(QWidget *parent = nullptr);

    [[nodiscard]] Result<void> showState(const QJsonObject &state) override;
    [[nodiscard]] QJsonObject pendingWish() const override;
    [[nodiscard]] QList<Change> pendingChanges() const override;
    void dropChange(qsizetype which) override;
    void discardChanges() override;
    void forgetChanges() override;
    void revealChange(qsizetype which) override;
    bool revealProblem(const Error &error) override;

private:
    [[nodiscard]] QWidget *makeTree();
    [[nodiscard]] QWidget *makeForm();
    [[nodiscard]] QWidget *makeEmpty();
    void rebaseEdits(const NamesState &before);
    void showNotes();
    void showEdits();
    void widenColumns();
    void showForm();
    void select(const InterfaceId &id);
    void edit(const InterfaceId &id, const std::optional<NameEdit> &edit);
    [[nodiscard]] std::optional<InterfaceId> selected() const;

    NamesState m_state;
    PendingValue<NameEdits> m_edits;
    InterfaceTree m_model;
    QStackedWidget *m_stack;
    MessageBar *m_notes;
    QTreeView *m_tree;
    InterfaceForm *m_form;
    QScrollArea *m_formArea;
};

} // namespace rdma
