// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What can be done on the page "Attach Disks".
#include "gui/pages/srpinitiatoractions.h"

#include "gui/widgets/icons.h"
#include "gui/words/srpinitiatorwords.h"

#include <QAction>
#include <QWidget>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

QAction *action(QWidget *parent, const QString &icon, const QString &text, const QKeySequence &keys = {})
{
    auto *made = new QAction(themeIcon(icon), text, parent);
    made->setShortcut(keys);
    made->setShortcutContext(Qt::WidgetShortcut);
    return made;
}

} // namespace

AttachActions::AttachActions(QWidget *parent)
    : QObject(parent),
      look(action(parent, u"edit-find"_s, tr("&Look for Targets…"), Qt::CTRL | Qt::Key_L)),
      connectTo(action(parent, u"list-add"_s, tr("&Connect…"), Qt::CTRL | Qt::Key_E)),
      daemon(action(parent, u"view-history"_s, tr("&What srp_daemon Does…"), Qt::CTRL | Qt::SHIFT | Qt::Key_D)),
      connectAgain(action(parent, u"media-playback-start"_s, tr("C&onnect Again"), Qt::CTRL | Qt::Key_O)),
      disconnectFrom(action(parent, u"process-stop"_s, tr("&Disconnect"), Qt::Key_Delete)),
      keepAtBoot(action(parent, u"dialog-ok-apply"_s, tr("Connect After Every &Boot"), Qt::CTRL | Qt::Key_B)),
      timeouts(action(parent, u"configure"_s, tr("&Timeouts…"), Qt::CTRL | Qt::Key_T)),
      rescan(action(parent, u"view-refresh"_s, tr("Look for New Dis&ks"), Qt::CTRL | Qt::SHIFT | Qt::Key_R)),
      onlyThis(action(parent, u"object-locked"_s, tr("srp_daemon: On&ly This Target"))),
      why(action(parent, u"dialog-information"_s, tr("Wh&y?"), Qt::CTRL | Qt::Key_I)),
      forget(action(parent, u"edit-delete"_s, tr("&Forget"), Qt::SHIFT | Qt::Key_Delete))
{
    for (QAction *one : always()) {
        one->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        parent->addAction(one);
    }
    for (QAction *one : ofRow())
        one->setVisible(false);
}

QList<QAction *> AttachActions::always() const
{
    return {look, daemon, connectTo};
}

QList<QAction *> AttachActions::ofRow() const
{
    return {connectAgain, disconnectFrom, rescan, keepAtBoot, timeouts, onlyThis, why, forget};
}

void AttachActions::showFor(const AttachTree &tree, const std::optional<AttachRow> &row)
{
    for (QAction *one : ofRow())
        one->setVisible(false);
    if (row && row->kind == AttachRow::Kind::Target)
        showTarget(tree, row->target);
    if (row)
        showWhy(tree, *row);
    for (QAction *one : ofRow())
        one->setEnabled(one->isVisible());
    const bool isUsed = row && !usesOf(tree.state().live, row->target).isEmpty();
    for (QAction *one : {disconnectFrom, forget})
        one->setEnabled(one->isVisible() && !isUsed);
}

void AttachActions::showTarget(const AttachTree &tree, const SrpTargetId &id)
{
    const auto wished = tree.wanted().targets.find(id);
    if (wished == tree.wanted().targets.end())
        return;
    const KnownTarget &target = wished->second;
    connectAgain->setVisible(!target.connected);
    disconnectFrom->setVisible(target.connected);
    keepAtBoot->setText(target.atBoot ? tr("Not After a &Boot") : tr("Connect After Every &Boot"));
    keepAtBoot->setVisible(target.atBoot || target.login.path);
    timeouts->setVisible(true);
    rescan->setVisible(target.connected && !sessionsOf(tree.state().live, id).empty() && !target.rescan);
    onlyThis->setVisible(tree.state().live.daemon != DaemonKind::None && target.login.path &&
                         std::holds_alternative<IbCmPath>(*target.login.path) &&
                         tree.wanted().rules != rdma::onlyThis(id));
    forget->setVisible(!target.connected);
}

/// The same check list answers both: why it does not work, and whether it is really the disk that was meant.
void AttachActions::showWhy(const AttachTree &tree, const AttachRow &row)
{
    const bool works = attachmentOf(sessionsOf(tree.state().live, row.target)) == Attachment::Connected;
    why->setText(works ? tr("Check the Disk&s…") : tr("Wh&y?"));
    why->setVisible(row.kind == AttachRow::Kind::Target && tree.state().config.targets.contains(row.target));
}

} // namespace rdma
