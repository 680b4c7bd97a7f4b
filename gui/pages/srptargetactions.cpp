// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What can be done with the selected row of the exports.
#include "gui/pages/srptargetactions.h"

#include "gui/pages/srptargetsettle.h"
#include "gui/pages/srptargetwording.h"
#include "gui/widgets/icons.h"

#include <QAction>
#include <QPushButton>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

using Kind = ExportRow::Kind;
using Standing = ExportTree::Standing;

QAction *action(QWidget *parent, const QString &icon, const QString &text, const QKeySequence &keys = {})
{
    auto *made = new QAction(themeIcon(icon), text, parent);
    made->setShortcut(keys);
    made->setShortcutContext(Qt::WidgetShortcut);
    return made;
}

} // namespace

ExportActions::ExportActions(QWidget *parent)
    : QObject(parent),
      exportDisk(action(parent, u"list-add"_s, tr("E&xport a Disk…"), Qt::CTRL | Qt::Key_E)),
      refusedLogins(action(parent, u"view-history"_s, tr("Ref&used Logins…"), Qt::CTRL | Qt::SHIFT | Qt::Key_L)),
      checkCard(action(parent, u"dialog-ok-apply"_s, tr("Check an Exchange Card…"), Qt::CTRL | Qt::SHIFT | Qt::Key_K)),
      exportMore(action(parent, u"list-add"_s, tr("Export on &More Ports…"), Qt::CTRL | Qt::SHIFT | Qt::Key_E)),
      allow(action(parent, u"list-add"_s, tr("A&llow an Initiator…"), Qt::CTRL | Qt::Key_L)),
      copyCard(action(parent, u"edit-copy"_s, tr("Cop&y Exchange Card"), Qt::CTRL | Qt::SHIFT | Qt::Key_C)),
      readOnly(action(parent, u"object-locked"_s, tr("Make Read-Onl&y"), Qt::CTRL | Qt::SHIFT | Qt::Key_R)),
      takePermission(action(parent, u"list-remove"_s, tr("Ta&ke the Permission Back"))),
      takeExport(action(parent, u"list-remove"_s, tr("Ta&ke the Export Back"))),
      changeDisk(action(parent, u"drive-harddisk"_s, tr("Change &Properties…"), Qt::CTRL | Qt::Key_P)),
      deleteDisk(action(parent, u"edit-delete"_s, tr("Delete the Di&sk"))),
      enablePort(action(parent, u"media-playback-start"_s, tr("Ena&ble Port"), Qt::CTRL | Qt::Key_B)),
      removeTarget(action(parent, u"edit-delete"_s, tr("Remo&ve All Its Exports"))),
      saveOne(action(parent, u"dialog-ok-apply"_s, tr("Save as It Runs"))),
      restoreOne(action(parent, u"edit-undo"_s, tr("Restore as It Was Saved"))),
      forgetOne(action(parent, u"edit-clear-all"_s, tr("Forget What Was Saved")))
{
    for (QAction *one : always()) {
        one->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        parent->addAction(one);
    }
    hideAll();
}

QList<QAction *> ExportActions::all() const
{
    return {exportDisk,     refusedLogins, checkCard,  exportMore, allow,   copyCard,   readOnly,  changeDisk,
            takePermission, takeExport,    deleteDisk, enablePort, saveOne, restoreOne, forgetOne, removeTarget};
}

QList<QAction *> ExportActions::always() const
{
    return {exportDisk, refusedLogins, checkCard};
}

/// Delete is for what the selected row is about; which of the actions that is depends on the row.
void ExportActions::showFor(const ExportTree &tree, const std::optional<ExportRow> &row)
{
    hideAll();
    if (!row || tree.standingOf(*row) == Standing::Removed)
        return;
    if (row->kind == Kind::Port)
        showPort(tree, *row);
    else if (row->kind == Kind::Initiator)
        showInitiator(tree, *row);
    else if (row->kind != Kind::Others)
        showDisk(tree, *row);
    showSettling(tree, *row);
    for (QAction *one : all())
        one->setEnabled(one->isVisible());
}

void ExportActions::hideAll()
{
    for (QAction *one : all()) {
        one->setVisible(always().contains(one));
        one->setEnabled(always().contains(one));
    }
    for (QAction *one : {takePermission, takeExport, deleteDisk, removeTarget})
        one->setShortcut({});
}

void ExportActions::showPort(const ExportTree &tree, const ExportRow &row)
{
    const auto target = tree.wanted().now.targets.find(row.wwn);
    if (target == tree.wanted().now.targets.end())
        return;
    const bool enabled = target->second.enabled;
    allow->setVisible(!target->second.luns.empty());
    copyCard->setVisible(true);
    enablePort->setText(enabled ? tr("Disa&ble Port") : tr("Ena&ble Port"));
    enablePort->setIcon(themeIcon(enabled ? u"process-stop"_s : u"media-playback-start"_s));
    enablePort->setVisible(true);
    removeTarget->setVisible(true);
    removeTarget->setShortcut(Qt::Key_Delete);
}

void ExportActions::showDisk(const ExportTree &tree, const ExportRow &row)
{
    if (!tree.wanted().now.backstores.contains(row.disk))
        return;
    const bool ours = foreignWords(tree.state().live, row.disk).isEmpty();
    const bool isExport = row.kind == Kind::Disk && tree.lastingOf(row) != Lasting::OnlyAfter;
    exportMore->setText(isExport ? tr("Export on &More Ports…") : tr("Export Th&is Disk…"));
    exportMore->setVisible(ours);
    allow->setVisible(isExport);
    copyCard->setVisible(isExport);
    takeExport->setVisible(isExport);
    changeDisk->setVisible(ours);
    deleteDisk->setVisible(ours);
    takeExport->setShortcut(isExport ? QKeySequence(Qt::Key_Delete) : QKeySequence());
    deleteDisk->setShortcut(isExport ? QKeySequence(Qt::SHIFT | Qt::Key_Delete) : QKeySequence(Qt::Key_Delete));
}

void ExportActions::showInitiator(const ExportTree &tree, const ExportRow &row)
{
    if (tree.lastingOf(row) == Lasting::OnlyAfter)
        return;
    const MappedLun *mapped = row.disk.name.isEmpty() ? nullptr : tree.mappedLun(row);
    readOnly->setText(mapped && mapped->readOnly ? tr("Allow Wr&iting") : tr("Make Read-Onl&y"));
    readOnly->setVisible(mapped);
    takePermission->setVisible(true);
    takePermission->setShortcut(Qt::Key_Delete);
}

/// What runs otherwise than it is saved can be settled either way; what is only saved, restored or forgotten.
void ExportActions::showSettling(const ExportTree &tree, const ExportRow &row)
{
    const Lasting lasting = tree.lastingOf(row);
    const bool isOurs = row.kind != Kind::Unused || foreignWords(tree.state().live, row.disk).isEmpty();
    const auto show = [&](QAction *action, Settle way, bool isMeant) {
        action->setVisible(isOurs && isMeant && canSettle(tree.state(), tree.wanted(), settlementOf(row, way)));
    };
    const bool isOtherwise = lasting == Lasting::Otherwise;
    show(saveOne, Settle::Save, lasting == Lasting::OnlyNow || isOtherwise);
    show(restoreOne, Settle::Restore, lasting == Lasting::OnlyAfter || isOtherwise);
    show(forgetOne, Settle::Forget, lasting == Lasting::OnlyAfter);
}

SettleOne settlementOf(const ExportRow &row, Settle way)
{
    return row.kind == Kind::Unused ? SettleOne{way, {}, row.disk} : SettleOne{way, row.wwn, {}};
}

QPushButton *buttonFor(QAction *action, QWidget *parent)
{
    auto *button = new QPushButton(parent);
    const auto follow = [action, button] {
        button->setText(action->text());
        button->setIcon(action->icon());
        button->setEnabled(action->isEnabled());
        button->setVisible(action->isVisible());
        button->setToolTip(action->shortcut().toString(QKeySequence::NativeText));
    };
    follow();
    QObject::connect(action, &QAction::changed, button, follow);
    QObject::connect(button, &QPushButton::clicked, action, &QAction::trigger);
    return button;
}

} // namespace rdma
