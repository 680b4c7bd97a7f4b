// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The selected interface: its address, its name at boot and why, and the fields for another name.
#pragma once

#include "gui/pages/nameedit.h"

#include <QWidget>

class QFormLayout;
class QLabel;
class QPushButton;
class QRadioButton;

namespace rdma {

class AddressView;
class MessageBar;
class NameField;

class InterfaceForm : public QWidget {
    Q_OBJECT
public:
    explicit InterfaceForm(QWidget *parent = nullptr);

    void showInterface(const NamesState &state, const NameEdits &edits, const InterfaceId &id);
    void showProblem(const QString &words); ///< what the helper found wrong with the name
    void focusName();

signals:
    /// What the user now wants of this interface; nullopt: nothing.
    void edited(const rdma::InterfaceId &id, const std::optional<rdma::NameEdit> &edit);

private:
    [[nodiscard]] QWidget *ruleRow();
    [[nodiscard]] QWidget *momentRow();
    void layOut();
    void connectFields();
    void showFacts(const NamesState &state, const Interface &interface);
    void showRule(const Interface &interface, bool hasRule);
    void showEdit(const NamesState &state, const NameEdits &edits);
    void showVerdict(const NamesState &state, const NameEdits &edits);
    void showEditable(bool editable);
    void emitEdit(const QString &name);
    void toggleRemoval();

    InterfaceId m_id;
    std::optional<NameEdit> m_edit; ///< as last shown
    QLabel *m_title;
    QLabel *m_facts;
    MessageBar *m_notes;
    QFormLayout *m_rows;
    AddressView *m_address;
    QLabel *m_present; ///< the name now and who gave it
    QLabel *m_rule;
    QPushButton *m_removeRule;
    NameField *m_name;
    QWidget *m_moment = nullptr;
    QRadioButton *m_now;
    QRadioButton *m_nextBoot;
    QLabel *m_explanation;
};

} // namespace rdma
