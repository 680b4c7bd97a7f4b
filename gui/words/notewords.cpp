// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Remarks on a state and warnings of a plan, as sentences.
#include "gui/words/notewords.h"

#include "gui/words/plaintext.h"

#include <QCoreApplication>

namespace rdma {

namespace {

struct NoteWords {
    Q_DECLARE_TR_FUNCTIONS(rdma::NoteWords)
};

QString sentenceOf(NoteCode code)
{
    switch (code) {
    case NoteCode::KernelStyleName:
        return NoteWords::tr(
            "%1 looks like a name that the kernel gives by itself. At boot it can collide with another "
            "interface; a name such as mlx4_ib0 cannot.");
    case NoteCode::LosesAddresses:
        return NoteWords::tr(
            "%1 goes down for a moment to be renamed: its IPv6 addresses and its routes are lost until "
            "they are set up again.");
    case NoteCode::AtNextBoot:
        return NoteWords::tr(
            "%1 changes when the interface appears the next time: at boot or when its driver is loaded "
            "again.");
    case NoteCode::RuleOverridden:
        return NoteWords::tr("Another setting wins over the rule for %1 at boot: %2.");
    case NoteCode::RuleMatchesChildren:
        return NoteWords::tr("The rule for %1 would also rename the P_Key interfaces of the same port: %2.");
    case NoteCode::DuplicateRule:
        return NoteWords::tr("Several rules name the port of %1; this one counts: %2.");
    case NoteCode::UnreadableFile:
        return NoteWords::tr("%1 could not be read. A rule in it may name an interface differently from what is shown "
                             "here.");
    case NoteCode::PortWithoutGuid:
        return NoteWords::tr(
            "%1 has no port GUID in its address yet, so it cannot be named. Its port or the subnet manager "
            "may still be starting.");
    case NoteCode::SharedIdentity:
        return NoteWords::tr("%1 and %2 have the same port GUID and P_Key; only the first is shown.");
    case NoteCode::FileCreated:
        return NoteWords::tr("The file %1 does not exist yet and will be created.");
    case NoteCode::Unknown:
        break;
    }
    return NoteWords::tr("The helper has a remark that this program is too old to know: %1 %2");
}

} // namespace

QString noteWords(const Note &note)
{
    return fill(sentenceOf(note.code), technical(note.subject), technical(note.detail)).trimmed();
}

bool isWarning(NoteCode code)
{
    return code != NoteCode::AtNextBoot && code != NoteCode::FileCreated;
}

} // namespace rdma
