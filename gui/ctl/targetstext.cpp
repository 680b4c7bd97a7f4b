// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The SRP exports of this computer as a table.
#include "gui/ctl/targetstext.h"

#include "gui/ctl/printout.h"
#include "gui/ctl/table.h"
#include "gui/words/loginwords.h"
#include "gui/words/plaintext.h"
#include "gui/words/srptargetwords.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <set>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

struct Ctl {
    Q_DECLARE_TR_FUNCTIONS(rdma::Ctl)
};

/// A disk on a port for somebody; or for nobody, or a port with no disk.
struct Export {
    QString wwn;
    std::optional<quint32> lun;
    std::optional<BackstoreId> disk;
    QString initiator;
    bool readOnly = false;

    auto operator<=>(const Export &) const = default;
};

std::set<Export> exportsOf(const SrpTree &tree)
{
    std::set<Export> all;
    for (const auto &[wwn, target] : tree.targets) {
        if (target.luns.empty())
            all.insert({wwn, {}, {}, {}, false});
        for (const auto &[lun, disk] : target.luns) {
            bool isUsed = false;
            for (const auto &[initiator, acl] : target.acls)
                for (const auto &[number, mapped] : acl.luns)
                    if (mapped.lun == lun) {
                        all.insert({wwn, lun, disk, initiator, mapped.readOnly});
                        isUsed = true;
                    }
            if (!isUsed)
                all.insert({wwn, lun, disk, {}, false});
        }
    }
    return all;
}

QString orDash(const QString &text)
{
    return text.isEmpty() ? u"-"_s : text;
}

QString portOf(const SrpTargetLive &live, const QString &wwn)
{
    for (const auto &[id, port] : live.ports)
        if (port.wwn == wwn)
            return technical(id.text());
    return technical(gidWords(wwn));
}

QString sizeOf(const SrpTargetLive &live, const std::optional<BackstoreId> &disk)
{
    const auto facts = disk ? live.backstores.find(*disk) : live.backstores.end();
    return orDash(facts == live.backstores.end() ? QString() : sizeWords(facts->second.size));
}

QString loginOf(const SrpTargetLive &live, const Export &one)
{
    if (one.initiator.isEmpty())
        return u"-"_s;
    const auto port = live.sessions.find(one.wwn);
    const bool isThere =
        port != live.sessions.end() && port->second.contains(one.initiator) && port->second.at(one.initiator).loggedIn;
    return isThere ? Ctl::tr("yes") : Ctl::tr("no");
}

QStringList rowOf(const SrpTargetLive &live, const Export &one, bool isNow, bool isSaved)
{
    const QString access = one.readOnly ? Ctl::tr("read-only") : Ctl::tr("read and write");
    return {portOf(live, one.wwn),
            one.lun ? QString::number(*one.lun) : u"-"_s,
            one.disk ? technical(one.disk->text()) : u"-"_s,
            sizeOf(live, one.disk),
            orDash(technical(one.initiator)),
            one.initiator.isEmpty() ? u"-"_s : access,
            loginOf(live, one),
            lastingWords(lastingOf(isNow, isSaved))};
}

Lasting lastingOfDisk(const SrpTargetConfig &config, const BackstoreId &id)
{
    const auto now = config.now.backstores.find(id);
    const auto atBoot = config.atBoot.backstores.find(id);
    const bool isNow = now != config.now.backstores.end();
    const bool isSaved = atBoot != config.atBoot.backstores.end();
    return isNow && isSaved && now->second != atBoot->second ? Lasting::Otherwise : lastingOf(isNow, isSaved);
}

QStringList unusedRow(const SrpTargetLive &live, const BackstoreId &id, Lasting lasting)
{
    return {u"-"_s, u"-"_s, technical(id.text()), sizeOf(live, id), u"-"_s, u"-"_s, u"-"_s, lastingWords(lasting)};
}

QStringList cardTexts(const std::vector<ExchangeCard> &cards)
{
    QStringList texts;
    for (const ExchangeCard &card : cards)
        if (const auto text = cardText(card))
            texts.append(*text);
    return texts;
}

} // namespace

QString targetsText(const SrpTargetConfig &config, const SrpTargetLive &live, const std::vector<Note> &notes)
{
    const std::set<Export> now = exportsOf(config.now);
    const std::set<Export> saved = exportsOf(config.atBoot);
    std::set<Export> all = now;
    all.insert(saved.begin(), saved.end());
    std::set<BackstoreId> unused;
    for (const SrpTree *tree : {&config.now, &config.atBoot})
        for (const auto &[id, disk] : tree->backstores)
            unused.insert(id);
    QList<QStringList> rows{{Ctl::tr("PORT"), Ctl::tr("LUN"), Ctl::tr("DISK"), Ctl::tr("SIZE"), Ctl::tr("INITIATOR"),
                             Ctl::tr("ACCESS"), Ctl::tr("LOGGED IN"), Ctl::tr("THERE")}};
    for (const Export &one : all) {
        rows.append(rowOf(live, one, now.contains(one), saved.contains(one)));
        if (one.disk)
            unused.erase(*one.disk);
    }
    for (const BackstoreId &id : unused)
        rows.append(unusedRow(live, id, lastingOfDisk(config, id)));
    if (rows.size() == 1)
        return Ctl::tr("This computer exports no disk.") + u'\n' + notesText(notes);
    QString text = tableText(rows);
    if (config.now.rdmaCmPort != 0)
        text += Ctl::tr("RDMA/CM logins: port %1").arg(QString::number(config.now.rdmaCmPort)) + u'\n';
    return text + notesText(notes);
}

QString cardsText(const SrpTree &now, const SrpTargetLive &live)
{
    if (now.targets.empty())
        return Ctl::tr("This computer exports no disk.") + u'\n';
    QString text;
    for (const auto &[wwn, target] : now.targets) {
        const auto cards = exportCards(now, live, wwn);
        text += portOf(live, wwn) + u'\n';
        for (const QString &line : cards ? cardTexts(*cards) : QStringList(cardLackWords(cards.error())))
            text += u"  "_s + line + u'\n';
    }
    return text;
}

QJsonObject cardsJson(const SrpTree &now, const SrpTargetLive &live)
{
    QJsonObject all;
    for (const auto &[wwn, target] : now.targets) {
        const auto cards = exportCards(now, live, wwn);
        QJsonObject one{{u"cards"_s, QJsonArray::fromStringList(cards ? cardTexts(*cards) : QStringList())}};
        if (!cards)
            one[u"lack"_s] = nameOf(cards.error());
        all[wwn] = one;
    }
    return all;
}

} // namespace rdma
