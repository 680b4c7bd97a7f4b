// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Choose what a new disk is made of. What cannot be chosen is shown all the same, with who uses it.
#include "gui/pages/srptargetdisk.h"

#include "gui/widgets/roomyrows.h"
#include "gui/widgets/textlabels.h"
#include "gui/words/plaintext.h"
#include "gui/words/srptargetwords.h"
#include "model/srptargetlaw.h"

#include <QButtonGroup>
#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QStackedWidget>
#include <QTreeWidget>
#include <QUuid>
#include <QVBoxLayout>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr quint64 mebibyte = quint64{1024} * 1024;
constexpr double largestSize = 16384;

bool isFree(const BlockDevice &device)
{
    return device.uses.empty() && !device.holdsRoot;
}

QString freeName(const SrpTree &tree)
{
    for (int number = 1;; ++number) {
        const QString name = u"disk%1"_s.arg(number);
        if (std::ranges::none_of(tree.backstores, [&](const auto &disk) { return disk.first.name == name; }))
            return name;
    }
}

QString sourceOf(const BlockDevice &device)
{
    return device.stablePaths.isEmpty() ? device.path : device.stablePaths.constFirst();
}

/// Without the directory, which all have in common.
QString shortSource(const BlockDevice &device)
{
    const QString source = sourceOf(device);
    return source.startsWith("/dev/disk/by-id/"_L1) ? source.section(u'/', 4) : source;
}

QString problemWords(DiskProblem problem)
{
    switch (problem) {
    case DiskProblem::OddName:
        return DiskChoice::tr("A name has at most 64 letters, digits, dots, dashes and underscores, and begins with a "
                              "letter or digit.");
    case DiskProblem::NameTaken:
        return DiskChoice::tr("There is a disk with this name already. Choose another name.");
    case DiskProblem::OddSerial:
        return DiskChoice::tr("A serial number has 8 to 64 letters, digits and dashes.");
    case DiskProblem::SerialTaken:
        return DiskChoice::tr("Another disk has this serial number: initiators would take the two for one.");
    }
    Q_UNREACHABLE_RETURN({});
}

void fillRow(QTreeWidgetItem *item, const BlockDevice &device)
{
    const QString use = useWords(device);
    const QStringList cells{technical(device.name), sizeWords(device.size), technical(device.model),
                            technical(device.serial), use.isEmpty() ? technical(shortSource(device)) : use};
    for (int column = 0; column < cells.size(); ++column) {
        item->setText(column, cells[column]);
        item->setToolTip(column, u"<span>"_s + cells[column].toHtmlEscaped() + u"</span>"_s); // never markup of a disk
    }
    item->setTextAlignment(1, Qt::AlignTrailing | Qt::AlignVCenter);
    item->setDisabled(!isFree(device));
}

} // namespace

DiskChoice::DiskChoice(const ExportState &state, const SrpTargetConfig &wanted, QWidget *parent)
    : QWidget(parent),
      m_devices(state.live.disks),
      m_wanted(wanted.now),
      m_kinds(new QButtonGroup(this)),
      m_stack(new QStackedWidget(this)),
      m_list(new QTreeWidget(this)),
      m_size(new QDoubleSpinBox(this)),
      m_unit(new QComboBox(this)),
      m_path(captionLabel({}, this)),
      m_name(new QLineEdit(freeName(wanted.now), this)),
      m_readOnly(new QCheckBox(tr("Read-onl&y for everybody"), this)),
      m_writeBack(new QCheckBox(tr("&Write-back: faster, but a power failure may lose data"), this)),
      m_thin(new QCheckBox(tr("Offer &UNMAP (thin provisioning)"), this)),
      m_blockSize(new QComboBox(this)),
      m_serial(new QLineEdit(QUuid::createUuid().toString(QUuid::WithoutBraces), this))
{
    m_stack->addWidget(makeDevices(m_devices));
    m_stack->addWidget(makeSize());
    auto *name = new QFormLayout;
    name->addRow(tr("&Name"), m_name);
    auto *advanced = new QPushButton(tr("Ad&vanced"), this);
    advanced->setCheckable(true);
    advanced->setAutoDefault(false);
    QWidget *more = makeAdvanced();
    more->hide();
    connect(advanced, &QPushButton::toggled, more, &QWidget::setVisible);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->addWidget(makeKinds());
    column->addWidget(m_stack, 1);
    column->addLayout(name);
    column->addWidget(advanced, 0, Qt::AlignLeading);
    column->addWidget(more);
    connect(m_kinds, &QButtonGroup::idToggled, this, &DiskChoice::takeKind);
    connect(m_list, &QTreeWidget::currentItemChanged, this, &DiskChoice::takeKind);
    connect(m_name, &QLineEdit::textChanged, this, &DiskChoice::takeKind);
    connect(m_serial, &QLineEdit::textChanged, this, &DiskChoice::changed);
    connect(m_size, &QDoubleSpinBox::valueChanged, this, &DiskChoice::changed);
    connect(m_unit, &QComboBox::currentIndexChanged, this, &DiskChoice::changed);
    m_kinds->button(static_cast<int>(BackstoreKind::Block))->setChecked(true);
}

QWidget *DiskChoice::makeKinds()
{
    auto *kinds = new QWidget(this);
    auto *row = new QHBoxLayout(kinds);
    row->setContentsMargins({});
    for (const auto &[kind, text] :
         {std::pair(BackstoreKind::Block, tr("&Block device")), std::pair(BackstoreKind::File, tr("Image &file")),
          std::pair(BackstoreKind::Ramdisk, tr("&Ramdisk, to try out"))}) {
        auto *button = new QRadioButton(text, kinds);
        m_kinds->addButton(button, static_cast<int>(kind));
        row->addWidget(button);
    }
    row->addStretch();
    return kinds;
}

QWidget *DiskChoice::makeDevices(const std::vector<BlockDevice> &devices)
{
    m_list->setAccessibleName(tr("Block devices"));
    m_list->setHeaderLabels(
        {tr("Device"), tr("Size"), tr("Model"), tr("Serial Number"), tr("Used By, or Stable Name")});
    m_list->headerItem()->setTextAlignment(1, Qt::AlignTrailing | Qt::AlignVCenter);
    m_list->setRootIsDecorated(false);
    m_list->setAllColumnsShowFocus(true);
    m_list->setUniformRowHeights(true);
    m_list->setTabKeyNavigation(false);
    m_list->setItemDelegate(new RoomyRows(m_list));
    for (const BlockDevice &device : devices)
        fillRow(new QTreeWidgetItem(m_list), device);
    for (int column = 0; column + 1 < m_list->columnCount(); ++column)
        m_list->resizeColumnToContents(column);
    const auto free = std::ranges::find_if(devices, isFree);
    if (free != devices.end())
        m_list->setCurrentItem(m_list->topLevelItem(static_cast<int>(free - devices.begin())));
    m_list->setMinimumSize(fontMetrics().averageCharWidth() * 94, fontMetrics().lineSpacing() * 9);
    return m_list;
}

QWidget *DiskChoice::makeSize()
{
    auto *page = new QWidget(this);
    m_size->setRange(1, largestSize);
    m_size->setDecimals(1);
    m_size->setValue(10);
    m_unit->addItems({tr("MiB"), tr("GiB"), tr("TiB")});
    m_unit->setCurrentIndex(1);
    m_unit->setAccessibleName(tr("Unit of the size"));
    auto *size = new QHBoxLayout;
    size->addWidget(m_size);
    size->addWidget(m_unit);
    size->addStretch();
    auto *form = new QFormLayout(page);
    form->setContentsMargins({});
    QLabel *label = fieldLabel(tr("Si&ze"), page);
    label->setBuddy(m_size);
    form->addRow(label, size);
    form->addRow(m_path);
    return page;
}

QWidget *DiskChoice::makeAdvanced()
{
    auto *more = new QWidget(this);
    m_blockSize->addItem(tr("as the disk has it"), 0);
    for (const int bytes : {512, 1024, 2048, 4096})
        m_blockSize->addItem(tr("%1 bytes").arg(bytes), bytes);
    m_serial->setLayoutDirection(Qt::LeftToRight);
    auto *form = new QFormLayout(more);
    form->setContentsMargins({});
    form->addRow(m_readOnly);
    form->addRow(m_writeBack);
    form->addRow(m_thin);
    form->addRow(tr("B&lock size"), m_blockSize);
    form->addRow(tr("&Serial number"), m_serial);
    return more;
}

void DiskChoice::takeKind()
{
    const bool isBlock = kind() == BackstoreKind::Block;
    m_stack->setCurrentIndex(isBlock ? 0 : 1);
    m_path->setText(kind() == BackstoreKind::File
                        ? tr("The file %1 is made and never deleted by this program.")
                              .arg(technical(imagesPath + u'/' + m_name->text() + ".img"_L1))
                        : tr("A ramdisk takes this much memory as it is written to, and loses all at a reboot."));
    m_writeBack->setEnabled(!isBlock);
    m_thin->setEnabled(kind() != BackstoreKind::Ramdisk);
    const bool forced = isBlock && device() && device()->readOnly;
    m_readOnly->setEnabled(!forced);
    if (forced)
        m_readOnly->setChecked(true);
    emit changed();
}

BackstoreKind DiskChoice::kind() const
{
    return static_cast<BackstoreKind>(m_kinds->checkedId());
}

const BlockDevice *DiskChoice::device() const
{
    const int row = m_list->indexOfTopLevelItem(m_list->currentItem());
    if (row < 0 || !isFree(m_devices.at(static_cast<std::size_t>(row))))
        return nullptr;
    return &m_devices[static_cast<std::size_t>(row)];
}

quint64 DiskChoice::size() const
{
    const double units = m_size->value() * static_cast<double>(quint64{1} << (10 * m_unit->currentIndex()));
    return static_cast<quint64>(units + 0.5) * mebibyte;
}

BackstoreId DiskChoice::id() const
{
    return {kind(), m_name->text()};
}

Backstore DiskChoice::disk() const
{
    Backstore made{.serial = m_serial->text(),
                   .readOnly = m_readOnly->isChecked(),
                   .writeBack = m_writeBack->isEnabled() && m_writeBack->isChecked(),
                   .thin = m_thin->isEnabled() && m_thin->isChecked(),
                   .blockSize = m_blockSize->currentData().toInt()};
    if (kind() == BackstoreKind::Block)
        made.source = device() ? sourceOf(*device()) : QString();
    else
        made.size = size();
    if (kind() == BackstoreKind::File)
        made.source = imagesPath + u'/' + m_name->text() + ".img"_L1;
    return made;
}

QString DiskChoice::problem() const
{
    if (kind() == BackstoreKind::Block && !device())
        return tr("Choose a block device that nobody uses.");
    if (const auto problem = problemWithName(m_wanted, id()))
        return problemWords(*problem);
    if (const auto problem = problemWithSerial(m_wanted, id(), m_serial->text()))
        return problemWords(*problem);
    if (kind() == BackstoreKind::Block && std::ranges::any_of(m_wanted.backstores, [this](const auto &other) {
            return other.first.kind == BackstoreKind::Block && other.second.source == sourceOf(*device());
        }))
        return tr("This device is already exported by a change that is not yet applied.");
    return {};
}

} // namespace rdma
