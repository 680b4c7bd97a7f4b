// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The field for an amount of memory.
#include "gui/pages/limitsamount.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QRadioButton>
#include <algorithm>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

const QStringList units{u"KiB"_s, u"MiB"_s, u"GiB"_s, u"TiB"_s};
constexpr MemoryAmount suggested{quint64{64} << 20};
constexpr int numberWidth = 12; // of characters

/// "64 MiB" and "64M" are taken as they are typed, whatever unit is chosen.
QString withUnit(const QString &text, const QString &unit)
{
    const auto isDigit = [](QChar c) { return c.isDigit(); };
    return !text.isEmpty() && std::ranges::all_of(text, isDigit) ? text + u' ' + unit : text;
}

} // namespace

LimitAmount::LimitAmount(const QString &name, QWidget *parent)
    : QWidget(parent),
      m_unlimited(new QRadioButton(tr("Unlimited"), this)),
      m_limited(new QRadioButton(tr("At most"), this)),
      m_absent(new QRadioButton(tr("Not set here"), this)),
      m_number(new QLineEdit(this)),
      m_unit(new QComboBox(this))
{
    setAccessibleName(name);
    m_unlimited->setAccessibleName(tr("%1: unlimited").arg(name));
    m_limited->setAccessibleName(tr("%1: at most").arg(name));
    m_absent->setAccessibleName(tr("%1: not set here").arg(name));
    m_number->setAccessibleName(tr("%1: amount").arg(name));
    m_unit->setAccessibleName(tr("%1: unit").arg(name));
    m_unit->addItems(units);
    m_number->setFixedWidth(fontMetrics().averageCharWidth() * numberWidth);
    m_number->setLayoutDirection(Qt::LeftToRight);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins({});
    row->addWidget(m_unlimited);
    row->addWidget(m_limited);
    row->addWidget(m_number);
    row->addWidget(m_unit);
    row->addWidget(m_absent);
    row->addStretch();
    QSizePolicy policy = m_absent->sizePolicy();
    policy.setRetainSizeWhenHidden(true); // a dialog does not grow when it offers more
    m_absent->setSizePolicy(policy);
    setFocusProxy(m_unlimited);
    setAmount(suggested);
    setMayBeAbsent(false);
    m_unlimited->setChecked(true);
    connectFields();
    showEnabled();
}

void LimitAmount::connectFields()
{
    for (QRadioButton *one : {m_unlimited, m_limited, m_absent})
        connect(one, &QRadioButton::toggled, this, [this](bool chosen) {
            showEnabled();
            if (chosen)
                emit edited();
        });
    connect(m_number, &QLineEdit::textChanged, this, &LimitAmount::edited);
    connect(m_unit, &QComboBox::currentIndexChanged, this, &LimitAmount::edited);
}

void LimitAmount::setAmount(const std::optional<MemoryAmount> &amount)
{
    if (amount && *amount != unlimitedMemory) {
        const QString text = textOf(*amount);
        const int unit = m_unit->findText(text.section(u' ', 1));
        m_number->setText(unit < 0 ? text : text.section(u' ', 0, 0));
        m_unit->setCurrentIndex(std::max(unit, 0));
    }
    (!amount ? m_absent : *amount == unlimitedMemory ? m_unlimited : m_limited)->setChecked(true);
}

void LimitAmount::setMayBeAbsent(bool may)
{
    m_absent->setVisible(may);
    if (!may && m_absent->isChecked())
        m_unlimited->setChecked(true);
}

Result<std::optional<MemoryAmount>> LimitAmount::amount() const
{
    if (m_absent->isChecked())
        return std::nullopt;
    if (m_unlimited->isChecked())
        return unlimitedMemory;
    return memoryAmountFrom(withUnit(m_number->text().trimmed(), m_unit->currentText()));
}

void LimitAmount::focusFirst()
{
    (m_limited->isChecked() ? static_cast<QWidget *>(m_number) : m_unlimited)->setFocus();
}

void LimitAmount::showEnabled()
{
    m_number->setEnabled(m_limited->isChecked());
    m_unit->setEnabled(m_limited->isChecked());
}

} // namespace rdma
