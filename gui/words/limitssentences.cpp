// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Why limits of locked memory cannot be read or set, by error code, subject and detail.
#include "gui/words/limitswords.h"

#include "model/unitorder.h"

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
    static constexpr Problem softAboveHard{
        QT_TR_NOOP("The soft limit of %1 would be more than the hard one."),
        QT_TR_NOOP("Make the soft limit smaller or the hard limit larger, or give the same for both.")};
    static constexpr Problem neither{QT_TR_NOOP("For %1 neither a soft nor a hard limit is given."),
                                     QT_TR_NOOP("Give one of them, or remove the whole entry.")};
    static constexpr Problem amount{QT_TR_NOOP("The file with the limits cannot hold this amount for %1: %2 bytes."),
                                    QT_TR_NOOP("Give a whole number of KiB of less than 16 EiB, or “unlimited”.")};
    static constexpr Problem noAmount{QT_TR_NOOP("“%2” is no amount of memory."),
                                      QT_TR_NOOP("Write it like 64 MiB or 2 GiB, or “unlimited”.")};
    static constexpr Problem emptyAmount{QT_TR_NOOP("No amount of memory is given."),
                                         QT_TR_NOOP("Write it like 64 MiB or 2 GiB, or “unlimited”.")};
    static constexpr Problem holder{
        QT_TR_NOOP("“%2” is nobody to whom a limit can be given here."),
        QT_TR_NOOP("Write * for everyone, @rdma for a group, alice for a user, 1000:2000 for a range of user ids.")};
    static constexpr Problem unit{QT_TR_NOOP("“%2” is not the name of a service."),
                                  QT_TR_NOOP("Write it with its ending, like opensm.service.")};
    static constexpr Problem tooMany{QT_TR_NOOP("That would be more limits than the file %1 may get from here: %2."),
                                     QT_TR_NOOP("Give the limit to a group, and make the users its members.")};
    static constexpr Problem noLimit{QT_TR_NOOP("This program gave %1 no limit that could be taken away."),
                                     QT_TR_NOOP("See rdma-managerctl limits for what other files say.")};
    static constexpr Problem noUser{QT_TR_NOOP("There is no %1 on this computer."),
                                    QT_TR_NOOP("Check the spelling: capital and small letters differ.")};
    static constexpr Problem noGroup{
        QT_TR_NOOP("There is no %1 on this computer."),
        QT_TR_NOOP("Check the spelling, or make the group first with groupadd, then try again.")};
    static constexpr Problem noService{QT_TR_NOOP("There is no service %1 on this computer."),
                                       QT_TR_NOOP("Write its name with the ending, like opensm.service, or choose one "
                                                  "that is listed.")};
    static constexpr Problem noProcess{QT_TR_NOOP("There is no process %1, or it has ended."),
                                       QT_TR_NOOP("Look its number up again, for example with pgrep -a.")};
    static constexpr Problem tooManyUnits{
        QT_TR_NOOP("That would be more services with a limit of their own than can be set from here."),
        QT_TR_NOOP("Set DefaultLimitMEMLOCK= in /etc/systemd/system.conf by hand, which is for all services.")};
    static constexpr Problem longLine{
        QT_TR_NOOP(
            "%1 has a line that is longer than pam_limits reads in one go: it would take the end of the line for "
            "another rule. The file was left alone."),
        QT_TR_NOOP("Split or shorten that line by hand (1,022 characters at most), then try again.")};
    static constexpr Problem notOurs{
        QT_TR_NOOP("The drop-in %1 says more than this program writes: somebody else works with it, so it was left "
                   "alone."),
        QT_TR_NOOP("Change the limit in that file by hand, or move it to another name and try again.")};
};

struct Row {
    ErrorCode code;
    QLatin1StringView subject; ///< empty: any
    QLatin1StringView detail;  ///< empty: any
    Problem problem;
};

constexpr Row rows[] = {
    {ErrorCode::InvalidWish, "amount"_L1, ""_L1, Sentences::noAmount},
    {ErrorCode::InvalidWish, "holder"_L1, ""_L1, Sentences::holder},
    {ErrorCode::InvalidWish, "unit"_L1, ""_L1, Sentences::unit},
    {ErrorCode::InvalidWish, ""_L1, "more soft than hard"_L1, Sentences::softAboveHard},
    {ErrorCode::InvalidWish, ""_L1, "neither soft nor hard"_L1, Sentences::neither},
    {ErrorCode::NotSupported, rdmaLimitsFile, "more than 1000"_L1, Sentences::tooMany},
    {ErrorCode::NotFound, ""_L1, "no limit"_L1, Sentences::noLimit},
    {ErrorCode::NotFound, ""_L1, "user"_L1, Sentences::noUser},
    {ErrorCode::NotFound, ""_L1, "group"_L1, Sentences::noGroup},
    {ErrorCode::NotFound, ""_L1, "service"_L1, Sentences::noService},
    {ErrorCode::NotFound, ""_L1, "process"_L1, Sentences::noProcess},
    {ErrorCode::InvalidWish, ""_L1, "process"_L1, Sentences::noProcess},
    {ErrorCode::TooMany, "units"_L1, ""_L1, Sentences::tooManyUnits},
    {ErrorCode::BadFile, rdmaLimitsFile, "line too long"_L1, Sentences::longLine},
    {ErrorCode::BadFile, ""_L1, "not our drop-in"_L1, Sentences::notOurs},
};

/// The subject of a query is a bare name, that of a wish the text that stands in the file.
QString whoWords(const Error &error)
{
    if (error.detail == "group"_L1 && !error.subject.startsWith(u'@'))
        return domainWords(u'@' + error.subject);
    const bool isHolder = !isServiceName(error.subject) && LimitHolder::fromText(error.subject);
    return isHolder ? domainWords(error.subject) : error.subject;
}

bool isAmountOf(const Error &error)
{
    return error.code == ErrorCode::InvalidWish && LimitHolder::fromText(error.subject) &&
           memoryAmountFromBytes(error.detail);
}

std::optional<Problem> problemOf(const Error &error)
{
    if (error == Error{ErrorCode::InvalidWish, u"amount"_s, {}})
        return Sentences::emptyAmount;
    if (isAmountOf(error))
        return Sentences::amount;
    for (const auto &[code, subject, detail, problem] : rows)
        if (code == error.code && (subject.isEmpty() || subject == error.subject) &&
            (detail.isEmpty() || detail == error.detail))
            return problem;
    return std::nullopt;
}

} // namespace

std::optional<ErrorSentence> limitsSentence(const Error &error)
{
    return problemOf(error).transform([&](const Problem &problem) {
        return ErrorSentence{problem.happened, problem.next, nullptr, {}, whoWords(error)};
    });
}

} // namespace rdma
