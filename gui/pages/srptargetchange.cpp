// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The dialog that changes a disk which is set up.
#include "gui/pages/srptargetchange.h"

#include "gui/pages/srptargetwording.h"
#include "gui/widgets/icons.h"
#include "gui/widgets/textlabels.h"
#include "gui/words/plaintext.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QPushButton>
#include <QStyle>
#include <QVBoxLayout>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

/// Empty, or why the helper would not change it; it looks again itself.
QString whyNoWriteBack(const BackstoreId &id, const BackstoreFacts &facts)
{
    if (id.kind == BackstoreKind::Block)
        return ChangeDialog::tr("The block device has a cache of its own and tells initiators about it.");
    if (facts.buffered)
        return ChangeDialog::tr(
            "The image was opened for write-back and stays so while the disk is set up. Without it, "
            "delete the disk and export it again; its data stays.");
    return {};
}

QString whyNoUnmap(const BackstoreId &id)
{
    return id.kind == BackstoreKind::Ramdisk ? ChangeDialog::tr("A ramdisk gives no memory back.") : QString();
}

QString whatItNeeds(const BackstoreId &id)
{
    return id.kind == BackstoreKind::Block
               ? ChangeDialog::tr("Initiators can give unused space back. The block device must be able to discard.")
               : ChangeDialog::tr("Initiators can give unused space back to the file system of the image.");
}

/// The image itself is written through until it is opened anew.
QString whatWriteBackMeans(const BackstoreId &id)
{
    const QString told =
        ChangeDialog::tr("A power failure may lose what was acknowledged. Initiators are told of it at "
                         "their next login.");
    return id.kind == BackstoreKind::File
               ? told + u' ' + ChangeDialog::tr("It gets faster when the disk is set up anew: after a reboot, if kept.")
               : told;
}

void addBox(QVBoxLayout *column, QCheckBox *box, const QString &why, const QString &means)
{
    box->setEnabled(why.isEmpty());
    const QString &words = why.isEmpty() ? means : why;
    box->setAccessibleDescription(words);
    auto *caption = captionLabel(words, box->parentWidget());
    caption->setIndent(box->style()->pixelMetric(QStyle::PM_IndicatorWidth) +
                       box->style()->pixelMetric(QStyle::PM_CheckBoxLabelSpacing));
    column->addWidget(box);
    column->addWidget(caption);
}

} // namespace

ChangeDialog::ChangeDialog(const ExportState &state, const SrpTargetConfig &wanted, const BackstoreId &id,
                           QWidget *parent)
    : QDialog(parent),
      m_id(id),
      m_before{id, wanted.now.backstores.at(id).writeBack, wanted.now.backstores.at(id).thin},
      m_writeBack(new QCheckBox(tr("&Write-back"), this)),
      m_thin(new QCheckBox(tr("Offer &UNMAP (thin provisioning)"), this)),
      m_add(new QPushButton(themeIcon(u"dialog-ok-apply"_s), tr("&Add to Changes"), this))
{
    setWindowTitle(tr("Change %1").arg(plain(id.name)));
    setAttribute(Qt::WA_DeleteOnClose);
    setMinimumWidth(fontMetrics().averageCharWidth() * 70);
    auto *cancel = new QPushButton(themeIcon(u"window-close"_s), tr("&Cancel"), this);
    cancel->setAutoDefault(false);
    m_add->setDefault(true);
    auto *footer = new QHBoxLayout;
    footer->addStretch();
    footer->addWidget(cancel);
    footer->addWidget(m_add);
    auto *column = new QVBoxLayout(this);
    column->addWidget(makeProperties(state, wanted.now.backstores.at(id)), 1);
    column->addSpacing(groupSpacing(this));
    column->addLayout(footer);
    for (const QCheckBox *box : {m_writeBack, m_thin})
        connect(box, &QCheckBox::toggled, this, &ChangeDialog::check);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_add, &QPushButton::clicked, this, &QDialog::accept);
    connect(this, &QDialog::accepted, this, [this] { emit chosen(edit()); });
    check();
    resize(minimumWidth(), heightForWidth(minimumWidth())); // adjustSize() would cut texts off on a small screen
}

QWidget *ChangeDialog::makeProperties(const ExportState &state, const Backstore &disk)
{
    auto *properties = new QWidget(this);
    m_writeBack->setParent(properties);
    m_thin->setParent(properties);
    m_writeBack->setChecked(disk.writeBack);
    m_thin->setChecked(disk.thin);
    auto *column = new QVBoxLayout(properties);
    column->setContentsMargins({});
    addBox(column, m_writeBack, whyNoWriteBack(m_id, factsOf(state.live, m_id)), whatWriteBackMeans(m_id));
    column->addSpacing(groupSpacing(this) / 2);
    addBox(column, m_thin, whyNoUnmap(m_id), whatItNeeds(m_id));
    column->addSpacing(groupSpacing(this));
    const QStringList users = loggedInUsers(state, m_id);
    if (!users.isEmpty()) {
        m_writeBack->setEnabled(false);
        m_thin->setEnabled(false);
        column->addWidget(bodyLabel(tr("Nothing can be changed while an initiator is logged in that uses it, since "
                                       "initiators ask only once: %1. Log out there first.")
                                        .arg(technical(users.join(u", "_s))),
                                    properties));
    }
    column->addWidget(captionLabel(tr("Block size, serial number and read-only are chosen when a disk is set up. To "
                                      "change them, delete the disk and export it again; the data of an image or a "
                                      "block device stays."),
                                   properties));
    column->addStretch();
    return properties;
}

ChangeDisk ChangeDialog::edit() const
{
    return {m_id, m_writeBack->isChecked(), m_thin->isChecked()};
}

void ChangeDialog::check()
{
    m_add->setEnabled(edit() != m_before);
}

} // namespace rdma
