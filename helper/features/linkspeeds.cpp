// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// How fast Ethernet ports could be, as their interfaces tell it.
#include "helper/features/linkspeeds.h"

namespace rdma {

namespace {

/// Where the link has the best mode there is nothing to say: rates that drivers make of its speed are rounded
/// (ib_get_eth_speed(), core/verbs.c).
void addSpeed(RdmaPort &port, const std::optional<Result<LinkModes>> &answer)
{
    if (answer && *answer && (*answer)->speed > 0 && (*answer)->speed < (*answer)->fastest)
        port.canDo = LinkRate{.gigabits = (*answer)->fastest / 1000.0};
}

} // namespace

LinkSpeeds::Reader::Answers LinkSpeeds::ask(const Reader::Reads &reads) const
{
    const auto deadline = ReadClock::now() + maxThreads * m_patience;
    const std::unique_lock turn(m_turn, deadline - m_patience);
    return turn && !reads.empty() ? Reader(m_threads, m_patience).readAll(reads, deadline) : Reader::Answers();
}

void LinkSpeeds::add(std::map<QString, RdmaDevice> &devices, const std::map<QString, std::map<int, QString>> &links,
                     const ReadLinkModes &modesOf) const
{
    Reader::Reads reads;
    for (const auto &[device, ofPorts] : links)
        for (const auto &[port, link] : ofPorts)
            reads[link] = [modesOf, link] { return modesOf(link); };
    auto answers = ask(reads);
    for (const auto &[link, read] : reads)
        answers.try_emplace(link); // without a turn nobody was asked
    remember(answers);
    for (const auto &[device, ofPorts] : links)
        for (const auto &[port, link] : ofPorts)
            addSpeed(devices.at(device).ports.at(port), answers[link]);
}

/// Where none came the last one takes its place.
void LinkSpeeds::remember(Reader::Answers &answers) const
{
    const std::scoped_lock lock(m_lastMutex);
    for (auto &[link, answer] : answers) {
        if (answer)
            m_last.insert_or_assign(link, *answer);
        else if (const auto last = m_last.find(link); last != m_last.end())
            answer = last->second;
    }
}

void LinkSpeeds::forgetAllBut(const std::map<QString, std::map<int, QString>> &links) const
{
    QSet<QString> names;
    for (const auto &[device, ofPorts] : links)
        for (const auto &[port, link] : ofPorts)
            names.insert(link);
    const std::scoped_lock lock(m_lastMutex);
    std::erase_if(m_last, [&](const auto &item) { return !names.contains(item.first); });
}

} // namespace rdma
