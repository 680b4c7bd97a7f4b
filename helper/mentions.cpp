// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// One table: which files speak of interfaces by name, and how.
#include "helper/mentions.h"

#include "model/append.h"
#include "model/udevrules.h"

#include <algorithm>
#include <array>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

struct Place {
    NoteCode code;
    QLatin1StringView directory;
    QByteArrayView files; ///< alternatives with |
    MentionForm form;
    bool byFileName = false; ///< a file called after the interface is for it, whatever is in it
};

using enum MentionForm;

/// NetworkManager reads any file of /etc, elsewhere those called *.nmconnection (NetworkManager.conf(5), keyfile).
constexpr std::array places{
    Place{NoteCode::MentionedInNetworkManager, "/etc/NetworkManager/system-connections"_L1, "*", NmKeys},
    Place{NoteCode::MentionedInNetworkManager, "/run/NetworkManager/system-connections"_L1, "*.nmconnection", NmKeys},
    Place{NoteCode::MentionedInNetworkManager, "/usr/lib/NetworkManager/system-connections"_L1, "*.nmconnection",
          NmKeys},
    Place{NoteCode::MentionedInNetworkManager, "/etc/NetworkManager"_L1, "NetworkManager.conf", Words},
    Place{NoteCode::MentionedInNetworkManager, "/etc/NetworkManager/conf.d"_L1, "*.conf", Words},
    Place{NoteCode::MentionedInIfcfg, "/etc/sysconfig/network-scripts"_L1, "ifcfg-*|route-*|route6-*|rule-*|rule6-*",
          IfcfgKeys, true},
    Place{NoteCode::MentionedInIfcfg, "/etc/sysconfig/network"_L1, "ifcfg-*|ifroute-*|ifrule-*", IfcfgKeys, true},
    Place{NoteCode::MentionedInIfcfg, "/etc/sysconfig/network"_L1, "routes", Words},
    Place{NoteCode::MentionedInNetplan, "/etc/netplan"_L1, "*.yaml", Words},
    Place{NoteCode::MentionedInNetworkd, "/etc/systemd/network"_L1, "*.network|*.netdev", Words},
    Place{NoteCode::MentionedInNetworkd, "/run/systemd/network"_L1, "*.network|*.netdev", Words},
    Place{NoteCode::MentionedInNetworkd, "/usr/lib/systemd/network"_L1, "*.network|*.netdev", Words},
    Place{NoteCode::MentionedInIfupdown, "/etc/network"_L1, "interfaces", Words},
    Place{NoteCode::MentionedInIfupdown, "/etc/network/interfaces.d"_L1, "*", Words},
    Place{NoteCode::MentionedInFstab, "/etc"_L1, "fstab", Words}, // [fe80::1%ib0]:/export
    Place{NoteCode::MentionedInFirewalld, "/etc/firewalld/zones"_L1, "*.xml", XmlElement},
    Place{NoteCode::MentionedInOpensm, "/etc/opensm"_L1, "*", Words},
    Place{NoteCode::MentionedInOpensm, "/etc/rdma"_L1, "opensm*|partitions.conf", Words},
    Place{NoteCode::MentionedInOpensm, "/etc/default"_L1, "opensm", Words},
    Place{NoteCode::MentionedInOpensm, "/etc/sysconfig"_L1, "opensm", Words},
};

/// What editors and packages leave behind; and in /run what netplan made of its own files, which are looked at
/// themselves.
bool isSomebodysCopy(const Place &place, const QString &name)
{
    constexpr std::array endings{"~"_L1, ".bak"_L1, ".rpmsave"_L1, ".rpmnew"_L1, ".dpkg-old"_L1, ".dpkg-dist"_L1};
    return name.startsWith(u'.') || (place.directory.startsWith("/run/"_L1) && name.contains("netplan-"_L1)) ||
           std::ranges::any_of(endings, [&](const auto ending) { return name.endsWith(ending); });
}

bool isNoFile(const Error &error)
{
    return error.code == ErrorCode::NotFound || error.detail == "directory"_L1;
}

class Search {
public:
    Search(const Host &host, const std::vector<NameChange> &changes) : m_host(host), m_changes(changes) {}

    void in(const Place &place)
    {
        for (const QString &name : m_host.list(place.directory))
            if (globMatches(place.files.toByteArray(), name.toUtf8()) && !isSomebodysCopy(place, name))
                inFile(place, name);
    }
    [[nodiscard]] std::vector<Note> notes() &&
    {
        if (m_more > 0)
            m_notes.push_back({NoteCode::MoreMentions, m_firstBeyond, QString::number(m_more)});
        append(m_notes, std::move(m_unseen));
        return std::move(m_notes);
    }

private:
    void inFile(const Place &place, const QString &fileName)
    {
        const QString path = place.directory + u'/' + fileName;
        const auto bytes = m_host.peek(path);
        for (const NameChange &change : m_changes) {
            const auto lines = linesMentioning(bytes.value_or(QByteArray()), place.form, change);
            for (const int line : lines)
                add({place.code, QString::fromUtf8(change.before), path + u':' + QString::number(line)});
            for (const int line : linesBoundTo(bytes.value_or(QByteArray()), place.form, change.address))
                add({NoteCode::AddressBound, QString::fromUtf8(change.before), path + u':' + QString::number(line)});
            if (lines.empty() && place.byFileName && isNamedAfter(fileName.toUtf8(), change.before))
                add({place.code, QString::fromUtf8(change.before), path});
        }
        const Note unseen{NoteCode::NotSearched, QString::fromUtf8(m_changes.front().before), place.directory};
        if (!bytes && !isNoFile(bytes.error()) && !std::ranges::contains(m_unseen, unseen))
            m_unseen.push_back(unseen);
    }
    void add(const Note &note)
    {
        if (m_notes.size() < maxMentions)
            return m_notes.push_back(note);
        if (m_more++ == 0)
            m_firstBeyond = note.subject;
    }

    const Host &m_host;
    const std::vector<NameChange> &m_changes;
    std::vector<Note> m_notes;
    std::vector<Note> m_unseen;
    QString m_firstBeyond;
    int m_more = 0;
};

} // namespace

std::vector<Note> mentionsOf(const Host &host, const std::vector<NameChange> &changes)
{
    if (changes.empty())
        return {};
    Search search(host, changes);
    for (const Place &place : places)
        search.in(place);
    return std::move(search).notes();
}

} // namespace rdma
