// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Groups and services of the page "Memory Locking" in plain words.
#include "gui/pages/limitswording.h"

#include "gui/words/limitswords.h"
#include "gui/words/plaintext.h"

#include <QCoreApplication>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rdma::LimitsWording)
};

constexpr qsizetype mostMembers = 12; // more are a list to look at elsewhere

QString membersWords(const QStringList &members)
{
    QStringList shown;
    for (const QString &member : members.first(std::min(members.size(), mostMembers)))
        shown.append(technical(member));
    const QString words = shown.join(u", "_s);
    return members.size() <= mostMembers
               ? words
               : fill(Words::tr("%1 and %2 more"), words, QString::number(members.size() - mostMembers));
}

bool isGroupName(const QString &group)
{
    const auto holder = LimitHolder::fromText(u'@' + group);
    return holder && holder->kind() == LimitHolder::Group && !group.contains(u'\\') && !group.contains(u'$');
}

} // namespace

QString groupWords(const QString &group, const std::optional<QStringList> &rdmaMembers)
{
    if (group != "rdma"_L1)
        return Words::tr("Who is not in the group gets nothing by this. Whoever joins it has to log in anew.");
    if (!rdmaMembers)
        return Words::tr("There is no group rdma on this computer yet. Make it, then add its members.");
    if (rdmaMembers->isEmpty())
        return Words::tr("No member of the group rdma is listed. Whoever joins it has to log in anew.");
    return fill(Words::tr("Members of the group rdma: %1. Whoever joins it has to log in anew."),
                membersWords(*rdmaMembers));
}

QString groupCommand(const QString &group, const std::optional<QStringList> &rdmaMembers)
{
    if (!isGroupName(group))
        return {};
    if (group == "rdma"_L1 && !rdmaMembers)
        return u"groupadd rdma"_s;
    return fill(u"usermod -aG %1 USER"_s, group);
}

QString holderProblemWords(const QString &text)
{
    if (text.startsWith(u'@') && text.size() == 1)
        return Words::tr("Name the group.");
    if (text.isEmpty())
        return Words::tr("Name the user.");
    if (text.contains(u':') && !text.startsWith(u'@'))
        return Words::tr("Give two user ids, the smaller one first: 1000 to 2000.");
    return Words::tr("A name begins with a letter or _ and has only ASCII letters, digits and _ . - $ @ \\, 64 at "
                     "most.");
}

} // namespace rdma
