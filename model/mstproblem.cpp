// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the "-E- " lines of mstconfig mean: mlxconfig/mlxcfg_*.cpp and mtcr_ul/ of mstflint 4.0 to 4.36.
#include "model/mstproblem.h"

#include "model/msttable.h"

#include <algorithm>

namespace rdma {

namespace {

constexpr qsizetype maxDetail = 200;
constexpr qsizetype maxRead = qsizetype{1024} * 1024;

struct Words {
    QByteArrayView text;
    MstProblem problem;
};

/// What is in the middle of another's text comes first: the general openings last.
constexpr Words words[] = {
    {"Unsupported FW (version", MstProblem::OldFirmware},
    {"NVQC access register is not supported", MstProblem::OldFirmware},
    {"support any configuration changes", MstProblem::OldFirmware},
    {"Unsupported device", MstProblem::Unsupported},
    {"Livefish", MstProblem::Livefish},
    {"Device doesn't support", MstProblem::NoSuchParameter},
    {"Unknown Parameter", MstProblem::NoSuchParameter},
    {"Unknown value", MstProblem::UnknownValue},
    {"larger than maximum allowed", MstProblem::UnknownValue},
    {"illegal VPI link type", MstProblem::UnknownValue},
    {"Read only TLV", MstProblem::ReadOnly},
    {"configuration is rejected", MstProblem::Rejected},
    {"device is busy", MstProblem::DeviceBusy},
    {"Semaphore locked", MstProblem::SemaphoreStuck},
    {"ICMD semaphore", MstProblem::SemaphoreStuck},
    {"HW access is disabled", MstProblem::AccessDisabled},
    {"Driver might be down", MstProblem::DriverDown},
    {"Aborted by user", MstProblem::Aborted},
    {"Failed to get devices", MstProblem::NoDevice},
    {"No devices found", MstProblem::NoDevice},
    {"Failed to open the device", MstProblem::CannotOpen},
    {"Failed to identify the device", MstProblem::CannotOpen},
    {"Failed to get device type", MstProblem::CannotOpen},
    {"invalid argument", MstProblem::Misuse},
    {"Invalid Configuration argument", MstProblem::Misuse},
    {"missing configuration arguments", MstProblem::Misuse},
    {"Duplicate parameter", MstProblem::Misuse},
    {"No command found", MstProblem::Misuse},
    {"command expects", MstProblem::Misuse},
    {"only supported for query", MstProblem::Misuse},
    {"Failed to query device current configuration", MstProblem::NothingTold},
    {"Failed to query", MstProblem::QueryFailed},
};

/// The lines that are not blank.
QByteArrayList linesOf(const QByteArray &text)
{
    QByteArrayList lines = text.left(maxRead).split('\n');
    lines.removeIf([](const QByteArray &line) { return line.trimmed().isEmpty(); });
    return lines;
}

/// Behind a question, "-E- " stands on the question's line.
QByteArray errorIn(const QByteArrayList &lines)
{
    constexpr QByteArrayView mark = "-E- ";
    const auto line = std::ranges::find_if(lines, [=](const QByteArray &one) { return one.startsWith(mark); });
    if (line != lines.end())
        return line->sliced(mark.size());
    const auto asked = std::ranges::find_if(lines, [=](const QByteArray &one) { return one.contains(mark); });
    return asked == lines.end() ? QByteArray() : asked->sliced(asked->indexOf(mark) + mark.size());
}

/// Of more than one line without an error, which may be the help, none is a reason.
QByteArray reasonIn(const MstAnswer &answer)
{
    const QByteArrayList out = linesOf(answer.out);
    if (const QByteArray error = errorIn(out); !error.isEmpty())
        return error;
    const QByteArrayList err = linesOf(answer.err);
    return !err.isEmpty() ? err.front() : out.size() == 1 ? out.front() : QByteArray();
}

QString detailFrom(const QByteArray &reason)
{
    QByteArray text = reason.left(maxDetail).trimmed();
    for (char &c : text)
        c = c >= ' ' && c <= '~' ? c : '?';
    return QString::fromLatin1(text);
}

/// EPERM is the kernel's own lockdown, EACCES that of SELinux.
bool wasLockedOut(const QByteArray &err)
{
    return err.contains("write counter to semaphore: Operation not permitted") ||
           err.contains("write counter to semaphore: Permission denied");
}

MstProblem problemIn(const MstAnswer &answer, const QByteArray &reason)
{
    constexpr int done = 0, aborted = 2; // mlxcfg_status.h; all others are errors
    if (answer.exitCode == done)
        return MstProblem::Unexpected;
    if (answer.exitCode == aborted)
        return MstProblem::Aborted;
    if (wasLockedOut(answer.err))
        return MstProblem::Lockdown;
    const auto known = std::ranges::find_if(words, [&](const Words &one) { return reason.contains(one.text); });
    return known == std::end(words) ? MstProblem::Other : known->problem;
}

} // namespace

MstFailure mstFailureIn(const MstAnswer &answer)
{
    const QByteArray reason = reasonIn(answer);
    const std::vector<MstCard> cards = mstCardsIn(answer.out.left(maxRead));
    return {.problem = problemIn(answer, reason),
            .detail = detailFrom(reason),
            .deviceType = cards.empty() ? QString() : cards.front().deviceType};
}

bool namesSemaphore(const MstAnswer &answer)
{
    return answer.out.toLower().contains("semaphore") || answer.err.toLower().contains("semaphore");
}

} // namespace rdma
