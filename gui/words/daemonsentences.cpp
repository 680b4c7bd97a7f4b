// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Why targets cannot be looked for, by error code and detail.
#include "gui/words/daemonsentences.h"

#include "model/scanproblem.h"

#include <QCoreApplication>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

struct Problem {
    const char *happened;
    const char *next;
};

struct Sentences {
    Q_DECLARE_TR_FUNCTIONS(rdma::ErrorWords)
public:
    static constexpr std::pair<ScanProblem, Problem> scans[] = {
        {ScanProblem::NotInfiniBand,
         {QT_TR_NOOP("The port %1 is an Ethernet port: nobody there could be asked for SRP targets."),
          QT_TR_NOOP("Ask the target’s administrator for its exchange card or its address.")}},
        {ScanProblem::NotActive,
         {QT_TR_NOOP("The port %1 is not active."),
          QT_TR_NOOP("Check the cable and whether a subnet manager runs on this fabric, then try again.")}},
        {ScanProblem::NoSubnetManager,
         {QT_TR_NOOP("The port %1 knows no subnet manager, which is the one to ask."),
          QT_TR_NOOP("Start one on this fabric (opensm, or the switch’s own), then try again.")}},
        {ScanProblem::NoUmad,
         {QT_TR_NOOP("The port %1 has no device for asking the subnet: the kernel module ib_umad is not loaded."),
          QT_TR_NOOP("Load it with modprobe ib_umad, then try again.")}},
        {ScanProblem::Unanswered,
         {QT_TR_NOOP("The subnet manager did not answer what the port %1 asked."),
          QT_TR_NOOP("Check its log and the fabric’s links, then try again.")}},
    };
    static constexpr Problem tooMany{QT_TR_NOOP("The subnet of the port %1 has more targets than can be listed."),
                                     QT_TR_NOOP("Log in to the target you want by its exchange card.")};
    static constexpr Problem unknown{QT_TR_NOOP("The tool %1 says something that this program does not know: %2."),
                                     QT_TR_NOOP("It is newer or older than expected: please report this line.")};
    static constexpr Problem oneService{
        QT_TR_NOOP("On this computer one service looks for targets on all InfiniBand ports: it is on or off for all."),
        QT_TR_NOOP("Choose the same for all of them.")};
    static constexpr Problem noPort{QT_TR_NOOP("srp_daemon looks on InfiniBand ports only: %1 is none."),
                                    QT_TR_NOOP("Refresh, and choose a port that is listed.")};
    static constexpr Problem notInstalled{
        QT_TR_NOOP("srp_daemon is not installed."),
        QT_TR_NOOP("Install the package srptools (on Fedora and Red Hat: srp_daemon).")};
    static constexpr Problem badLine{
        QT_TR_NOOP("srp_daemon cannot read its rules in %1 (%2), so they were left alone."),
        QT_TR_NOOP("Correct that line by hand, then try again.")};
    static constexpr Problem noRoom{QT_TR_NOOP("A rule is longer than srp_daemon can read: %2."),
                                    QT_TR_NOOP("Leave options out, or split it into several rules.")};
};

std::optional<Problem> scanProblem(const Error &error)
{
    const auto problem = scanProblemFromName(error.detail);
    for (const auto &[candidate, sentences] : Sentences::scans)
        if (error.code == ErrorCode::NotSupported && problem == candidate)
            return sentences;
    if (error.code == ErrorCode::ToolFailed && error.detail == "too many targets"_L1)
        return Sentences::tooMany;
    return error.code == ErrorCode::InvalidWish && error.subject == "ibsrpdm"_L1 ? std::optional(Sentences::unknown)
                                                                                 : std::nullopt;
}

std::optional<Problem> bootProblem(const Error &error)
{
    if (error.code == ErrorCode::ToolMissing && error.subject == "srp_daemon"_L1)
        return Sentences::notInstalled;
    if (error.code == ErrorCode::NotSupported && error.subject == "rules"_L1)
        return Sentences::noRoom;
    if (error.code == ErrorCode::BadFile && error.detail.startsWith("line "_L1))
        return Sentences::badLine;
    if (error.code != ErrorCode::InvalidWish || !error.subject.startsWith("daemons"_L1))
        return std::nullopt;
    return error.detail == "one service for all ports"_L1 ? Sentences::oneService : Sentences::noPort;
}

} // namespace

std::optional<ErrorSentence> daemonSentence(const Error &error)
{
    return scanProblem(error).or_else([&] { return bootProblem(error); }).transform([&](const Problem &problem) {
        const bool isPort = error.subject.startsWith("daemons."_L1);
        return ErrorSentence{problem.happened, problem.next, nullptr, error.detail,
                             isPort ? error.subject.section(u'.', 1) : error.subject};
    });
}

} // namespace rdma
