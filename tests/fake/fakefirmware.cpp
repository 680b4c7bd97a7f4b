// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// mstconfig 4.31, with -e, in its own layout: a mark, " RO" or blanks, name 44 wide, values 20 wide.
#include "tests/fake/fakefirmware.h"

#include "helper/cardtool.h"

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr int failed = 3; // MLX_CFG_ERROR of mstflint's mlxcfg_status.h

QString valueOf(PortType type)
{
    switch (type) {
    case PortType::InfiniBand:
        return u"IB(1)"_s;
    case PortType::Ethernet:
        return u"ETH(2)"_s;
    case PortType::Auto:
        return u"VPI(3)"_s;
    case PortType::Unknown:
        break;
    }
    return u"N/A"_s;
}

QString row(QChar mark, const QString &name, const QStringList &values)
{
    QString line = mark + u"       "_s + name.leftJustified(44);
    for (const QString &value : values)
        line += value.leftJustified(20);
    return line + u'\n';
}

QString labelled(const QString &label, const QString &value)
{
    return label.leftJustified(20) + value + u"\n"_s;
}

QStringList columns(const FakeFirmwareCard &card, const QString &byDefault, const QString &current, const QString &next)
{
    return card.tellsCurrent ? QStringList{byDefault, current, next} : QStringList{next};
}

QString linkRow(const FakeFirmwareCard &card, int port, PortType next)
{
    const auto current = card.current.contains(port) ? card.current.at(port) : next;
    const QChar mark = next == current && next == PortType::InfiniBand ? u' ' : u'*';
    return row(mark, u"LINK_TYPE_P%1"_s.arg(port),
               columns(card, valueOf(PortType::InfiniBand), valueOf(current), valueOf(next)));
}

QString tableOf(const FakeFirmwareCard &card, const QString &slot)
{
    QString text = u"\nDevice #1:\n----------\n\n"_s + labelled(u"Device type:"_s, card.deviceType) +
                   labelled(u"Name:"_s, card.name) + labelled(u"Description:"_s, card.description) +
                   labelled(u"Device:"_s, slot) + u'\n';
    text += u"Configurations:"_s.leftJustified(52);
    for (const QString &title : columns(card, u"Default"_s, u"Current"_s, u"Next Boot"_s))
        text += title.leftJustified(20);
    text += u'\n' + row(u' ', u"NUM_OF_VFS"_s, columns(card, u"8"_s, u"8"_s, u"8"_s));
    for (const auto &[port, next] : card.next)
        text += linkRow(card, port, next);
    return text + row(u' ', u"KEEP_IB_LINK_UP_P1"_s, columns(card, u"False(0)"_s, u"False(0)"_s, u"False(0)"_s));
}

QByteArray trailer(const FakeFirmwareCard &card)
{
    return card.tellsCurrent ? "The '*' shows parameters with next value different from default/current value.\n"_ba
                             : "Device Firmware does not support reading default and current configurations\n"_ba;
}

QByteArray appliedText(const FakeFirmwareCard &card)
{
    const QByteArray what = card.wantsPowerCycle ? "power cycle" : "reboot";
    return "\n Apply new Configuration? (y/n) [n] : y\nApplying... Done!\n-I- Please " + what +
           " machine to load new configurations.\n";
}

} // namespace

ToolOutcome FakeFirmware::refusal(const QByteArray &reason, const QByteArray &errors)
{
    return {"\n-E- " + reason + "\n", false, errors, failed};
}

Error FakeFirmware::stuck()
{
    return {ErrorCode::Timeout, u"/usr/bin/mstconfig"_s, u"stuck"_s};
}

void FakeFirmware::install(const QByteArray &version)
{
    m_version = version;
    m_files.write(u"/usr/bin/mstconfig"_s,
                  "\x7f"
                  "ELF",
                  0755);
}

void FakeFirmware::add(const QString &slot, const FakeFirmwareCard &card)
{
    m_cards.try_emplace(cardOf(slot), card);
}

void FakeFirmware::remove(const QString &slot)
{
    m_cards.erase(cardOf(slot));
}

FakeFirmwareCard &FakeFirmware::card(const QString &slot)
{
    return m_cards.at(cardOf(slot));
}

void FakeFirmware::restart()
{
    for (auto &[slot, card] : m_cards)
        card.current = card.next;
}

void FakeFirmware::failAt(Tool tool, int call, Result<ToolOutcome> answer)
{
    m_failures[tool].insert_or_assign(call, std::move(answer));
}

ToolOutcome FakeFirmware::query(const QString &slot) const
{
    const auto found = m_cards.find(cardOf(slot));
    if (found == m_cards.end())
        return refusal("Failed to open the device");
    if (!found->second.problem.isEmpty())
        return refusal(found->second.problem);
    return {tableOf(found->second, slot).toUtf8() + trailer(found->second)};
}

ToolOutcome FakeFirmware::set(const QString &object)
{
    const auto wanted = cardTypesFrom(object);
    const auto found = wanted ? m_cards.find(cardOf(wanted->slot)) : m_cards.end();
    if (found == m_cards.end())
        return refusal("Failed to open the device");
    FakeFirmwareCard &card = found->second;
    const QByteArray before = tableOf(card, wanted->slot).replace(u"Next Boot"_s, u"New"_s).toUtf8();
    for (const auto &[port, type] : wanted->types) {
        if (!card.next.contains(port))
            return {
                before +
                    refusal("The Device doesn't support LINK_TYPE_P" + QByteArray::number(port) + " parameter").output,
                false,
                {},
                failed};
    }
    for (const auto &[port, type] : wanted->types)
        card.next[port] = m_ignoresSettings ? card.next[port] : type;
    return {before + appliedText(card)};
}

Result<ToolOutcome> FakeFirmware::run(const ToolCall &call)
{
    auto &failures = m_failures[call.tool];
    std::map<int, Result<ToolOutcome>> later;
    std::optional<Result<ToolOutcome>> now;
    for (auto &[number, answer] : failures)
        if (number == 0)
            now = answer;
        else
            later.emplace(number - 1, std::move(answer));
    failures = std::move(later);
    if (now)
        return *now;
    if (!m_version)
        return fail(ErrorCode::ToolMissing, u"mstconfig"_s, u"ENOENT"_s);
    if (call.tool == Tool::TellMstVersion)
        return ToolOutcome{"mstconfig, mstflint " + *m_version + ", Git SHA Hash: N/A\n"};
    return call.tool == Tool::QueryCard ? query(call.object) : set(call.object);
}

} // namespace rdma
