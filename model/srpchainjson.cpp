// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The names of links, facts, causes and cures, and the JSON that is made of them.
#include "model/srpchainjson.h"

#include "model/enumnames.h"

#include <QJsonArray>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr EnumNames<ChainLink, 9> linkNames{{
    {ChainLink::Cable, "Cable"_L1},
    {ChainLink::PortState, "PortState"_L1},
    {ChainLink::SubnetManager, "SubnetManager"_L1},
    {ChainLink::Module, "Module"_L1},
    {ChainLink::Discovery, "Discovery"_L1},
    {ChainLink::Login, "Login"_L1},
    {ChainLink::Permission, "Permission"_L1},
    {ChainLink::MappedLun, "MappedLun"_L1},
    {ChainLink::Disk, "Disk"_L1},
}};

constexpr EnumNames<ChainStanding, 4> standingNames{{
    {ChainStanding::Good, "Good"_L1},
    {ChainStanding::Broken, "Broken"_L1},
    {ChainStanding::NotKnown, "NotKnown"_L1},
    {ChainStanding::DoesNotApply, "DoesNotApply"_L1},
}};

constexpr EnumNames<ChainFact, 43> factNames{{
    {ChainFact::AfterBroken, "AfterBroken"_L1},
    {ChainFact::UnknownTarget, "UnknownTarget"_L1},
    {ChainFact::PortGone, "PortGone"_L1},
    {ChainFact::CableUp, "CableUp"_L1},
    {ChainFact::NoCable, "NoCable"_L1},
    {ChainFact::SwitchedOff, "SwitchedOff"_L1},
    {ChainFact::LinkTrains, "LinkTrains"_L1},
    {ChainFact::CableNotTold, "CableNotTold"_L1},
    {ChainFact::PortActive, "PortActive"_L1},
    {ChainFact::PortWaits, "PortWaits"_L1},
    {ChainFact::PortDown, "PortDown"_L1},
    {ChainFact::SubnetManagerKnown, "SubnetManagerKnown"_L1},
    {ChainFact::NoSubnetManager, "NoSubnetManager"_L1},
    {ChainFact::SubnetManagerSilent, "SubnetManagerSilent"_L1},
    {ChainFact::NeedsNone, "NeedsNone"_L1},
    {ChainFact::ModuleServes, "ModuleServes"_L1},
    {ChainFact::ModuleMissing, "ModuleMissing"_L1},
    {ChainFact::PortNotServed, "PortNotServed"_L1},
    {ChainFact::Found, "Found"_L1},
    {ChainFact::FoundConnected, "FoundConnected"_L1},
    {ChainFact::FoundElse, "FoundElse"_L1},
    {ChainFact::NotFound, "NotFound"_L1},
    {ChainFact::NotLookedFor, "NotLookedFor"_L1},
    {ChainFact::CannotBeFound, "CannotBeFound"_L1},
    {ChainFact::LoggedIn, "LoggedIn"_L1},
    {ChainFact::Answered, "Answered"_L1},
    {ChainFact::LoginFailed, "LoginFailed"_L1},
    {ChainFact::NotTried, "NotTried"_L1},
    {ChainFact::NotLoggedIn, "NotLoggedIn"_L1},
    {ChainFact::DaemonStopped, "DaemonStopped"_L1},
    {ChainFact::TargetDisabled, "TargetDisabled"_L1},
    {ChainFact::ConnectionBlocked, "ConnectionBlocked"_L1},
    {ChainFact::ConnectionFailsFast, "ConnectionFailsFast"_L1},
    {ChainFact::ConnectionLost, "ConnectionLost"_L1},
    {ChainFact::Permitted, "Permitted"_L1},
    {ChainFact::NotPermitted, "NotPermitted"_L1},
    {ChainFact::LunsSeen, "LunsSeen"_L1},
    {ChainFact::NoLunSeen, "NoLunSeen"_L1},
    {ChainFact::NoLunMapped, "NoLunMapped"_L1},
    {ChainFact::MappedAndNotSeen, "MappedAndNotSeen"_L1},
    {ChainFact::DiskHere, "DiskHere"_L1},
    {ChainFact::NoDiskMade, "NoDiskMade"_L1},
    {ChainFact::DiskOffline, "DiskOffline"_L1},
}};

constexpr EnumNames<LoginCause, 24> causeNames{{
    {LoginCause::NotTold, "NotTold"_L1},
    {LoginCause::NoAcl, "NoAcl"_L1},
    {LoginCause::PortDisabled, "PortDisabled"_L1},
    {LoginCause::NoResources, "NoResources"_L1},
    {LoginCause::DisabledOrNoResources, "DisabledOrNoResources"_L1},
    {LoginCause::WrongTarget, "WrongTarget"_L1},
    {LoginCause::IuTooLong, "IuTooLong"_L1},
    {LoginCause::BufferFormat, "BufferFormat"_L1},
    {LoginCause::OneChannelOnly, "OneChannelOnly"_L1},
    {LoginCause::OtherRefusal, "OtherRefusal"_L1},
    {LoginCause::NoListener, "NoListener"_L1},
    {LoginCause::NoConnections, "NoConnections"_L1},
    {LoginCause::OldSession, "OldSession"_L1},
    {LoginCause::Redirected, "Redirected"_L1},
    {LoginCause::CommIdInUse, "CommIdInUse"_L1},
    {LoginCause::NoSrp, "NoSrp"_L1},
    {LoginCause::OtherReject, "OtherReject"_L1},
    {LoginCause::NoAnswer, "NoAnswer"_L1},
    {LoginCause::NoPath, "NoPath"_L1},
    {LoginCause::NoAddress, "NoAddress"_L1},
    {LoginCause::BadLoginResponse, "BadLoginResponse"_L1},
    {LoginCause::AlreadyConnected, "AlreadyConnected"_L1},
    {LoginCause::BadParameters, "BadParameters"_L1},
    {LoginCause::LostWhileScanning, "LostWhileScanning"_L1},
}};

constexpr EnumNames<LoginCure, 21> cureNames{{
    {LoginCure::None, "None"_L1},
    {LoginCure::AllowInitiator, "AllowInitiator"_L1},
    {LoginCure::EnablePort, "EnablePort"_L1},
    {LoginCure::LoadTargetModule, "LoadTargetModule"_L1},
    {LoginCure::LoadInitiator, "LoadInitiator"_L1},
    {LoginCure::PlugCable, "PlugCable"_L1},
    {LoginCure::StartSubnetManager, "StartSubnetManager"_L1},
    {LoginCure::FewerChannels, "FewerChannels"_L1},
    {LoginCure::ShorterIu, "ShorterIu"_L1},
    {LoginCure::FreeResources, "FreeResources"_L1},
    {LoginCure::WaitForOldSession, "WaitForOldSession"_L1},
    {LoginCure::DiscoverAgain, "DiscoverAgain"_L1},
    {LoginCure::MapLun, "MapLun"_L1},
    {LoginCure::CheckAddress, "CheckAddress"_L1},
    {LoginCure::CorrectParameters, "CorrectParameters"_L1},
    {LoginCure::UseSession, "UseSession"_L1},
    {LoginCure::Connect, "Connect"_L1},
    {LoginCure::Reconnect, "Reconnect"_L1},
    {LoginCure::Rescan, "Rescan"_L1},
    {LoginCure::StartDaemon, "StartDaemon"_L1},
    {LoginCure::ReadTargetLog, "ReadTargetLog"_L1},
}};

constexpr EnumNames<ProofItem, 6> itemNames{{
    {ProofItem::Host, "Host"_L1},
    {ProofItem::Address, "Address"_L1},
    {ProofItem::Vendor, "Vendor"_L1},
    {ProofItem::Model, "Model"_L1},
    {ProofItem::Size, "Size"_L1},
    {ProofItem::Serial, "Serial"_L1},
}};

void put(QJsonObject &object, const QString &key, const QString &text)
{
    if (!text.isEmpty())
        object[key] = text;
}

QJsonObject failureJson(const LoginFailure &failure)
{
    QJsonObject object{{u"cause"_s, nameOf(causeNames, failure.cause)}, {u"time"_s, failure.time}};
    if (failure.reason)
        object[u"reason"_s] = qint64{*failure.reason};
    put(object, u"from"_s, failure.from);
    put(object, u"to"_s, failure.to);
    put(object, u"dest"_s, failure.dest);
    put(object, u"words"_s, failure.words);
    put(object, u"initiator"_s, failure.initiator ? failure.initiator->text() : QString());
    put(object, u"targetPort"_s, failure.targetPort);
    if (failure.reconnecting)
        object[u"reconnecting"_s] = true;
    return object;
}

/// A size is a number; where it is not known there is none.
QJsonValue valueOf(const ProofRow &row, const QString &text, quint64 size)
{
    if (row.item != ProofItem::Size)
        return text;
    return size == 0 ? QJsonValue(QJsonValue::Null) : QJsonValue(static_cast<qint64>(size));
}

QJsonObject rowJson(const ProofRow &row)
{
    QJsonObject object{{u"item"_s, nameOf(itemNames, row.item)},
                       {u"standing"_s, nameOf(standingNames, row.standing)},
                       {u"value"_s, valueOf(row, row.value, row.size)}};
    if (row.compared)
        object[u"expected"_s] = valueOf(row, row.expected, row.expectedSize);
    return object;
}

} // namespace

QJsonObject toJson(const ChainCheck &check)
{
    QJsonObject object{{u"link"_s, nameOf(linkNames, check.link)},
                       {u"standing"_s, nameOf(standingNames, check.standing)},
                       {u"fact"_s, nameOf(factNames, check.fact)}};
    if (check.number > 0)
        object[u"number"_s] = static_cast<qint64>(check.number);
    put(object, u"text"_s, check.text);
    if (check.failure)
        object[u"failure"_s] = failureJson(*check.failure);
    if (check.cure != LoginCure::None)
        object[u"cure"_s] = nameOf(cureNames, check.cure);
    return object;
}

QJsonObject toJson(const DiskProof &proof)
{
    QJsonArray rows;
    for (const ProofRow &row : proof.rows)
        rows.append(rowJson(row));
    return {{u"lun"_s, static_cast<qint64>(proof.lun)}, {u"path"_s, proof.path}, {u"proof"_s, rows}};
}

} // namespace rdma
