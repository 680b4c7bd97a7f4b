// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// One table: which files speak of interfaces by name, and how.
#include "helper/mentions.h"

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

/// netplan writes these from its own files, which are looked at themselves; and editors leave backups.
bool isSomebodysCopy(const QString &name)
{
    return name.contains("netplan-"_L1) || name.endsWith(u'~') || name.startsWith(u'.') || name.endsWith(".bak"_L1) ||
           name.endsWith(".rpmsave"_L1) || name.endsWith(".dpkg-old"_L1);
}

bool isNoFile(const Error &error)
{
    return error.code == ErrorCode::NotFound || error.detail == "directory"_L1;
}

class Search {
public:
    Search(const Host &host, const NameChange &change) : m_host(host), m_change(change) {}

    void in(const Place &place)
    {
        for (const QString &name : m_host.list(place.directory))
            if (globMatches(place.files.toByteArray(), name.toUtf8()) && !isSomebodysCopy(name))
                inFile(place, name);
    }
    [[nodiscard]] std::vector<Note> notes() &&
    {
        if (m_more > 0)
            m_notes.push_back({NoteCode::MoreMentions, name(), QString::number(m_more)});
        return std::move(m_notes);
    }

private:
    void inFile(const Place &place, const QString &fileName)
    {
        const QString path = place.directory + u'/' + fileName;
        const auto bytes = m_host.peek(path);
        const auto lines = linesMentioning(bytes.value_or(QByteArray()), place.form, m_change);
        for (const int line : lines)
            add({place.code, name(), path + u':' + QString::number(line)});
        if (lines.empty() && place.byFileName && isNamedAfter(fileName.toUtf8(), m_change.before))
            add({place.code, name(), path});
        const Note unseen{NoteCode::NotSearched, name(), place.directory};
        if (!bytes && !isNoFile(bytes.error()) && !std::ranges::contains(m_notes, unseen))
            m_notes.push_back(unseen);
    }
    void add(const Note &note)
    {
        if (m_notes.size() < maxMentions)
            m_notes.push_back(note);
        else
            ++m_more;
    }
    [[nodiscard]] QString name() const { return QString::fromUtf8(m_change.before); }

    const Host &m_host;
    const NameChange &m_change;
    std::vector<Note> m_notes;
    int m_more = 0;
};

} // namespace

std::vector<Note> mentionsOf(const Host &host, const NameChange &change)
{
    Search search(host, change);
    for (const Place &place : places)
        search.in(place);
    return std::move(search).notes();
}

} // namespace rdma
