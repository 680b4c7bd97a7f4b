// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The selected interface: its address, its name at boot and why, and the fields for another name.
#include "gui/pages/interfaceform.h"

#include "gui/pages/interfacewords.h"
#include "gui/pages/namefield.h"
#include "gui/widgets/addressview.h"
#include "gui/widgets/icons.h"
#include "gui/widgets/messagebar.h"
#include "gui/widgets/textlabels.h"
#include "gui/words/notewords.h"
#include "gui/words/plaintext.h"
#include "model/ifname.h"

#include <QFormLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

/// Which name it goes back to, as far as anybody remembers.
QString removalWords(const Interface &interface)
{
    if (interface.kernelName.isEmpty())
        return InterfaceForm::tr("The rule will be removed; at the next boot the system chooses the name.");
    return InterfaceForm::tr("The rule will be removed; without it the kernel calls this interface %1.")
        .arg(technical(interface.kernelName));
}

} // namespace

InterfaceForm::InterfaceForm(QWidget *parent)
    : QWidget(parent),
      m_title(headingLabel({}, this)),
      m_facts(captionLabel({}, this)),
      m_notes(new MessageBar(this)),
      m_rows(new QFormLayout),
      m_address(new AddressView(this)),
      m_present(bodyLabel({}, this)),
      m_rule(bodyLabel({}, this)),
      m_removeRule(new QPushButton(themeIcon(u"edit-delete"_s), {}, this)),
      m_name(new NameField(this)),
      m_now(new QRadioButton(tr("N&ow and at every boot"), this)),
      m_nextBoot(new QRadioButton(tr("At the next &boot only"), this)),
      m_explanation(captionLabel({}, this))
{
    m_notes->setDismissable(false);
    m_now->setChecked(true);
    layOut();
    connectFields();
}

void InterfaceForm::showInterface(const NamesState &state, const NameEdits &edits, const InterfaceId &id)
{
    const bool other = m_id != id;
    m_id = id;
    const auto edit = edits.find(id);
    m_edit = edit == edits.end() ? std::nullopt : std::optional(edit->second);
    if (other && !m_edit)
        m_now->setChecked(true);
    const Interface &interface = state.live.interfaces.at(id);
    const auto names = state.config.interfaces.find(id);
    const bool editable = names != state.config.interfaces.end();
    showFacts(state, interface);
    showRule(interface, editable && names->second.ruleName);
    showEditable(editable);
    if (editable)
        showEdit(state, edits);
}

void InterfaceForm::showProblem(const QString &words)
{
    m_name->setVerdict(NameField::Verdict::Error, words);
    focusName();
}

void InterfaceForm::focusName()
{
    m_name->edit()->setFocus();
    m_name->edit()->selectAll();
}

QWidget *InterfaceForm::ruleRow()
{
    auto *row = new QWidget(this);
    auto *line = new QHBoxLayout(row);
    line->setContentsMargins({});
    line->addWidget(m_rule, 1);
    line->addWidget(m_removeRule, 0, Qt::AlignTop);
    return row;
}

QWidget *InterfaceForm::momentRow()
{
    m_moment = new QWidget(this);
    m_moment->setAccessibleName(tr("Takes effect"));
    auto *column = new QVBoxLayout(m_moment);
    column->setContentsMargins({});
    column->addWidget(m_now);
    column->addWidget(m_nextBoot);
    return m_moment;
}

void InterfaceForm::layOut()
{
    m_rows->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_rows->setVerticalSpacing(groupSpacing(this));
    m_rows->setHorizontalSpacing(groupSpacing(this));
    m_rows->addRow(fieldLabel(tr("Hardware address:"), this), m_address);
    m_rows->addRow(fieldLabel(tr("Name now:"), this), m_present);
    m_rows->addRow(fieldLabel(tr("Name after reboot:"), this), ruleRow());
    auto *nameLabel = fieldLabel(tr("&New name:"), this);
    nameLabel->setBuddy(m_name->edit());
    m_rows->addRow(nameLabel, m_name);
    m_rows->addRow(fieldLabel(tr("Takes effect:"), this), momentRow());
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, groupSpacing(this), 0, 0);
    column->addWidget(m_title);
    column->addWidget(m_facts);
    column->addWidget(m_notes);
    column->addSpacing(groupSpacing(this) / 2);
    column->addLayout(m_rows);
    column->addSpacing(groupSpacing(this) / 2);
    column->addWidget(m_explanation);
    column->addStretch();
}

void InterfaceForm::connectFields()
{
    connect(m_name, &NameField::typed, this, &InterfaceForm::emitEdit);
    connect(m_removeRule, &QPushButton::clicked, this, &InterfaceForm::toggleRemoval);
    connect(m_now, &QRadioButton::toggled, this, [this] {
        const bool mine = m_edit && m_edit->moment != NameEdit::Moment::RemoveRule;
        if (mine && m_now->isChecked() != (m_edit->moment == NameEdit::Moment::Now))
            emitEdit(m_edit->name);
    });
}

void InterfaceForm::showFacts(const NamesState &state, const Interface &interface)
{
    m_title->setText(technical(interface.name));
    QStringList facts{portWords(state.live, interface), tr("link: %1").arg(linkWords(interface))};
    if (!interface.parent.isEmpty())
        facts.append(tr("P_Key child of %1").arg(technical(interface.parent)));
    if (!interface.altnames.isEmpty())
        facts.append(tr("also called %1").arg(technical(interface.altnames.join(u", "_s))));
    m_facts->setText(facts.join(u" · "_s));
    m_address->setAddress(interface.address);
    m_rows->setRowVisible(m_present, interface.name != interface.nextBoot.name);
    m_present->setText(tr("%1, given %2.").arg(technical(interface.name), presentSourceSentence(interface)));
    QStringList remarks;
    for (const Note &note : state.notes)
        if (note.code != NoteCode::AbsentPort &&
            (note.subject == interface.name || note.subject == interface.id.text()))
            remarks.append(noteWords(note));
    if (remarks.isEmpty())
        m_notes->hide();
    else if (m_notes->isHidden() || m_notes->text() != listed(remarks))
        m_notes->showMessage(MessageBar::Kind::Warning, listed(remarks));
}

void InterfaceForm::showRule(const Interface &interface, bool hasRule)
{
    const bool removing = m_edit && m_edit->moment == NameEdit::Moment::RemoveRule;
    const QString given = nextSourceSentence(interface.nextBoot);
    const QString name = interface.nextBoot.name;
    if (removing)
        m_rule->setText(removalWords(interface));
    else
        m_rule->setText(name.isEmpty() ? tr("Given %1.").arg(given) : tr("%1, given %2.").arg(technical(name), given));
    m_removeRule->setText(removing ? tr("&Keep Rule") : tr("Remove Ru&le"));
    m_removeRule->setVisible(hasRule);
}

void InterfaceForm::showEdit(const NamesState &state, const NameEdits &edits)
{
    const bool renames = m_edit && m_edit->moment != NameEdit::Moment::RemoveRule;
    m_name->setName(renames ? m_edit->name : QString());
    const QString suggestion = suggestedName(state, edits, m_id);
    m_name->setSuggestion(renames && m_edit->name == suggestion ? QString() : suggestion);
    if (renames)
        (m_edit->moment == NameEdit::Moment::Now ? m_now : m_nextBoot)->setChecked(true);
    showVerdict(state, edits);
}

void InterfaceForm::showVerdict(const NamesState &state, const NameEdits &edits)
{
    const QString problem = problemWith(state, edits, m_id);
    if (!problem.isEmpty())
        return m_name->setVerdict(NameField::Verdict::Error, problem);
    const bool risky = m_edit && looksKernelGiven(m_edit->name) && m_edit->moment != NameEdit::Moment::RemoveRule;
    const Note note{NoteCode::KernelStyleName, risky ? m_edit->name : QString(), {}};
    m_name->setVerdict(risky ? NameField::Verdict::Warning : NameField::Verdict::Fine,
                       risky ? noteWords(note) : QString());
}

void InterfaceForm::showEditable(bool editable)
{
    m_rows->setRowVisible(m_name, editable);
    m_rows->setRowVisible(m_moment, editable);
    m_explanation->setText(
        editable ? tr("The name is bound to the port GUID, the part of the address that stays the same for the life of "
                      "the adapter; the rest can change whenever the driver loads.")
                 : tr("A P_Key child gets its name from whoever creates it, for example NetworkManager, and shares its "
                      "port GUID with its parent. To change the name, change it where the child is created."));
}

void InterfaceForm::emitEdit(const QString &name)
{
    const auto moment = m_now->isChecked() ? NameEdit::Moment::Now : NameEdit::Moment::NextBoot;
    emit edited(m_id, name.isEmpty() ? std::nullopt : std::optional(NameEdit{name, moment}));
}

void InterfaceForm::toggleRemoval()
{
    const bool removing = m_edit && m_edit->moment == NameEdit::Moment::RemoveRule;
    emit edited(m_id, removing ? std::nullopt : std::optional(NameEdit{{}, NameEdit::Moment::RemoveRule}));
}

} // namespace rdma
