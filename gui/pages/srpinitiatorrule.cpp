// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The dialog with one rule of srp_daemon.
#include "gui/pages/srpinitiatorrule.h"

#include "gui/widgets/dialogfooter.h"
#include "gui/widgets/textlabels.h"
#include "gui/words/plaintext.h"

#include <QFormLayout>
#include <QLineEdit>
#include <QRadioButton>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype guidDigits = 16;
constexpr qsizetype gidDigits = 32;
constexpr qsizetype pkeyDigits = 4;

const QStringList guidKeys{u"id_ext"_s, u"ioc_guid"_s, u"service_id"_s};

QString hex(const std::optional<quint64> &value, int digits)
{
    return value ? u"%1"_s.arg(*value, digits, 16, '0'_L1) : QString();
}

QString optionsText(const std::map<QString, int> &options)
{
    QStringList items;
    for (const auto &[key, value] : options)
        items.append(key + u'=' + QString::number(value));
    return items.join(u',');
}

/// Colons and 0x, with which ids are copied, the file does not take.
QString digitsOf(QString text)
{
    text = text.trimmed().toLower().remove(u':');
    return text.startsWith("0x"_L1) ? text.sliced(2) : text;
}

bool isHex(const QString &text, qsizetype digits)
{
    return !text.isEmpty() && text.size() <= digits &&
           std::ranges::all_of(text, [](QChar c) { return QStringView(u"0123456789abcdef").contains(c); });
}

/// Absent: the text is none.
std::optional<std::map<QString, int>> optionsFrom(const QString &text)
{
    std::map<QString, int> options;
    for (const QString &item : text.simplified().replace(u' ', u',').split(u',', Qt::SkipEmptyParts)) {
        bool isNumber = false;
        const int number = item.section(u'=', 1).toInt(&isNumber);
        if (!isNumber || number < 0 || !options.try_emplace(item.section(u'=', 0, 0), number).second)
            return std::nullopt;
    }
    return options;
}

} // namespace

RuleDialog::RuleDialog(const DaemonRule &rule, QWidget *parent)
    : QDialog(parent),
      m_allow(new QRadioButton(tr("&Log in to such targets"), this)),
      m_disallow(new QRadioButton(tr("Do &not log in to them"), this)),
      m_options(new QLineEdit(optionsText(rule.options), this)),
      m_footer(new DialogFooter(tr("&Done"), this))
{
    setWindowTitle(tr("Rule of srp_daemon"));
    setAttribute(Qt::WA_DeleteOnClose);
    (rule.allow ? m_allow : m_disallow)->setChecked(true);
    m_fields[u"id_ext"_s] = addField(u"id_ext"_s, hex(rule.idExt, guidDigits));
    m_fields[u"ioc_guid"_s] = addField(u"ioc_guid"_s, hex(rule.iocGuid, guidDigits));
    m_fields[u"dgid"_s] = addField(u"dgid"_s, rule.dgid.value_or(QString()));
    m_fields[u"service_id"_s] = addField(u"service_id"_s, hex(rule.serviceId, guidDigits));
    m_fields[u"pkey"_s] = addField(u"pkey"_s, hex(rule.pkey, pkeyDigits));
    m_options->setFont(monospaceFont(font()));
    m_options->setLayoutDirection(Qt::LeftToRight);
    m_options->setPlaceholderText(u"max_cmd_per_lun=32,queue_size=128"_s);
    connect(m_options, &QLineEdit::textChanged, this, &RuleDialog::check);
    connect(m_allow, &QRadioButton::toggled, this, &RuleDialog::check);
    connect(this, &QDialog::accepted, this, [this] {
        if (const auto made = this->rule())
            emit chosen(*made);
    });
    layOut();
    check();
}

void RuleDialog::layOut()
{
    auto *form = new QFormLayout;
    form->addRow(tr("&Id extension (id_ext)"), m_fields[u"id_ext"_s]);
    form->addRow(tr("Controller &GUID (ioc_guid)"), m_fields[u"ioc_guid"_s]);
    form->addRow(tr("GI&D of its port (dgid)"), m_fields[u"dgid"_s]);
    form->addRow(tr("&Service id (service_id)"), m_fields[u"service_id"_s]);
    form->addRow(tr("&P_Key (pkey)"), m_fields[u"pkey"_s]);
    form->addRow(tr("&Options of the login"), m_options);
    auto *column = new QVBoxLayout(this);
    column->addWidget(m_allow);
    column->addWidget(m_disallow);
    column->addSpacing(groupSpacing(this) / 2);
    column->addWidget(captionLabel(tr("A target is meant when all that is filled in fits. With nothing filled in, "
                                      "every target is."),
                                   this));
    column->addLayout(form);
    column->addStretch();
    column->addSpacing(groupSpacing(this));
    column->addWidget(m_footer);
}

QLineEdit *RuleDialog::addField(const QString &key, const QString &text)
{
    auto *field = new QLineEdit(text, this);
    field->setFont(monospaceFont(font()));
    field->setLayoutDirection(Qt::LeftToRight);
    field->setMinimumWidth(field->fontMetrics().averageCharWidth() * 36);
    field->setPlaceholderText(tr("any"));
    field->setObjectName(key);
    connect(field, &QLineEdit::textChanged, this, &RuleDialog::check);
    return field;
}

std::expected<DaemonRule, QString> RuleDialog::rule() const
{
    DaemonRule rule;
    rule.allow = m_allow->isChecked();
    std::map<QString, quint64> numbers;
    for (const auto &[key, field] : m_fields) {
        const QString digits = digitsOf(field->text());
        const qsizetype most = key == "dgid"_L1 ? gidDigits : key == "pkey"_L1 ? pkeyDigits : guidDigits;
        if (digits.isEmpty())
            continue;
        if (!isHex(digits, most) || (key == "dgid"_L1 && digits.size() != most))
            return std::unexpected(fill(tr("%1 has %2 hexadecimal digits."), key, QString::number(most)));
        if (key == "dgid"_L1)
            rule.dgid = digits;
        else
            numbers[key] = digits.toULongLong(nullptr, 16);
    }
    const auto take = [&](const QString &key, std::optional<quint64> &value) {
        if (const auto number = numbers.find(key); number != numbers.end())
            value = number->second;
    };
    take(u"id_ext"_s, rule.idExt);
    take(u"ioc_guid"_s, rule.iocGuid);
    take(u"service_id"_s, rule.serviceId);
    if (const auto number = numbers.find(u"pkey"_s); number != numbers.end())
        rule.pkey = static_cast<quint16>(number->second);
    const auto options = optionsFrom(m_options->text());
    if (!options)
        return std::unexpected(tr("An option is a name, = and a number: max_cmd_per_lun=32."));
    if (rule.allow)
        rule.options = *options;
    return rule;
}

void RuleDialog::check()
{
    m_options->setEnabled(m_allow->isChecked());
    const auto made = rule();
    if (!made)
        return m_footer->setProblem(made.error());
    const auto file = withRules({}, {*made});
    const bool isRead = file && rulesIn(*file) == std::vector{*made};
    m_footer->setProblem(isRead ? QString()
                         : file ? tr("srp_daemon does not know one of the options.")
                                : tr("This is too much for one line of the file."));
}

} // namespace rdma
