// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Remarks in JSON.
#include "model/note.h"

#include "model/enumnames.h"

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr EnumNames<NoteCode, 11> codeNames{{
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
