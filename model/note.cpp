// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Remarks in JSON.
#include "model/note.h"

#include "model/enumnames.h"

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr EnumNames<NoteCode, 72> codeNames{{
    {NoteCode::KernelStyleName, "KernelStyleName"_L1},
    {NoteCode::LosesAddresses, "LosesAddresses"_L1},
    {NoteCode::AtNextBoot, "AtNextBoot"_L1},
    {NoteCode::RuleOverridden, "RuleOverridden"_L1},
    {NoteCode::RuleMatchesChildren, "RuleMatchesChildren"_L1},
    {NoteCode::DuplicateRule, "DuplicateRule"_L1},
    {NoteCode::UnreadableFile, "UnreadableFile"_L1},
    {NoteCode::PortWithoutGuid, "PortWithoutGuid"_L1},
    {NoteCode::SharedIdentity, "SharedIdentity"_L1},
    {NoteCode::FileCreated, "FileCreated"_L1},
    {NoteCode::RuleLoses, "RuleLoses"_L1},
    {NoteCode::NameInDoubt, "NameInDoubt"_L1},
    {NoteCode::LinkFileLoses, "LinkFileLoses"_L1},
    {NoteCode::AbsentPort, "AbsentPort"_L1},
    {NoteCode::FileShadowed, "FileShadowed"_L1},
    {NoteCode::MentionedInNetworkManager, "MentionedInNetworkManager"_L1},
    {NoteCode::MentionedInIfcfg, "MentionedInIfcfg"_L1},
    {NoteCode::MentionedInNetplan, "MentionedInNetplan"_L1},
    {NoteCode::MentionedInNetworkd, "MentionedInNetworkd"_L1},
    {NoteCode::MentionedInIfupdown, "MentionedInIfupdown"_L1},
    {NoteCode::MentionedInFstab, "MentionedInFstab"_L1},
    {NoteCode::MentionedInFirewalld, "MentionedInFirewalld"_L1},
    {NoteCode::MentionedInOpensm, "MentionedInOpensm"_L1},
    {NoteCode::AddressBound, "AddressBound"_L1},
    {NoteCode::MoreMentions, "MoreMentions"_L1},
    {NoteCode::NotSearched, "NotSearched"_L1},
    {NoteCode::RouteKept, "RouteKept"_L1},
    {NoteCode::RouteLost, "RouteLost"_L1},
    {NoteCode::MountKept, "MountKept"_L1},
    {NoteCode::MountStalls, "MountStalls"_L1},
    {NoteCode::DeviceSilent, "DeviceSilent"_L1},
    {NoteCode::InitramfsCopies, "InitramfsCopies"_L1},
    {NoteCode::SessionEnds, "SessionEnds"_L1},
    {NoteCode::NotSaved, "NotSaved"_L1},
    {NoteCode::ImageReused, "ImageReused"_L1},
    {NoteCode::WriteBack, "WriteBack"_L1},
    {NoteCode::RulesRefused, "RulesRefused"_L1},
    {NoteCode::BootLoginsOff, "BootLoginsOff"_L1},
    {NoteCode::DiskOpen, "DiskOpen"_L1},
    {NoteCode::DiskOpenByMore, "DiskOpenByMore"_L1},
    {NoteCode::HoldersUnknown, "HoldersUnknown"_L1},
    {NoteCode::AtNextLogin, "AtNextLogin"_L1},
    {NoteCode::AtUserManager, "AtUserManager"_L1},
    {NoteCode::AtUnitRestart, "AtUnitRestart"_L1},
    {NoteCode::LimitLoses, "LimitLoses"_L1},
    {NoteCode::SoftClamped, "SoftClamped"_L1},
    {NoteCode::LoginsFail, "LoginsFail"_L1},
    {NoteCode::NotRaised, "NotRaised"_L1},
    {NoteCode::RootSpared, "RootSpared"_L1},
    {NoteCode::GroupEmpty, "GroupEmpty"_L1},
    {NoteCode::AccountsSilent, "AccountsSilent"_L1},
    {NoteCode::MoreRunning, "MoreRunning"_L1},
    {NoteCode::EndsWithModule, "EndsWithModule"_L1},
    {NoteCode::ServicesUnknown, "ServicesUnknown"_L1},
    {NoteCode::ModulesGone, "ModulesGone"_L1},
    {NoteCode::BothPortsDrop, "BothPortsDrop"_L1},
    {NoteCode::PortTypeAtBoot, "PortTypeAtBoot"_L1},
    {NoteCode::InterfaceGoes, "InterfaceGoes"_L1},
    {NoteCode::ReachedOver, "ReachedOver"_L1},
    {NoteCode::MountGoes, "MountGoes"_L1},
    {NoteCode::PortSessionEnds, "PortSessionEnds"_L1},
    {NoteCode::SubnetManagerNeeded, "SubnetManagerNeeded"_L1},
    {NoteCode::OptionOfAllCards, "OptionOfAllCards"_L1},
    {NoteCode::OtherRoadStands, "OtherRoadStands"_L1},
    {NoteCode::ImageByHand, "ImageByHand"_L1},
    {NoteCode::ImageNotFound, "ImageNotFound"_L1},
    {NoteCode::OtherImages, "OtherImages"_L1},
    {NoteCode::ImageKept, "ImageKept"_L1},
    {NoteCode::NoCopyKept, "NoCopyKept"_L1},
    {NoteCode::ImageUnknown, "ImageUnknown"_L1},
    {NoteCode::FileUnread, "FileUnread"_L1},
    {NoteCode::Unknown, "Unknown"_L1},
}};

Note noteFromJson(const QJsonObject &object)
{
    return {valueOf(codeNames, object[u"code"_s].toString()).value_or(NoteCode::Unknown),
            object[u"subject"_s].toString(), object[u"detail"_s].toString()};
}

} // namespace

QJsonArray toJson(const std::vector<Note> &notes)
{
    QJsonArray array;
    for (const Note &note : notes)
        array.append(QJsonObject{
            {u"code"_s, nameOf(codeNames, note.code)}, {u"subject"_s, note.subject}, {u"detail"_s, note.detail}});
    return array;
}

std::vector<Note> notesFromJson(const QJsonArray &array)
{
    std::vector<Note> notes;
    notes.reserve(static_cast<std::size_t>(array.size()));
    for (const auto &value : array)
        notes.push_back(noteFromJson(value.toObject()));
    return notes;
}

} // namespace rdma
