// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The 20-byte address of an IPoIB interface, its four parts labelled, the port GUID standing out.
#include "gui/widgets/addressview.h"

#include "gui/widgets/copybutton.h"
#include "gui/widgets/textlabels.h"

#include <QGridLayout>
#include <QHBoxLayout>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

QLabel *bytesLabel(QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setFont(monospaceFont(label->font()));
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

QLabel *partCaption(const QString &text, QWidget *parent)
{
    QLabel *label = captionLabel(text, parent);
    label->setWordWrap(false);
    label->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    return label;
}

void makeProminent(QLabel *label)
{
    QFont font = label->font();
    font.setBold(true);
    font.setUnderline(true);
    label->setFont(font);
}

} // namespace

AddressView::AddressView(QWidget *parent)
    : QWidget(parent),
      m_flags(bytesLabel(this)),
      m_qpn(bytesLabel(this)),
      m_prefix(bytesLabel(this)),
      m_guid(bytesLabel(this)),
      m_copy(new CopyButton(tr("&Copy"), tr("Copy the address or its port GUID"), this))
{
    makeProminent(m_guid);
    auto *parts = new QWidget(this);
    parts->setLayoutDirection(Qt::LeftToRight);
    auto *grid = new QGridLayout(parts);
    grid->setContentsMargins({});
    grid->setVerticalSpacing(0);
    grid->setHorizontalSpacing(fontMetrics().averageCharWidth());
    const std::array labels{m_flags, m_qpn, m_prefix, m_guid};
    const std::array captions{tr("flags"), tr("QPN"), tr("prefix"), tr("port GUID")};
    for (int column = 0; column < 4; ++column) {
        grid->addWidget(labels.at(column), 0, column);
        grid->addWidget(partCaption(captions.at(column), parts), 1, column);
    }
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins({});
    row->addWidget(parts, 0, Qt::AlignTop);
    row->addSpacing(groupSpacing(this));
    row->addWidget(m_copy, 0, Qt::AlignTop);
    row->addStretch();
}

void AddressView::setAddress(const IpoibAddress &address)
{
    const QString text = QString::fromLatin1(address.text());
    constexpr qsizetype byteWidth = 3;
    const auto part = [&text](qsizetype from, qsizetype count) {
        return text.mid(from * byteWidth, count * byteWidth - 1);
    };
    m_flags->setText(part(0, 1));
    m_qpn->setText(part(1, 3));
    m_prefix->setText(part(4, 8));
    m_guid->setText(part(12, 8));
    m_flags->setAccessibleName(tr("flags %1").arg(m_flags->text()));
    m_qpn->setAccessibleName(tr("QPN %1").arg(m_qpn->text()));
    m_prefix->setAccessibleName(tr("prefix %1").arg(m_prefix->text()));
    m_guid->setAccessibleName(tr("port GUID %1").arg(m_guid->text()));
    m_copy->setChoices({{tr("Port &GUID"), m_guid->text()}, {tr("Hardware &Address"), text}});
}

} // namespace rdma
