// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The dialog with the logins that this computer refused.
#include "gui/pages/srptargetrefused.h"

#include "gui/pages/srptargetwording.h"
#include "gui/widgets/dialogfooter.h"
#include "gui/widgets/roomyrows.h"
#include "gui/widgets/textlabels.h"
#include "gui/words/errorwords.h"
#include "gui/words/loginwords.h"
#include "gui/words/plaintext.h"

#include <QDateTime>
#include <QHeaderView>
#include <QLocale>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

QString wwnOf(const RefusedLogin &login)
{
    return login.portGid.isEmpty() ? QString() : QString("0x"_L1 + login.portGid);
}

/// A login that names no port may have been to one of ours; one to a port that is gone cannot come back.
bool isToUs(const RefusedLogin &login, const ExportState &state)
{
    const QString wwn = wwnOf(login);
    return wwn.isEmpty() || state.config.now.targets.contains(wwn) || isPortHere(state.live, wwn);
}

QString timeWords(qint64 microseconds)
{
    return QLocale().toString(QDateTime::fromMSecsSinceEpoch(microseconds / 1000), QLocale::ShortFormat);
}

} // namespace

RefusedLoginsDialog::RefusedLoginsDialog(const LoginScene &scene, Use use, QWidget *parent)
    : QDialog(parent),
      m_scene(scene),
      m_use(use),
      m_read(new QPushButton(tr("&Read the Kernel’s Log (Asks for a Password)"), this)),
      m_words(captionLabel({}, this)),
      m_list(makeList()),
      m_advice(bodyLabel({}, this)),
      m_footer(new DialogFooter(use == Use::Choose ? tr("Add &Initiator") : tr("A&llow This Initiator…"), this))
{
    setWindowTitle(tr("Refused Logins"));
    setAttribute(Qt::WA_DeleteOnClose);
    m_advice->setMinimumHeight(2 * fontMetrics().lineSpacing());
    m_advice->setAlignment(Qt::AlignTop | (m_advice->alignment() & Qt::AlignHorizontal_Mask));
    auto *column = new QVBoxLayout(this);
    column->addWidget(captionLabel(tr("When an initiator may not log in, the kernel notes its id. Let it try once, "
                                      "then find it here and allow it."),
                                   this));
    column->addWidget(m_read, 0, Qt::AlignLeading);
    column->addWidget(m_words);
    column->addWidget(m_list, 1);
    column->addWidget(m_advice);
    column->addSpacing(groupSpacing(this) / 2);
    column->addWidget(m_footer);
    connect(m_read, &QPushButton::clicked, this, &RefusedLoginsDialog::read);
    connect(m_list, &QTreeWidget::currentItemChanged, this, &RefusedLoginsDialog::check);
    connect(this, &QDialog::accepted, this, &RefusedLoginsDialog::settle);
    m_words->setText(tr("Nothing was read yet."));
    m_read->setAutoDefault(true);
    m_read->setFocus();
    check();
}

QTreeWidget *RefusedLoginsDialog::makeList()
{
    auto *list = new QTreeWidget(this);
    list->setAccessibleName(tr("Refused logins"));
    list->setHeaderLabels({tr("Initiator"), tr("Port"), tr("Last Time"), tr("Times"), tr("Why")});
    list->setRootIsDecorated(false);
    list->setUniformRowHeights(true);
    list->setTabKeyNavigation(false);
    list->setAllColumnsShowFocus(true);
    list->setItemDelegate(new RoomyRows(list));
    list->setMinimumWidth(fontMetrics().averageCharWidth() * 128);
    list->setMinimumHeight(fontMetrics().lineSpacing() * 9);
    list->header()->setStretchLastSection(true);
    list->header()->resizeSection(0, QFontMetrics(monospaceFont(font())).averageCharWidth() * 36);
    list->header()->resizeSection(3, list->header()->sectionSizeHint(3));
    return list;
}

void RefusedLoginsDialog::read()
{
    m_read->setEnabled(false);
    m_words->setText(tr("Waiting for the log, and for a password if one is needed…"));
    m_scene.readLog(this, [this](const Result<QJsonObject> &state) { take(state); });
}

void RefusedLoginsDialog::take(const Result<QJsonObject> &state)
{
    m_read->setEnabled(true);
    const auto live =
        state.and_then([](const QJsonObject &object) { return logLiveFromJson(object[u"live"_s].toObject()); });
    if (!live) {
        m_words->setText(errorText(live.error()));
        return m_read->setFocus();
    }
    auto logins = refusedLogins(live->lines);
    std::erase_if(logins, [this](const RefusedLogin &login) { return !isToUs(login, m_scene.state); });
    QString words = tr("%n refused login(s) in the log.", nullptr, static_cast<int>(logins.size()));
    if (logins.empty())
        words = tr("No login was refused, as far as the log goes back.");
    if (live->older)
        words = tr("%1 Older lines of the log were not read.").arg(words);
    m_words->setText(words);
    m_read->setText(tr("&Read Again"));
    show(logins);
}

void RefusedLoginsDialog::show(const std::vector<RefusedLogin> &logins)
{
    m_logins = logins;
    m_list->clear();
    for (const RefusedLogin &login : m_logins) {
        const QString wwn = wwnOf(login);
        auto *item = new QTreeWidgetItem(
            {login.initiator.text(), wwn.isEmpty() ? tr("not told") : targetWords(m_scene.state.live, wwn),
             timeWords(login.time), QString::number(login.times), loginRefusalLabel(login.reason)});
        item->setFont(0, monospaceFont(font()));
        item->setTextAlignment(3, Qt::AlignRight | Qt::AlignVCenter);
        m_list->addTopLevelItem(item);
    }
    for (int column = 0; column < m_list->columnCount() - 1; ++column)
        m_list->resizeColumnToContents(column);
    m_list->setCurrentItem(m_list->topLevelItem(0));
    if (!m_logins.empty())
        m_list->setFocus();
    check();
}

const RefusedLogin *RefusedLoginsDialog::selected() const
{
    const int row = m_list->indexOfTopLevelItem(m_list->currentItem());
    return row < 0 ? nullptr : &m_logins.at(static_cast<std::size_t>(row));
}

RefusedLoginsDialog::Remedy RefusedLoginsDialog::remedyFor(const RefusedLogin &login) const
{
    const QString wwn = wwnOf(login);
    const auto target = m_scene.wanted.now.targets.find(wwn);
    const bool isHere = target != m_scene.wanted.now.targets.end();
    if (login.reason == LoginRefusal::NoAcl && (m_use == Use::Choose || wwn.isEmpty()))
        return Remedy::Allow;
    if (login.reason == LoginRefusal::NoAcl && isHere && !target->second.luns.empty() &&
        !target->second.acls.contains(login.initiator.text()))
        return Remedy::Allow;
    const bool isDisabled = isHere && !target->second.enabled;
    return login.reason == LoginRefusal::PortDisabled && isDisabled && m_use == Use::Settle ? Remedy::Enable
                                                                                            : Remedy::None;
}

QString RefusedLoginsDialog::adviceOn(const RefusedLogin &login) const
{
    const auto target = m_scene.wanted.now.targets.find(wwnOf(login));
    const bool isHere = target != m_scene.wanted.now.targets.end();
    if (login.reason == LoginRefusal::NoAcl && isHere && target->second.acls.contains(login.initiator.text()))
        return tr("It may log in there by now, or will with the changes that are not applied yet.");
    if (login.reason == LoginRefusal::NoAcl && !wwnOf(login).isEmpty() && (!isHere || target->second.luns.empty()))
        return tr("This port exports no disk. Export one there first, then allow the initiator.");
    if (login.reason == LoginRefusal::PortDisabled && isHere && target->second.enabled)
        return tr("The port is enabled by now, or will be. The initiator can try again.");
    return loginRefusalAdvice(login.reason);
}

void RefusedLoginsDialog::check()
{
    const RefusedLogin *login = selected();
    const Remedy remedy = login ? remedyFor(*login) : Remedy::None;
    m_advice->setText(login ? adviceOn(*login) : QString());
    QPushButton *accept = m_footer->acceptButton();
    if (m_use == Use::Settle)
        accept->setText(remedy == Remedy::Enable ? tr("Ena&ble This Port") : tr("A&llow This Initiator…"));
    accept->setEnabled(remedy != Remedy::None);
    accept->setAccessibleDescription(m_advice->text());
}

void RefusedLoginsDialog::settle()
{
    const RefusedLogin *login = selected();
    if (!login)
        return;
    if (remedyFor(*login) == Remedy::Enable)
        emit enableRequested(wwnOf(*login));
    else
        emit allowRequested(login->initiator.text(), wwnOf(*login));
}

} // namespace rdma
