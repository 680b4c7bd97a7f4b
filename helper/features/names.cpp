// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Feature "names", reading: every IPoIB interface, and what udev will call it when it appears again.
#include "helper/features/names.h"

#include "helper/features/features.h"
#include "helper/ipoib.h"
#include "helper/udevfiles.h"
#include "model/append.h"

#include <QVersionNumber>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

int numberIn(const Host &host, const QString &path)
{
    return host.attribute(path).value_or(QByteArray()).toInt();
}

QString textIn(const Host &host, const QString &path)
{
    return QString::fromUtf8(host.attribute(path).value_or(QByteArray()));
}

/// ipoib_intf_alloc() registers with NET_NAME_UNKNOWN, for which the kernel refuses to tell a type (EINVAL,
/// net/core/net-sysfs.c); 1 is NET_NAME_ENUM. Either way nobody has renamed it: a rename leaves 4.
QString kernelNameOf(const Host &host, const QString &name)
{
    const auto type = host.attribute(netAttributePath(name, "name_assign_type"_L1));
    return !type || *type == "1" ? name : QString();
}

Interface describe(const Host &host, const IpoibLink &found)
{
    const QString &name = found.link.name;
    Interface one{.id = found.id, .index = found.link.index, .address = found.address, .name = name};
    one.kernelName = kernelNameOf(host, name);
    one.altnames = found.link.altnames;
    one.rdmaDevice = host.list(netAttributePath(name, "device/infiniband"_L1)).value(0);
    one.port = one.rdmaDevice.isEmpty() ? 0 : numberIn(host, netAttributePath(name, "dev_port"_L1)) + 1;
    one.operState = textIn(host, netAttributePath(name, "operstate"_L1));
    one.up = found.link.up;
    one.mode = textIn(host, netAttributePath(name, "mode"_L1));
    one.mtu = numberIn(host, netAttributePath(name, "mtu"_L1));
    return one;
}

/// Nearest first. As for udev, a directory is a device when it has a uevent.
std::vector<UdevParent> parentsOf(const Host &host, const QString &name)
{
    std::vector<UdevParent> parents;
    const auto baseName = [](const QString &path) { return path.section(u'/', -1).toUtf8(); };
    const QString own = host.target("/sys/class/net/"_L1 + name).value_or(QString());
    const qsizetype devices = own.indexOf("devices/"_L1);
    for (QString path = own.section(u'/', 0, -2); devices >= 0 && path.size() > devices + 8;
         path = path.section(u'/', 0, -2)) {
        const QString directory = "/sys/"_L1 + path.sliced(devices);
        if (!host.attribute(directory + "/uevent"_L1))
            continue;
        UdevParent parent{baseName(path),
                          baseName(host.target(directory + "/subsystem"_L1).value_or(QString())),
                          baseName(host.target(directory + "/driver"_L1).value_or(QString())),
                          {}};
        for (const auto attribute : {"vendor"_L1, "device"_L1, "subsystem_vendor"_L1, "subsystem_device"_L1})
            if (const auto value = host.attribute(directory + u'/' + attribute))
                parent.attributes[QByteArray(attribute.data(), attribute.size())] = *value;
        parents.push_back(std::move(parent));
    }
    return parents;
}

/// dev_id is derived: reading it makes the kernel log a deprecation, and IPoIB sets it equal to dev_port.
UdevDevice deviceOf(const Host &host, const Interface &one)
{
    UdevDevice device;
    device.kernelName = one.kernelName.toUtf8();
    const auto driver = host.target(netAttributePath(one.name, "device/driver"_L1));
    device.driver = driver.value_or(QString()).section(u'/', -1).toUtf8();
    device.parents = parentsOf(host, one.name);
    for (const auto attribute : {"type"_L1, "address"_L1, "dev_port"_L1, "pkey"_L1, "mtu"_L1})
        if (const auto value = host.attribute(netAttributePath(one.name, attribute)))
            device.attributes[QByteArray(attribute.data(), attribute.size())] = *value;
    device.attributes["dev_id"] = "0x" + QByteArray::number(device.attributes.value("dev_port").toInt(), 16);
    return device;
}

/// Both sides of the relation between a port's interface and its P_Key children, which carry the same GUID.
void linkChildren(std::map<InterfaceId, Interface> &interfaces, const std::vector<IpoibLink> &links)
{
    std::map<Guid, std::vector<const IpoibLink *>> parents;
    for (const IpoibLink &link : links)
        if (!link.child && interfaces.contains(link.id))
            parents[link.id.portGuid].push_back(&link);
    for (const IpoibLink &child : links) {
        if (!child.child || !interfaces.contains(child.id))
            continue;
        for (const IpoibLink *parent : parents[child.id.portGuid]) {
            interfaces[child.id].parent = parent->link.name;
            interfaces[parent->id].children.append(child.link.name);
        }
    }
}

void addLink(NamesState &state, const Host &host, const IpoibLink &found)
{
    if (found.id.portGuid == Guid{}) {
        state.notes.push_back({NoteCode::PortWithoutGuid, found.link.name, {}});
        return;
    }
    const Interface one = describe(host, found);
    const auto [place, isNew] = state.live.interfaces.try_emplace(found.id, one);
    if (!isNew) {
        state.notes.push_back({NoteCode::SharedIdentity, found.link.name, place->second.name});
        return;
    }
    state.live.devices[found.id] = deviceOf(host, one);
    if (!found.child)
        state.config.interfaces[found.id].name = one.name;
}

NextName creatorsName(const Interface &child)
{
    return {.name = child.name, .source = NameSource::Creator, .file = {}, .line = 0};
}

/// What our own file says of each interface.
void addRuleNames(NamesState &state)
{
    const bool editable = state.live.ownRules && *state.live.ownRules;
    const PortRules own = editable ? portRules(LineDocument(**state.live.ownRules)) : PortRules();
    for (auto &[id, names] : state.config.interfaces) {
        const auto mine = rulesNaming(own, id, state.live.devices[id]);
        if (!mine.empty())
            names.ruleName = QString::fromUtf8(*assignedName(*parseRule(mine.back().text)));
    }
}

/// What all files together will do.
void addNextNames(NamesState &state)
{
    for (auto &[id, one] : state.live.interfaces) {
        one.nextBoot = creatorsName(one);
        if (!state.config.interfaces.contains(id))
            continue;
        NamePrediction prediction = nextNameOf(state.live, id, state.live.rules);
        one.nextBoot = std::move(prediction.next);
        state.live.doubts[id] = std::move(prediction.doubts);
    }
}

void readLinkChoices(NamesState &state, const Host &host)
{
    const LinkFiles files = readLinkFiles(host);
    for (const auto &[id, one] : state.live.interfaces)
        if (const auto choice = linkChoiceFor(host, files, one))
            state.live.linkChoices[id] = *choice;
}

/// IFF_UP no longer keeps a name from changing since Linux 6.2 (net/core/dev.c, dev_change_name).
bool renamesWhileUp(const QString &release)
{
    return QVersionNumber::fromString(release) >= QVersionNumber(6, 2);
}

void readRules(NamesState &state, const Host &host)
{
    state.live.ownRules = host.read(ipoibRulesPath);
    if (!state.live.ownRules)
        state.notes.push_back({NoteCode::UnreadableFile, ipoibRulesPath, state.live.ownRules.error().detail});
    state.live.rulesFiles = readRulesFiles(host, state.notes);
    state.live.rules = parseRules(effectiveRules(state.live.rulesFiles));
}

NamesState namesOf(Machine &machine, const std::vector<Link> &links)
{
    NamesState state;
    for (const Link &link : links)
        state.live.takenNames += QStringList(link.name) + link.altnames;
    const auto ipoib = readIpoibLinks(machine.host, links);
    for (const IpoibLink &found : ipoib)
        addLink(state, machine.host, found);
    linkChildren(state.live.interfaces, ipoib);
    readRules(state, machine.host);
    readLinkChoices(state, machine.host);
    addRuleNames(state);
    addNextNames(state);
    append(state.notes, remarksOnRules(state));
    state.live.kernelRelease = machine.kernel.release();
    state.live.renamesWhileUp = renamesWhileUp(state.live.kernelRelease);
    return state;
}

} // namespace

PortRules portRules(const LineDocument &document)
{
    PortRules found;
    const auto lines = ruleLines(document);
    for (const RuleLine &line : lines ? lines->rules : std::vector<RuleLine>())
        if (const auto rule = parseRule(line.text); rule && assignedName(*rule))
            if (const auto port = namedGuid(*rule))
                found[*port].push_back(line);
    return found;
}

std::vector<RuleLine> rulesNaming(const PortRules &rules, const InterfaceId &id, const UdevDevice &device)
{
    std::vector<RuleLine> found;
    const auto mine = rules.find(id.portGuid);
    for (const RuleLine &line : mine == rules.end() ? std::vector<RuleLine>() : mine->second)
        if (evaluate(*parseRule(line.text), device) != Match::No)
            found.push_back(line);
    return found;
}

ParsedRules rulesWith(const NamesMachine &machine, const std::optional<QByteArray> &own)
{
    return parseRules(effectiveRules(withRulesFile(machine.rulesFiles, ipoibRulesPath, own)));
}

NamePrediction nextNameOf(const NamesMachine &machine, const InterfaceId &id, const ParsedRules &rules)
{
    const auto choice = machine.linkChoices.find(id);
    const bool chosen = choice != machine.linkChoices.end();
    auto found = predictName(rules, machine.devices.at(id), chosen ? std::optional(choice->second.name) : std::nullopt);
    if (chosen && found.next.source == NameSource::Link) {
        found.next.file = choice->second.file;
        found.next.line = choice->second.line;
    }
    return found;
}

Result<NamesState> readNames(Machine &machine)
{
    return readWhileNamesStay<NamesState>(machine.kernel, [&](const auto &links) { return namesOf(machine, links); });
}

Feature namesFeature()
{
    return makeFeature<NamesConfig, NamesMachine>(u"names"_s, {u"/etc/udev/rules.d"_s}, readNames, planNames,
                                                  namesConfigFromJson, consequencesOfNames);
}

} // namespace rdma
