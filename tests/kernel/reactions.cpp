// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The table of reactions.
#include "tests/kernel/reactions.h"

#include <QVersionNumber>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr auto spare = "rdmaspare"_L1;
constexpr auto altname = "rdmaaltname"_L1;
constexpr int loopback = 1;
constexpr int nobody = 99999;

QString says(const Result<void> &result)
{
    return result ? u"success"_s : codeName(result.error().code) + u' ' + result.error().detail;
}

QString expect(const Result<void> &result, const QString &wanted)
{
    return says(result) == wanted ? QString() : u"%1 instead of %2"_s.arg(says(result), wanted);
}

/// The first complaint of several.
QString firstOf(const QStringList &complaints)
{
    for (const QString &complaint : complaints)
        if (!complaint.isEmpty())
            return complaint;
    return {};
}

Link linkOf(Playground &playground)
{
    for (const Link &link : playground.kernel().links().value_or(std::vector<Link>()))
        if (link.index == playground.index())
            return link;
    return {};
}

QByteArray attributeOf(Playground &playground, const QString &name, QLatin1StringView attribute)
{
    return playground.host().attribute("/sys/class/net/"_L1 + name + u'/' + attribute).value_or("absent"_ba);
}

bool isUpInSysfs(Playground &playground, const QString &name)
{
    return attributeOf(playground, name, "flags"_L1).toUInt(nullptr, 16) & 1U;
}

/// rtnetlink and sysfs agree that the link is called so and is up or not.
QString expectLink(Playground &playground, const QString &name, bool up)
{
    const Link link = linkOf(playground);
    if (link.name != name || link.up != up)
        return u"rtnetlink says %1, up %2"_s.arg(link.name).arg(link.up);
    const QByteArray index = attributeOf(playground, name, "ifindex"_L1);
    if (index != QByteArray::number(playground.index()))
        return u"sysfs says ifindex %1"_s.arg(QString::fromUtf8(index));
    if (isUpInSysfs(playground, name) != up)
        return u"flags in sysfs disagree"_s;
    return {};
}

QString expectGone(Playground &playground, const QString &name)
{
    const bool there = playground.host().list(u"/sys/class/net"_s).contains(name);
    return there ? name + " is still in sysfs"_L1 : QString();
}

QString expectRefused(Playground &playground, const QString &name, const QString &wanted)
{
    const Link before = linkOf(playground);
    const QString complaint = expect(playground.kernel().renameLink(before.index, name), wanted);
    return firstOf({complaint, expectLink(playground, before.name, before.up)});
}

QString expectAccepted(Playground &playground, const QString &wish, const QString &name)
{
    const Link before = linkOf(playground);
    const QString complaint = expect(playground.kernel().renameLink(before.index, wish), u"success"_s);
    const QByteArray origin = attributeOf(playground, name, "name_assign_type"_L1);
    return firstOf({complaint, expectLink(playground, name, before.up), expectGone(playground, before.name),
                    origin == "4" ? QString() : "name_assign_type is "_L1 + QString::fromUtf8(origin)});
}

bool renamesWhileUp(Playground &playground)
{
    return QVersionNumber::fromString(playground.kernel().release()) >= QVersionNumber(6, 2);
}

QString takeDown(Playground &playground)
{
    return expect(playground.kernel().setLinkUp(playground.index(), false), u"success"_s);
}

QString renameWhileUp(Playground &playground)
{
    return renamesWhileUp(playground) ? expectAccepted(playground, spare, spare)
                                      : expectRefused(playground, spare, u"Busy EBUSY"_s);
}

QString renameWhileDown(Playground &playground)
{
    return firstOf({takeDown(playground), expectAccepted(playground, spare, spare)});
}

QString takenName(Playground &playground)
{
    return firstOf({takeDown(playground), expectRefused(playground, u"lo"_s, u"Exists EEXIST"_s)});
}

QString takenAltname(Playground &playground)
{
    return firstOf({takeDown(playground), expect(playground.addAltname(loopback, altname), u"success"_s),
                    expectRefused(playground, altname, u"Exists EEXIST"_s)});
}

QString ownAltname(Playground &playground)
{
    return firstOf({takeDown(playground), expect(playground.addAltname(playground.index(), altname), u"success"_s),
                    expectRefused(playground, altname, u"Exists EEXIST"_s)});
}

QString altnamesAreListed(Playground &playground)
{
    const QString added = expect(playground.addAltname(playground.index(), altname), u"success"_s);
    const QStringList altnames = linkOf(playground).altnames;
    return firstOf({added, altnames == QStringList(altname) ? QString() : "altnames are "_L1 + altnames.join(u' ')});
}

QString invalidNames(Playground &playground)
{
    QStringList complaints{takeDown(playground)};
    // The byte 0xa0, here inside U+00E0, is a space to the kernel.
    for (const auto &name : {u"a/b"_s, u"a:b"_s, u"a b"_s, u"a\tb"_s, u"a\nb"_s, u"a\u00e0"_s, u"."_s, u".."_s, u"/"_s,
                             u":"_s, u" "_s, u"%"_s, u"%s"_s, u"a%db%d"_s, u"%%"_s, u"a%d/"_s})
        if (const QString complaint = expectRefused(playground, name, u"InvalidWish EINVAL"_s); !complaint.isEmpty())
            complaints.append(u"\"%1\": %2"_s.arg(name, complaint));
    return firstOf(complaints);
}

QString sixteenBytes(Playground &playground)
{
    return firstOf({takeDown(playground), expectRefused(playground, QString(16, u'a'), u"InvalidWish ERANGE"_s),
                    expectRefused(playground, QString(8, u'\u00fc'), u"InvalidWish ERANGE"_s),
                    expectRefused(playground, QString(5000, u'a'), u"InvalidWish ERANGE"_s)});
}

QString fifteenBytes(Playground &playground)
{
    return firstOf({takeDown(playground), expectAccepted(playground, QString(15, u'a'), QString(15, u'a'))});
}

QString otherBytesAreNames(Playground &playground)
{
    QStringList complaints{takeDown(playground)};
    for (const auto &name : {u"\u00fc"_s, u"a\"b"_s, u"a\b"_s, u"a\u0001b"_s, u"17"_s})
        complaints.append(expectAccepted(playground, name, name));
    return firstOf(complaints);
}

QString emptyNameDoesNothing(Playground &playground)
{
    return firstOf({takeDown(playground), expectRefused(playground, QString(), u"success"_s)});
}

QString sameNameDoesNothing(Playground &playground)
{
    const QString name = linkOf(playground).name;
    const QByteArray origin = attributeOf(playground, name, "name_assign_type"_L1);
    const QString whileUp = renamesWhileUp(playground) ? u"success"_s : u"Busy EBUSY"_s;
    QStringList complaints{expectRefused(playground, name, whileUp), takeDown(playground),
                           expectRefused(playground, name, u"success"_s)};
    if (attributeOf(playground, name, "name_assign_type"_L1) != origin)
        complaints.append(u"name_assign_type changed"_s);
    return firstOf(complaints);
}

QString templateIsExpanded(Playground &playground)
{
    return firstOf({takeDown(playground), expect(playground.addAltname(loopback, spare + u'0'), u"success"_s),
                    expectAccepted(playground, spare + "%d"_L1, spare + u'1')});
}

QString expectNoModes(Playground &playground, const QString &name, const QString &wanted)
{
    const auto modes = playground.kernel().linkModes()(name);
    return expect(modes.transform([](const LinkModes &) {}), wanted);
}

QString modesOfNobody(Playground &playground)
{
    return firstOf({expectNoModes(playground, spare, u"NotFound ENODEV"_s),
                    expectNoModes(playground, u"lo"_s, u"NotSupported EOPNOTSUPP"_s)});
}

QString unknownIndex(Playground &playground)
{
    Kernel &kernel = playground.kernel();
    QStringList complaints;
    for (const int index : {nobody, 0, -1}) {
        complaints.append(expect(kernel.renameLink(index, spare), u"NotFound ENODEV"_s));
        complaints.append(expect(kernel.setLinkUp(index, true), u"NotFound ENODEV"_s));
    }
    return firstOf(complaints);
}

QString downAndUp(Playground &playground)
{
    const QString name = linkOf(playground).name;
    QStringList complaints{takeDown(playground), expectLink(playground, name, false)};
    if (const QByteArray state = attributeOf(playground, name, "operstate"_L1); state != "down")
        complaints.append("operstate is "_L1 + QString::fromUtf8(state));
    complaints.append(expect(playground.kernel().setLinkUp(playground.index(), true), u"success"_s));
    complaints.append(expectLink(playground, name, true));
    return firstOf(complaints);
}

QString upTwiceDoesNothing(Playground &playground)
{
    return firstOf({expect(playground.kernel().setLinkUp(playground.index(), true), u"success"_s),
                    expectLink(playground, linkOf(playground).name, true)});
}

/// Down for the rename back, whatever the kernel; altnames that a check added go.
QString restore(Playground &playground, const Link &before)
{
    for (const int index : {loopback, playground.index()})
        for (const QString &name : QStringList{QString(altname), QString(spare + u'0')})
            static_cast<void>(playground.removeAltname(index, name));
    Kernel &kernel = playground.kernel();
    return firstOf({takeDown(playground), expect(kernel.renameLink(before.index, before.name), u"success"_s),
                    expect(kernel.setLinkUp(before.index, before.up), u"success"_s)});
}

} // namespace

const std::vector<Reaction> &kernelReactions()
{
    static const std::vector<Reaction> reactions{
        {"rename-while-up", renameWhileUp},
        {"rename-while-down", renameWhileDown},
        {"rename-to-taken-name", takenName},
        {"rename-to-taken-altname", takenAltname},
        {"rename-to-own-altname", ownAltname},
        {"rename-to-invalid-name", invalidNames},
        {"rename-to-sixteen-bytes", sixteenBytes},
        {"rename-to-fifteen-bytes", fifteenBytes},
        {"rename-to-unusual-bytes", otherBytesAreNames},
        {"rename-to-nothing", emptyNameDoesNothing},
        {"rename-to-same-name", sameNameDoesNothing},
        {"rename-to-template", templateIsExpanded},
        {"unknown-index", unknownIndex},
        {"modes-of-nobody", modesOfNobody},
        {"altnames-are-listed", altnamesAreListed},
        {"down-and-up", downAndUp},
        {"up-twice", upTwiceDoesNothing},
    };
    return reactions;
}

QString checkReaction(const Reaction &reaction, Playground &playground)
{
    const Link before = linkOf(playground);
    if (before.index == 0)
        return u"no such link"_s;
    const QString raised = expect(playground.kernel().setLinkUp(before.index, true), u"success"_s);
    const QString complaint = raised.isEmpty() ? reaction.check(playground) : raised;
    const QString restored = restore(playground, before);
    return firstOf({complaint, restored.isEmpty() ? restored : "restoring: "_L1 + restored});
}

} // namespace rdma
