// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The dialog with the limit of one service.
#include "gui/pages/limitsunit.h"

#include "gui/pages/limitsform.h"
#include "gui/widgets/dialogfooter.h"
#include "gui/widgets/textlabels.h"
#include "gui/words/errorwords.h"
#include "gui/words/limitsrulelines.h"
#include "gui/words/plaintext.h"
#include "model/unitdropin.h"

#include <QComboBox>
#include <QCompleter>
#include <QFormLayout>
#include <QLineEdit>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr int dialogWidth = 78; // of characters

} // namespace

UnitLimitDialog::UnitLimitDialog(const LimitsState &state, const LimitsConfig &wanted, const QString &unit,
                                 QWidget *parent)
    : QDialog(parent),
      m_wanted(wanted),
      m_services(state.live.services),
      m_unit(unit),
      m_choice(new QComboBox(this)),
      m_form(new LimitForm(false, this)),
      m_footer(new DialogFooter(tr("&Add to Changes"), this))
{
    setWindowTitle(unit.isEmpty() ? tr("Limit for a Service") : fill(tr("Limit for %1"), technical(unit)));
    setAttribute(Qt::WA_DeleteOnClose);
    setMinimumWidth(fontMetrics().averageCharWidth() * dialogWidth);
    if (const auto present = valueAt(wanted.units, unit))
        m_form->setLimit({present->soft, present->hard});
    makeSearchable(m_choice, m_services);
    m_choice->setAccessibleName(tr("Service"));
    layOut(state.live);
    connect(m_choice, &QComboBox::currentTextChanged, this, &UnitLimitDialog::check);
    connect(m_form, &LimitForm::edited, this, &UnitLimitDialog::check);
    connect(this, &QDialog::accepted, this, [this] {
        if (const auto made = value())
            emit chosen(this->unit(), *made);
    });
    check();
}

void UnitLimitDialog::layOut(const LimitsLive &live)
{
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(groupSpacing(this));
    if (m_unit.isEmpty())
        form->addRow(tr("&Service:"), m_choice);
    else
        form->addRow(fieldLabel(tr("Service:"), this), fieldLabel(technical(m_unit), this));
    m_choice->setVisible(m_unit.isEmpty());
    auto *column = new QVBoxLayout(this);
    column->addWidget(captionLabel(tr("Services do not log in, so rules for users and groups do not reach them: each "
                                      "has its limit from systemd. It holds from its next start on."),
                                   this));
    column->addSpacing(groupSpacing(this) / 2);
    column->addLayout(form);
    column->addSpacing(groupSpacing(this) / 2);
    column->addWidget(m_form);
    column->addSpacing(groupSpacing(this) / 2);
    column->addWidget(captionLabel(usualWords(live), this));
    column->addStretch();
    column->addSpacing(groupSpacing(this));
    column->addWidget(m_footer);
}

QString UnitLimitDialog::unit() const
{
    return m_unit.isEmpty() ? m_choice->currentText().trimmed() : m_unit;
}

std::expected<MemoryLimit, QString> UnitLimitDialog::value() const
{
    if (m_unit.isEmpty() && unit().isEmpty())
        return std::unexpected(tr("Choose the service."));
    if (m_unit.isEmpty() && !m_services.contains(unit()))
        return std::unexpected(fill(tr("There is no service %1 here: choose one from the list."), technical(unit())));
    if (m_unit.isEmpty() && m_wanted.units.contains(unit()))
        return std::unexpected(fill(tr("There is a limit for %1 already: change that one."), technical(unit())));
    const auto limit = m_form->limit();
    if (!limit)
        return std::unexpected(errorText(limit.error()));
    const MemoryLimit made{limit->soft.value_or(MemoryAmount()), limit->hard.value_or(MemoryAmount())};
    if (const auto text = memlockDropIn(made); !text)
        return std::unexpected(tr("The soft limit is more than the hard one."));
    return made;
}

void UnitLimitDialog::check()
{
    const auto made = value();
    m_footer->setProblem(made ? QString() : made.error());
}

void makeSearchable(QComboBox *services, const QStringList &names)
{
    services->setEditable(true);
    services->setInsertPolicy(QComboBox::NoInsert);
    services->addItems(names);
    services->setCurrentIndex(-1);
    services->lineEdit()->setPlaceholderText(UnitLimitDialog::tr("Type a part of its name"));
    services->completer()->setCompletionMode(QCompleter::PopupCompletion);
    services->completer()->setFilterMode(Qt::MatchContains);
    services->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

} // namespace rdma
