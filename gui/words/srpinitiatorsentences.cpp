// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Why a target cannot be logged in to or out of, as sentences.
#include "gui/words/srpinitiatorwords.h"

#include "gui/words/plaintext.h"
#include "gui/words/problemsentence.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

struct Sentences {
    Q_DECLARE_TR_FUNCTIONS(rdma::ErrorWords)
public:
    static constexpr ProblemSentence ofPorts[] = {
        {ErrorCode::NotSupported, "ib_srp does not serve it"_L1, QT_TR_NOOP("The module ib_srp does not serve %1."),
         QT_TR_NOOP("Its log may say why: journalctl -k. Unloading and loading the module makes it look again.")},
    };

    static constexpr ProblemSentence ofTargets[] = {
        {ErrorCode::ToolFailed, "no session"_L1,
         QT_TR_NOOP("The kernel said that the login to %1 worked, but there is no session: its connection broke while "
                    "the disks were looked for."),
         QT_TR_NOOP("Try again. The kernel’s log says more.")},
        {ErrorCode::Conflict, "not as planned"_L1,
         QT_TR_NOOP("Somebody else connected to %1 meanwhile, or changed the connection."),
         QT_TR_NOOP("Refresh and look at its disks.")},
        {ErrorCode::Timeout, "still there"_L1, QT_TR_NOOP("The disks of %1 are still going."),
         QT_TR_NOOP("Their last commands have not ended. Wait a moment, then look again.")},
        {ErrorCode::NotFound, ""_L1, QT_TR_NOOP("There is no session at %1 any more."),
         QT_TR_NOOP("Refresh and look at what is there now.")},
        {ErrorCode::InvalidWish, "the login of a session"_L1,
         QT_TR_NOOP("While %1 is connected, it cannot be told where it leads."),
         QT_TR_NOOP("Disconnect first, then connect as you want it.")},
        {ErrorCode::InvalidWish, "no session to scan"_L1,
         QT_TR_NOOP("%1 is not connected, so it has no disks to look for."), QT_TR_NOOP("Connect first.")},
        {ErrorCode::InvalidWish, "where it leads is not known"_L1,
         QT_TR_NOOP("Nobody knows the address of %1: the kernel does not show it."),
         QT_TR_NOOP("Connect with its exchange card, then it can be kept at boot.")},
        {ErrorCode::Io, "ECONNRESET"_L1, QT_TR_NOOP("The target %1 refused the login, or did not answer."),
         QT_TR_NOOP("Ask “Why?” on its row, or rdma-managerctl why: the kernel’s log has the reason.")},
        {ErrorCode::Exists, ""_L1, QT_TR_NOOP("This computer is logged in to %1 already."),
         QT_TR_NOOP("Refresh and look at its disks.")},
        {ErrorCode::Io, ""_L1, QT_TR_NOOP("The login to %1 failed (%2)."),
         QT_TR_NOOP("Ask “Why?” on its row, or rdma-managerctl why: the kernel’s log has the reason.")},
    };

    static constexpr ProblemSentence named[] = {
        {ErrorCode::NotFound, "target"_L1, QT_TR_NOOP("No target that is connected is called %1."),
         QT_TR_NOOP("See rdma-managerctl sessions for what is connected.")},
        {ErrorCode::NotFound, "known target"_L1, QT_TR_NOOP("This computer knows no target that is called %1."),
         QT_TR_NOOP("Of a login that failed, say port and login again, as with connect.")},
        {ErrorCode::Conflict, "target"_L1, QT_TR_NOOP("More than one target is called %1."),
         QT_TR_NOOP("Say which: PORT/ID_EXT/IOC_GUID, as in rdma-managerctl --json sessions.")},
    };

    static constexpr ProblemSentence disks[] = {
        {ErrorCode::Busy, "holders unknown"_L1,
         QT_TR_NOOP("Whether a program has the disk %1 open could not be found out, so it stays connected."),
         QT_TR_NOOP("Review the changes again. If the review says the same, they can be applied nevertheless.")},
        {ErrorCode::Busy, ""_L1, QT_TR_NOOP("The disk %1 is in use on this computer (%2)."),
         QT_TR_NOOP("Unmount it, or stop what else uses it, then disconnect.")},
    };
};

QString targetWords(const QString &subject)
{
    const auto id = SrpTargetId::fromText(subject);
    return id ? targetIdWords(*id) : subject;
}

} // namespace

std::optional<ErrorSentence> srpInitiatorSentence(const Error &error)
{
    if (error.detail == "target"_L1 || error.detail == "known target"_L1)
        return sentenceIn(Sentences::named, error, error.subject);
    if (SrpTargetId::fromText(error.subject))
        return sentenceIn(Sentences::ofTargets, error, targetWords(error.subject));
    if (PortId::fromText(error.subject))
        return sentenceIn(Sentences::ofPorts, error, error.subject);
    if (static const QRegularExpression disk(u"^sd[a-z]+$"_s); disk.match(error.subject).hasMatch())
        return sentenceIn(Sentences::disks, error, error.subject);
    return sentenceIn(Sentences::named, error, error.subject);
}

} // namespace rdma
