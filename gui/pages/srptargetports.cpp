// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Choose on which ports a disk is exported.
#include "gui/pages/srptargetports.h"

#include "gui/pages/srptargetwording.h"
#include "gui/widgets/textlabels.h"
#include "gui/words/devicewords.h"

#include <QCheckBox>
#include <QGridLayout>
#include <QSpinBox>
#include <QStyle>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr int largestLun = 0xffff; // as rtslib has it

QString stateOf(const TargetPort &port, bool exportsAlready)
{
    QStringList words{linkLayerWords(port.linkLayer), portStateWords(port.state)};
    if (port.wwn.isEmpty())
        words.append(ExportPortChoice::tr("has no GID yet"));
    else if (exportsAlready)
        words.append(ExportPortChoice::tr("exports it already"));
    return words.join(u", "_s);
}

bool exportsIt(const SrpTree &tree, const QString &wwn, const std::optional<BackstoreId> &disk)
{
    const auto target = tree.targets.find(wwn);
    return disk && target != tree.targets.end() &&
           std::ranges::any_of(target->second.luns, [&](const auto &lun) { return lun.second == *disk; });
}

std::set<quint32> lunsOf(const SrpTree &tree, const QString &wwn)
{
    std::set<quint32> luns;
    if (const auto target = tree.targets.find(wwn); target != tree.targets.end())
        for (const auto &[lun, disk] : target->second.luns)
            luns.insert(lun);
    return luns;
}

} // namespace

ExportPortChoice::ExportPortChoice(const ExportState &state, const SrpTargetConfig &wanted,
                                   const std::optional<BackstoreId> &disk, const QString &chosenWwn, QWidget *parent)
    : QWidget(parent)
{
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins({});
    grid->setColumnStretch(0, 1);
    grid->setVerticalSpacing(fontMetrics().lineSpacing() / 4);
    for (const auto &[id, port] : state.live.ports) {
        const bool already = exportsIt(wanted.now, port.wwn, disk);
        const bool possible = !port.wwn.isEmpty() && !already;
        Row row{port.wwn, port.linkLayer == LinkLayer::Ethernet, lunsOf(wanted.now, port.wwn),
                new QCheckBox(portWords(id), this), new QSpinBox(this)};
        row.box->setEnabled(possible);
        row.box->setAccessibleDescription(stateOf(port, already));
        row.box->setChecked(possible && port.wwn == chosenWwn);
        row.lun->setRange(0, largestLun);
        row.lun->setValue(static_cast<int>(freeLun(row.taken)));
        row.lun->setPrefix(tr("LUN "));
        row.lun->setAccessibleName(tr("LUN on %1").arg(portWords(id)));
        row.lun->setEnabled(row.box->isChecked());
        const int line = grid->rowCount();
        grid->addWidget(row.box, line, 0);
        grid->addWidget(row.lun, line, 1);
        QLabel *caption = captionLabel(stateOf(port, already), this);
        caption->setIndent(style()->pixelMetric(QStyle::PM_IndicatorWidth) +
                           style()->pixelMetric(QStyle::PM_CheckBoxLabelSpacing));
        grid->addWidget(caption, line + 1, 0, 1, 2);
        connect(row.box, &QCheckBox::toggled, row.lun, &QWidget::setEnabled);
        connect(row.box, &QCheckBox::toggled, this, &ExportPortChoice::changed);
        connect(row.lun, &QSpinBox::valueChanged, this, &ExportPortChoice::changed);
        m_rows.push_back(row);
    }
    if (m_rows.empty())
        grid->addWidget(
            captionLabel(tr("This computer has no RDMA port. The disk can be set up and exported later."), this), 0, 0,
            1, 2);
}

std::map<QString, quint32> ExportPortChoice::chosen() const
{
    std::map<QString, quint32> ports;
    for (const Row &row : m_rows)
        if (row.box->isChecked())
            ports[row.wwn] = static_cast<quint32>(row.lun->value());
    return ports;
}

QString ExportPortChoice::problem() const
{
    for (const Row &row : m_rows)
        if (row.box->isChecked() && row.taken.contains(static_cast<quint32>(row.lun->value())))
            return tr("LUN %1 on %2 is another disk’s. Choose another number.")
                .arg(QString::number(row.lun->value()), row.box->text());
    return {};
}

bool ExportPortChoice::reachesEthernet() const
{
    return std::ranges::any_of(m_rows, [](const Row &row) { return row.isEthernet && row.box->isChecked(); });
}

} // namespace rdma
