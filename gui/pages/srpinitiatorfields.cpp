// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A login at a target as fields to type into.
#include "gui/pages/srpinitiatorfields.h"

#include "gui/widgets/textlabels.h"
#include "gui/words/plaintext.h"

#include <QCoreApplication>
#include <QFormLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalBlocker>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

enum Group { Who, IbCm, RdmaCm, Advanced };

struct Field {
    Group group;
    QLatin1StringView key;
    const char *label;
    const char *example;
};

struct Fields {
    Q_DECLARE_TR_FUNCTIONS(rdma::LoginFields)
public:
    static constexpr Field all[] = {
        {Who, "id_ext"_L1, QT_TR_NOOP("Id extension (id_ext)"), "0002c90300a1b2c3"},
        {Who, "ioc_guid"_L1, QT_TR_NOOP("Controller GUID (ioc_guid)"), "0002c90300a1b2c3"},
        {IbCm, "dgid"_L1, QT_TR_NOOP("GID of its port (dgid)"), "fe800000000000000002c90300a1b2c4"},
        {IbCm, "pkey"_L1, QT_TR_NOOP("P_Key (pkey)"), "ffff"},
        {IbCm, "service_id"_L1, QT_TR_NOOP("Service id (service_id)"), "0002c90300a1b2c3"},
        {RdmaCm, "address"_L1, QT_TR_NOOP("IP address"), "192.0.2.1"},
        {RdmaCm, "port"_L1, QT_TR_NOOP("Port"), "5555"},
        {Advanced, "initiator_ext"_L1, QT_TR_NOOP("First half of the own id (initiator_ext)"), "0"},
        {Advanced, "queue_size"_L1, QT_TR_NOOP("Queue size, 2 to 16384"), "64"},
        {Advanced, "max_cmd_per_lun"_L1, QT_TR_NOOP("Commands at a time on each LUN"), "62"},
        {Advanced, "max_sect"_L1, QT_TR_NOOP("Largest transfer in sectors, 8 to 65536"), "1024"},
        {Advanced, "cmd_sg_entries"_L1, QT_TR_NOOP("Segments in a command, 1 to 255"), "12"},
        {Advanced, "tl_retry_count"_L1, QT_TR_NOOP("Transport retries, 2 to 7"), "7"},
        {Advanced, "ch_count"_L1, QT_TR_NOOP("Channels (not before kernel 5.10)"), "4"},
    };
};

const Field &fieldOf(const QString &key)
{
    const QString shown = key == "dest"_L1 ? u"address"_s : key;
    const auto *found = std::ranges::find_if(Fields::all, [&](const Field &field) { return shown == field.key; });
    return found == std::end(Fields::all) ? Fields::all[0] : *found;
}

QString number(const std::optional<int> &value)
{
    return value ? QString::number(*value) : QString();
}

std::map<QString, QString> textsOf(const IbCmPath &path)
{
    return {{u"dgid"_s, path.dgid},
            {u"pkey"_s, u"%1"_s.arg(path.pkey, 4, 16, '0'_L1)},
            {u"service_id"_s, path.serviceId.hex()}};
}

std::map<QString, QString> textsOf(const RdmaCmPath &path)
{
    return {{u"address"_s, path.address.text()}, {u"port"_s, QString::number(path.port)}};
}

std::map<QString, QString> textsOf(const OfferedLogin &offered)
{
    std::map<QString, QString> texts;
    if (offered.login.path)
        texts = std::visit([](const auto &path) { return textsOf(path); }, *offered.login.path);
    const SrpLoginOptions &options = offered.login.options;
    texts[u"id_ext"_s] = offered.idExt.hex();
    texts[u"ioc_guid"_s] = offered.iocGuid.hex();
    texts[u"initiator_ext"_s] = options.initiatorExt ? QString::number(*options.initiatorExt, 16) : QString();
    texts[u"queue_size"_s] = number(options.queueSize);
    texts[u"max_cmd_per_lun"_s] = number(options.commandsPerLun);
    texts[u"max_sect"_s] = number(options.maxSectors);
    texts[u"cmd_sg_entries"_s] = number(options.sgEntries);
    texts[u"tl_retry_count"_s] = number(options.retries);
    texts[u"ch_count"_s] = number(options.channels);
    return texts;
}

} // namespace

LoginFields::LoginFields(QWidget *parent)
    : QWidget(parent),
      m_ibCm(new QRadioButton(tr("Over &InfiniBand, by its GID"), this)),
      m_rdmaCm(new QRadioButton(tr("By &IP address (RoCE, iWARP, RDMA/CM)"), this)),
      m_form(new QFormLayout)
{
    auto *more = new QWidget(this);
    auto *moreForm = new QFormLayout(more);
    moreForm->setContentsMargins({});
    m_form->addRow(makeWays());
    for (const Group group : {Who, IbCm, RdmaCm})
        addFields(m_form, group);
    addFields(moreForm, Advanced);
    auto *advanced = new QPushButton(tr("Ad&vanced"), this);
    advanced->setCheckable(true);
    advanced->setAutoDefault(false);
    more->hide();
    connect(advanced, &QPushButton::toggled, more, &QWidget::setVisible);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->addLayout(m_form);
    column->addWidget(advanced, 0, Qt::AlignLeading);
    column->addWidget(more);
    m_ibCm->setChecked(true);
    connect(m_ibCm, &QRadioButton::toggled, this, &LoginFields::takeWay);
    takeWay();
}

QLayout *LoginFields::makeWays()
{
    auto *row = new QHBoxLayout;
    row->addWidget(m_ibCm);
    row->addWidget(m_rdmaCm);
    row->addStretch();
    return row;
}

void LoginFields::addFields(QFormLayout *form, int group)
{
    for (const Field &field : Fields::all) {
        if (field.group != group)
            continue;
        auto *edit = new QLineEdit(this);
        edit->setFont(monospaceFont(font()));
        edit->setLayoutDirection(Qt::LeftToRight);
        edit->setPlaceholderText(QString::fromLatin1(field.example));
        edit->setAccessibleName(Fields::tr(field.label));
        connect(edit, &QLineEdit::textChanged, this, &LoginFields::changed);
        form->addRow(fieldLabel(Fields::tr(field.label), this), edit);
        m_fields[field.key] = edit;
    }
}

void LoginFields::show(const OfferedLogin &offered)
{
    {
        const QSignalBlocker quiet(this);
        for (const auto &[key, text] : textsOf(offered))
            m_fields.at(key)->setText(text);
        const bool ibCm = offered.login.path && std::holds_alternative<IbCmPath>(*offered.login.path);
        (ibCm ? m_ibCm : m_rdmaCm)->setChecked(true);
    }
    emit changed();
}

std::expected<OfferedLogin, CardRefusal> LoginFields::login() const
{
    return offeredLoginFromText(line());
}

QString LoginFields::problem() const
{
    for (const auto &[key, edit] : m_fields)
        if (edit->text().contains(u',') || edit->text().trimmed().contains(u' '))
            return fill(tr("“%1” cannot have blanks or commas."), Fields::tr(fieldOf(key).label));
    const auto offered = login();
    if (offered)
        return {};
    const QString label = Fields::tr(fieldOf(offered.error().key).label);
    switch (offered.error().problem) {
    case CardProblem::NotACard:
    case CardProblem::Missing:
        return offered.error().problem == CardProblem::Missing ? fill(tr("“%1” is missing."), label)
                                                               : tr("Paste a card, or fill in the fields.");
    case CardProblem::BadCharacter:
        return tr("There are invisible characters in a field.");
    default:
        return fill(tr("What stands in “%1” cannot be."), label);
    }
}

void LoginFields::takeWay()
{
    for (const Field &field : Fields::all)
        if (field.group == IbCm || field.group == RdmaCm)
            m_form->setRowVisible(m_fields.at(field.key), (field.group == IbCm) == isIbCm());
    emit changed();
}

bool LoginFields::isIbCm() const
{
    return m_ibCm->isChecked();
}

/// What the fields say as add_target takes it: one law for what is typed and what is pasted.
QString LoginFields::line() const
{
    QStringList items;
    for (const Field &field : Fields::all) {
        const bool isMeant = field.group == Who || field.group == Advanced || (field.group == IbCm && isIbCm());
        if (const QString text = typed(field.key); isMeant && !text.isEmpty())
            items.append(field.key + u'=' + text);
    }
    if (const QString there = dest(); !isIbCm() && !there.isEmpty())
        items.append("dest="_L1 + there);
    return items.join(u',');
}

QString LoginFields::dest() const
{
    const QString address = typed(u"address"_s);
    const QString host = address.contains(u':') && !address.startsWith(u'[') ? u'[' + address + u']' : address;
    return address.isEmpty() ? QString() : QString(host + u':' + typed(u"port"_s));
}

/// A GID is copied with its colons.
QString LoginFields::typed(const QString &key) const
{
    QString text = m_fields.at(key)->text().trimmed();
    return key == "dgid"_L1 ? text.remove(u':') : text;
}

} // namespace rdma
