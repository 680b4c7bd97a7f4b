// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Steps: their inverses, their deadlines and their complete JSON.
#include "model/step.h"

#include "model/json.h"
#include "model/knowntargets.h"
#include "model/largelimits.h"
#include "model/rdmamodules.h"
#include "model/serviceunits.h"
#include "model/srpinitiator.h"
#include "model/visit.h"

namespace rdma {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto writeFileKind = "write-file"_L1;
constexpr auto renameInterfaceKind = "rename-interface"_L1;
constexpr auto loadModuleKind = "load-module"_L1;
constexpr auto unloadModuleKind = "unload-module"_L1;
constexpr auto unloadUsedKind = "unload-used-module"_L1;
constexpr auto rdmaCmPortKind = "set-rdma-cm-port"_L1;
constexpr auto rescanKind = "rescan-srp"_L1;
constexpr auto writeRulesKind = "write-daemon-rules"_L1;
constexpr auto writeLoginsKind = "write-boot-logins"_L1;
constexpr auto unlimitEveryoneKind = "unlimit-everyone"_L1;
constexpr auto switchUnitKind = "switch-unit"_L1;
constexpr EnumNames<Reader, 4> readerNames{{{Reader::Nobody, "nobody"_L1},
                                            {Reader::Udev, "udev"_L1},
                                            {Reader::SrpDaemon, "srp_daemon"_L1},
                                            {Reader::Systemd, "systemd"_L1}}};

QLatin1StringView kindOfWriting(const WriteFile &write)
{
    if (write.reader == Reader::SrpDaemon)
        return writeRulesKind;
    if (unlimitsEveryone(write.path, write.before, write.after))
        return unlimitEveryoneKind;
    const bool logsIn = write.path == knownTargetsPath && !newBootLogins(write.before, write.after).empty();
    return logsIn ? writeLoginsKind : writeFileKind;
}

bool isToldBySystemctl(Reader reader)
{
    return reader == Reader::SrpDaemon || reader == Reader::Systemd;
}

QLatin1StringView kindOfSwitching(const SwitchModule &module)
{
    if (module.after)
        return loadModuleKind;
    return module.cuts.isEmpty() ? unloadModuleKind : unloadUsedKind;
}

void insertBytes(QJsonObject &object, const QString &key, const std::optional<QByteArray> &bytes)
{
    if (bytes)
        object[key] = QString::fromLatin1(bytes->toBase64());
}

QByteArray fromBase64(ObjectReader &reader, const QString &key)
{
    const QByteArray text = reader.longText(key).toUtf8();
    const QByteArray bytes = QByteArray::fromBase64(text);
    if (bytes.toBase64() != text) // Qt forgives missing padding and stray bits
        reader.reject(key, u"not base64"_s);
    return bytes;
}

QJsonObject fieldsOf(const WriteFile &step)
{
    QJsonObject object{
        {u"path"_s, step.path}, {u"reader"_s, nameOf(readerNames, step.reader)}, {u"mode"_s, int(step.mode)}};
    if (step.makesDirectory)
        object[u"makesDirectory"_s] = true;
    if (step.isCopy)
        object[u"isCopy"_s] = true;
    insertBytes(object, u"before"_s, step.before);
    insertBytes(object, u"after"_s, step.after);
    return object;
}

QJsonObject fieldsOf(const RenameInterface &step)
{
    return {{u"id"_s, step.id.text()},
            {u"before"_s, step.before},
            {u"after"_s, step.after},
            {u"mayGoDown"_s, step.mayGoDown}};
}

WriteFile takeWriteFile(ObjectReader &reader, const QJsonObject &object)
{
    WriteFile step{reader.text(u"path"_s), {}, {}, reader.oneOf(u"reader"_s, readerNames)};
    if (!step.path.startsWith(u'/'))
        reader.reject(u"path"_s, u"not absolute"_s);
    const bool hasMode = object.contains(u"mode"_s); // older records have none
    step.mode = hasMode ? unsigned(reader.integer(u"mode"_s, 0, 0777)) : privateMode;
    if (object.contains(u"makesDirectory"_s))
        step.makesDirectory = reader.boolean(u"makesDirectory"_s);
    if (object.contains(u"isCopy"_s))
        step.isCopy = reader.boolean(u"isCopy"_s);
    if (object.contains(u"before"_s))
        step.before = fromBase64(reader, u"before"_s);
    if (object.contains(u"after"_s))
        step.after = fromBase64(reader, u"after"_s);
    return step;
}

RenameInterface takeRenameInterface(ObjectReader &reader)
{
    const auto id = InterfaceId::fromText(reader.text(u"id"_s));
    if (!id)
        reader.reject(u"id"_s, id.error().detail);
    return {.id = id.value_or(InterfaceId{}),
            .before = reader.text(u"before"_s),
            .after = reader.text(u"after"_s),
            .mayGoDown = reader.boolean(u"mayGoDown"_s)};
}

QJsonObject fieldsOf(const SwitchModule &step)
{
    QJsonObject object{{u"name"_s, step.name}, {u"before"_s, step.before}};
    if (!step.cuts.isEmpty())
        object[u"cuts"_s] = QJsonArray::fromStringList(step.cuts);
    return object;
}

SwitchModule takeSwitchModule(ObjectReader &reader, const QJsonObject &object, bool after)
{
    SwitchModule step{reader.text(u"name"_s), reader.boolean(u"before"_s), after};
    if (object.contains(u"cuts"_s))
        step.cuts = reader.texts(u"cuts"_s);
    if (after && !step.cuts.isEmpty())
        reader.reject(u"cuts"_s, u"nothing is lost"_s);
    if (!isRdmaModule(step.name))
        reader.reject(u"name"_s, u"unknown value"_s);
    return step;
}

Result<Step> finished(const ObjectReader &reader, Step step)
{
    return reader.finish().transform([&] { return std::move(step); });
}

/// Its kind follows from what it does.
Result<Step> finishedAs(const QString &kind, ObjectReader &reader, Step step)
{
    if (kindOf(step) != kind)
        reader.reject(u"kind"_s, u"does not fit"_s);
    return finished(reader, std::move(step));
}

} // namespace

QString kindOf(const Step &step)
{
    return std::visit(Visit{[](const WriteFile &write) { return QString(kindOfWriting(write)); },
                            [](const RenameInterface &) { return QString(renameInterfaceKind); },
                            [](const SwitchModule &module) { return QString(kindOfSwitching(module)); },
                            [](const SetRdmaCmPort &) { return QString(rdmaCmPortKind); },
                            [](const RescanSession &) { return QString(rescanKind); },
                            [](const SwitchUnit &) { return QString(switchUnitKind); },
                            [](const auto &other) { return kindOf(other); }},
                      step);
}

QString subjectOf(const Step &step)
{
    return std::visit(Visit{[](const WriteFile &write) { return write.path; },
                            [](const RenameInterface &rename) { return rename.before; },
                            [](const SwitchModule &module) { return module.name; },
                            [](const ChangeBackstore &change) { return change.id.text(); },
                            [](const ChangeTarget &change) { return change.wwn; },
                            [](const SetRdmaCmPort &) { return u"rdma_cm_port"_s; },
                            [](const SwitchUnit &change) { return change.unit; },
                            [](const SetFirmwareTypes &change) { return change.slot; },
                            [](const RetypePorts &change) { return change.slot; },
                            [](const RebuildBootImage &rebuild) { return rebuild.image; },
                            [](const auto &ofSession) { return ofSession.target.text(); }},
                      step);
}

std::optional<Step> inverseOf(const Step &step)
{
    return std::visit(Visit{[](const RescanSession &) -> std::optional<Step> { return std::nullopt; },
                            [](RebuildBootImage rebuild) -> std::optional<Step> {
                                rebuild.stamp.clear(); // that of the image which is there then
                                return rebuild;
                            },
                            [](const ChangeSession &change) -> std::optional<Step> {
                                if (change.before && !change.after && !change.before->login.path)
                                    return std::nullopt; // nobody knows all of how it was made
                                return ChangeSession{change.target, change.after, change.before};
                            },
                            [](auto inverse) -> std::optional<Step> {
                                std::swap(inverse.before, inverse.after);
                                if constexpr (requires { inverse.disconnects; })
                                    inverse.disconnects.clear(); // whom it would cut off is seen when it is planned
                                if constexpr (requires { inverse.cuts; })
                                    inverse.cuts.clear(); // likewise
                                return inverse;
                            }},
                      step);
}

std::chrono::milliseconds deadlineOf(const Step &step)
{
    return std::visit(
        Visit{
            [](const WriteFile &write) { return isToldBySystemctl(write.reader) ? 120'000ms : 10'000ms; },
            [](const RenameInterface &) { return 10'000ms; }, [](const SwitchModule &) { return 60'000ms; },
            [](const ChangeBackstore &) { return 30'000ms; },
            [](const ChangeTarget &) { return 180'000ms; }, // removing an ACL waits for its session
            [](const SetRdmaCmPort &) { return 10'000ms; },
            // The connection manager alone tries for 70 seconds (ib_srp's 15 retries); then comes the scan of the LUNs.
            [](const ChangeSession &) { return 300'000ms; }, [](const RescanSession &) { return 60'000ms; },
            [](const SwitchUnit &) { return 300'000ms; }, // three words of systemctl
            // Two queries and one change of the firmware, each with its own deadline.
            [](const SetFirmwareTypes &) { return 300'000ms; }, [](const RetypePorts &) { return 60'000ms; },
            [](const RebuildBootImage &) { return 1'200'000ms; }},
        step);
}

bool staysWhenUndone(const Step &step)
{
    if (const auto *unit = std::get_if<SwitchUnit>(&step))
        return barAgainst({unit->unit, unit->after, unit->before}) != ServiceBar::None;
    const auto *module = std::get_if<SwitchModule>(&step);
    return module && module->after && module->name == "ib_srp"_L1;
}

/// A driver may wait for the last open file before it goes, ib_uverbs_remove_one()
/// (drivers/infiniband/core/uverbs_main.c).
bool needsNothingOpen(const Step &step)
{
    return std::holds_alternative<SwitchModule>(step) || std::holds_alternative<RetypePorts>(step);
}

bool comesLast(const Step &step)
{
    return std::holds_alternative<RebuildBootImage>(step);
}

QJsonObject toJson(const Step &step)
{
    QJsonObject object = std::visit([](const auto &known) { return fieldsOf(known); }, step);
    object[u"kind"_s] = kindOf(step);
    return object;
}

Result<Step> stepFromJson(const QJsonObject &object)
{
    ObjectReader reader(object);
    const QString kind = reader.text(u"kind"_s);
    if (kind == writeFileKind || kind == writeRulesKind || kind == writeLoginsKind || kind == unlimitEveryoneKind)
        return finishedAs(kind, reader, takeWriteFile(reader, object));
    if (kind == renameInterfaceKind)
        return finished(reader, takeRenameInterface(reader));
    if (kind == loadModuleKind || kind == unloadModuleKind || kind == unloadUsedKind)
        return finishedAs(kind, reader, takeSwitchModule(reader, object, kind == loadModuleKind));
    if (kind == rdmaCmPortKind)
        return finished(reader, takeSetRdmaCmPort(reader));
    if (kind == switchUnitKind)
        return finished(reader, takeSwitchUnit(reader));
    if (kind == rescanKind)
        return finished(reader, takeRescanSession(reader));
    if (kind == "set-firmware-types"_L1)
        return finished(reader, takeSetFirmwareTypes(reader));
    if (kind == "retype-ports"_L1 || kind == "retype-used-ports"_L1)
        return finishedAs(kind, reader, takeRetypePorts(reader, object));
    if (kind == "rebuild-boot-image"_L1)
        return finished(reader, takeRebuildBootImage(reader));
    if (kind.endsWith("-srp"_L1) || kind == "set-srp-timeouts"_L1)
        return finishedAs(kind, reader, takeChangeSession(reader));
    if (kind.endsWith("-backstore"_L1))
        return finishedAs(kind, reader, takeChangeBackstore(reader));
    if (kind.endsWith("-target"_L1) || kind == "disconnect-initiators"_L1)
        return finishedAs(kind, reader, takeChangeTarget(reader));
    reader.reject(u"kind"_s, u"unknown value"_s);
    return std::unexpected(reader.finish().error());
}

} // namespace rdma
