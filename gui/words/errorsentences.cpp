// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The sentences for every error code, and for the details that deserve one of their own.
#include "gui/words/errorsentences.h"

#include "gui/words/daemonsentences.h"
#include "gui/words/limitswords.h"
#include "gui/words/moduleswords.h"
#include "gui/words/namesentences.h"
#include "gui/words/portswords.h"
#include "gui/words/srpinitiatorwords.h"
#include "gui/words/srptargetwords.h"

#include <QCoreApplication>
#include <optional>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

struct CodeSentence {
    ErrorCode code;
    const char *happened;
    const char *next;
    const char *general = nullptr;
};

/// A detail, whole or its beginning, that has a sentence of its own. %2 is then what follows the beginning.
struct DetailSentence {
    ErrorCode code;
    QLatin1StringView detail;
    const char *happened;
    const char *next;
};

/// Of reads that not everybody may do: nothing was to be changed.
struct ReadSentence {
    ErrorCode code;
    const char *happened;
    const char *next;
};

/// The front end's own findings about the helper (HelperGate, openBus), told apart by their subject.
struct HelperSentence {
    QLatin1StringView subject;
    const char *happened;
    const char *next;
};

/// A class around the tables gives their sentences a context for the translators.
struct Sentences {
    Q_DECLARE_TR_FUNCTIONS(rdma::ErrorWords)
public:
    static constexpr CodeSentence codes[] = {
        {ErrorCode::InvalidWish, QT_TR_NOOP("What is wished for %1 cannot be: %2."),
         QT_TR_NOOP("Correct it and try again."), QT_TR_NOOP("This wish cannot be understood: %2.")},
        {ErrorCode::Stale, QT_TR_NOOP("This computer has changed since the preview. Nothing was done."),
         QT_TR_NOOP("Review the changes again, then apply them.")},
        {ErrorCode::NothingToDo, QT_TR_NOOP("Everything is already as you want it."),
         QT_TR_NOOP("There is nothing to apply.")},
        {ErrorCode::NotAuthorized, QT_TR_NOOP("You are not allowed to make this change. Nothing was done."),
         QT_TR_NOOP("Ask an administrator of this computer, or try again as one.")},
        {ErrorCode::NoAgent,
         QT_TR_NOOP("A password is needed, but nothing in this session can ask for it. Nothing was done."),
         QT_TR_NOOP("Run this program with sudo, or start a polkit agent in this session.")},
        {ErrorCode::Dismissed, QT_TR_NOOP("The password dialog was closed. Nothing was done."),
         QT_TR_NOOP("Apply again when you are ready.")},
        {ErrorCode::NoPolkit, QT_TR_NOOP("The authorization service polkit did not answer. Nothing was done."),
         QT_TR_NOOP("Check that polkit is installed and runs (systemctl status polkit), then apply again.")},
        {ErrorCode::NotFound, QT_TR_NOOP("%1 does not exist, or no longer does."),
         QT_TR_NOOP("Refresh and look at what is there now."), QT_TR_NOOP("What this was about no longer exists.")},
        {ErrorCode::Exists, QT_TR_NOOP("The name %1 is already taken."), QT_TR_NOOP("Choose another name."),
         QT_TR_NOOP("This name is already taken.")},
        {ErrorCode::NotSupported, QT_TR_NOOP("This computer cannot do that with %1 (%2)."),
         QT_TR_NOOP("A newer kernel or a newer rdma-manager-helper may be able to."),
         QT_TR_NOOP("This computer cannot do that (%2).")},
        {ErrorCode::ToolMissing, QT_TR_NOOP("The program %1 is not installed."),
         QT_TR_NOOP("Install the package that contains it, then apply again."),
         QT_TR_NOOP("A program that is needed is not installed.")},
        {ErrorCode::ToolFailed, QT_TR_NOOP("The program %1 failed: %2."),
         QT_TR_NOOP("Mend what it complains about, then apply again."),
         QT_TR_NOOP("A program that was run failed: %2.")},
        {ErrorCode::Timeout, QT_TR_NOOP("No answer about %1 came in time."),
         QT_TR_NOOP("Try again. If a change was running, the history shows how it ended."),
         QT_TR_NOOP("No answer came in time.")},
        {ErrorCode::Io, QT_TR_NOOP("Reading or writing %1 failed (%2)."),
         QT_TR_NOOP("Look into the system journal for trouble with the disk or the driver, then try again."),
         QT_TR_NOOP("Reading or writing failed (%2).")},
        {ErrorCode::NoSpace, QT_TR_NOOP("There is no space left to write %1. The old file stands as it was."),
         QT_TR_NOOP("Free some space on that file system, then apply again."),
         QT_TR_NOOP("There is no space left on the disk.")},
        {ErrorCode::BadFile, QT_TR_NOOP("%1 cannot be a configuration file (%2), so it was left alone."),
         QT_TR_NOOP("Look at it; move it away or mend it, then try again.")},
        {ErrorCode::Conflict, QT_TR_NOOP("Somebody else changed %1 meanwhile. It was left alone."),
         QT_TR_NOOP("Refresh, look at what is there now, and apply again."),
         QT_TR_NOOP("Somebody else changed this meanwhile.")},
        {ErrorCode::Busy, QT_TR_NOOP("Another change is running on this computer."),
         QT_TR_NOOP("Wait until it has finished, then apply again.")},
        {ErrorCode::Cancelled, QT_TR_NOOP("The change was stopped on request."),
         QT_TR_NOOP("Apply again when you are ready.")},
        {ErrorCode::TooMany, QT_TR_NOOP("The helper already has too many open requests from you."),
         QT_TR_NOOP("Close other windows of this program, or try again in a moment.")},
        {ErrorCode::NoHelper, QT_TR_NOOP("The helper that makes the changes is not available."),
         QT_TR_NOOP(
             "Install the package rdma-manager-helper on this computer. If it is installed, its journal says more: "
             "journalctl -u rdma-manager-helper")},
        {ErrorCode::Internal, QT_TR_NOOP("This program made a mistake (%1: %2)."),
         QT_TR_NOOP("Try again. If it happens again, please report it with what you did."),
         QT_TR_NOOP("This program made a mistake (%2).")},
    };

    static constexpr DetailSentence details[] = {
        {ErrorCode::ReadOnly, "immutable directory"_L1,
         QT_TR_NOOP("The directory of %1 is marked immutable, so nothing in it can change."),
         QT_TR_NOOP("Remove the mark (chattr -i on the directory), then apply again.")},
        {ErrorCode::ReadOnly, "immutable"_L1,
         QT_TR_NOOP("The file %1 is marked immutable, so not even root can change it."),
         QT_TR_NOOP("Remove the mark with chattr -i %1, then apply again.")},
        {ErrorCode::ReadOnly, "append-only"_L1, QT_TR_NOOP("The file or directory of %1 may only grow (append-only)."),
         QT_TR_NOOP("Remove the mark with chattr -a, then apply again.")},
        {ErrorCode::ReadOnly, ""_L1, QT_TR_NOOP("%1 lies on a file system that is read-only."),
         QT_TR_NOOP("Mount it writable, or make this change in the image that this computer starts from.")},
        {ErrorCode::UnsafeFile, "symlink to "_L1,
         QT_TR_NOOP("%1 is a symbolic link to %2. The helper never writes through links."),
         QT_TR_NOOP("Replace the link by a regular file, or edit the file it points to by hand.")},
        {ErrorCode::UnsafeFile, "symlink"_L1,
         QT_TR_NOOP("%1 is a symbolic link. The helper never writes through links."),
         QT_TR_NOOP("Replace the link by a regular file, then apply again.")},
        {ErrorCode::UnsafeFile, "hard links "_L1, QT_TR_NOOP("The file %1 has other names as well (%2 hard links)."),
         QT_TR_NOOP("Replace it by a copy of its own, then apply again.")},
        {ErrorCode::UnsafeFile, "owner "_L1, QT_TR_NOOP("%1 belongs to user %2, who could change it behind our back."),
         QT_TR_NOOP("Give it to root with chown root %1, then apply again.")},
        {ErrorCode::UnsafeFile, "writable by others"_L1, QT_TR_NOOP("Others than root may write to %1."),
         QT_TR_NOOP("Forbid it with chmod go-w %1, then apply again.")},
        {ErrorCode::UnsafeFile, ""_L1, QT_TR_NOOP("%1 is not a regular file (%2), so it was left alone."),
         QT_TR_NOOP("Move it away, then apply again.")},
        {ErrorCode::BadFile, "too large"_L1,
         QT_TR_NOOP("%1 is too large to be a configuration file, so it was left alone."),
         QT_TR_NOOP("Look at it; move it away or mend it, then try again.")},
        {ErrorCode::Busy, "journal is read"_L1, QT_TR_NOOP("The kernel’s log is just read for somebody else."),
         QT_TR_NOOP("Try again in a moment.")},
        {ErrorCode::Busy, "cards are read"_L1, QT_TR_NOOP("The cards’ firmware is just read for somebody else."),
         QT_TR_NOOP("Wait a minute, then refresh: what was read is shown to everybody.")},
        {ErrorCode::Busy, "EBUSY"_L1, QT_TR_NOOP("The kernel says that %1 is in use."),
         QT_TR_NOOP("Stop what uses it, or let the change take effect at the next boot only.")},
        {ErrorCode::Timeout, "renamed again and again"_L1,
         QT_TR_NOOP("Somebody renames network interfaces faster than their names can be read."),
         QT_TR_NOOP(
             "Wait until that has ended (adapters that are just being plugged in, for example), then try again.")},
        {ErrorCode::Conflict, "is now called "_L1, QT_TR_NOOP("The interface %1 is now called %2."),
         QT_TR_NOOP("Refresh, look at what is there now, and apply again.")},
        {ErrorCode::NotSupported, "P_Key child"_L1,
         QT_TR_NOOP("The P_Key interface %1 is named by whoever creates it."),
         QT_TR_NOOP("Change its name where it is created, for example in NetworkManager.")},
        {ErrorCode::NotFound, "no journal"_L1, QT_TR_NOOP("This computer keeps no journal of what the kernel says."),
         QT_TR_NOOP("Read it as root with dmesg, or let systemd-journald keep it (Storage= in journald.conf).")},
        {ErrorCode::NotFound, "nothing to undo"_L1, QT_TR_NOOP("Nothing of “%1” can be taken back."),
         QT_TR_NOOP("See rdma-managerctl jobs for what was changed.")},
        {ErrorCode::Conflict, "changed since"_L1,
         QT_TR_NOOP("What this change left behind was changed again since, so it cannot simply be taken back."),
         QT_TR_NOOP("Look at what is there now, and make the change you want.")},
        {ErrorCode::Conflict, "irreversible"_L1, QT_TR_NOOP("What was done to %1 cannot be taken back."),
         QT_TR_NOOP("Make the opposite change by hand.")},
        {ErrorCode::NoHelper, "org.freedesktop.DBus.Error.AccessDenied"_L1,
         QT_TR_NOOP("The bus does not let this program talk to the helper."),
         QT_TR_NOOP("Install the package rdma-manager-helper again: its bus policy is missing or was changed.")},
    };

    static constexpr ReadSentence reads[] = {
        {ErrorCode::NotAuthorized, QT_TR_NOOP("You are not allowed to read this."),
         QT_TR_NOOP("Ask an administrator of this computer, or try again as one.")},
        {ErrorCode::NoAgent, QT_TR_NOOP("Reading this needs a password, but nothing in this session can ask for it."),
         QT_TR_NOOP("Run this program with sudo, or start a polkit agent in this session.")},
        {ErrorCode::Dismissed, QT_TR_NOOP("The password dialog was closed. Nothing was read."),
         QT_TR_NOOP("Try again when you are ready.")},
    };

    static constexpr HelperSentence helper[] = {
        {"owner"_L1, QT_TR_NOOP("The process that calls itself the helper runs as user %2, not as root."),
         QT_TR_NOOP("It is not trusted. Find out what it is: busctl status org.rdmamanager.Helper1")},
        {"version"_L1, QT_TR_NOOP("The helper speaks version “%2” of the interface; this program needs version 1."),
         QT_TR_NOOP("Install rdma-manager and rdma-manager-helper in the same version.")},
        {"bus"_L1, QT_TR_NOOP("The message bus cannot be reached (%2)."),
         QT_TR_NOOP("Check that D-Bus runs, and the address if you gave one with --bus.")},
    };
};

std::optional<ErrorSentence> sentenceOfRead(const Error &error)
{
    for (const auto &[code, happened, next] : Sentences::reads)
        if (error.code == code && error.subject == "org.rdmamanager.inspect"_L1)
            return ErrorSentence{happened, next};
    return std::nullopt;
}

std::optional<ErrorSentence> sentenceOfHelper(const Error &error)
{
    for (const auto &[subject, happened, next] : Sentences::helper)
        if (error.code == ErrorCode::NoHelper && error.subject == subject)
            return ErrorSentence{happened, next};
    return std::nullopt;
}

std::optional<ErrorSentence> sentenceOfDetail(const Error &error)
{
    for (const auto &[code, detail, happened, next] : Sentences::details)
        if (error.code == code && error.detail.startsWith(detail))
            return ErrorSentence{happened, next, nullptr, error.detail.mid(detail.size())};
    return std::nullopt;
}

ErrorSentence sentenceOfCode(ErrorCode code)
{
    for (const auto &[candidate, happened, next, general] : Sentences::codes)
        if (candidate == code)
            return {happened, next, general};
    return sentenceOfCode(ErrorCode::Internal);
}

} // namespace

ErrorSentence errorSentence(const Error &error)
{
    return nameSentence(error)
        .or_else([&] { return srpTargetSentence(error); })
        .or_else([&] { return limitsSentence(error); })
        .or_else([&] { return portsSentence(error); })
        .or_else([&] { return daemonSentence(error); })
        .or_else([&] { return modulesSentence(error); })
        .or_else([&] { return srpInitiatorSentence(error); })
        .or_else([&] { return sentenceOfRead(error); })
        .or_else([&] { return sentenceOfHelper(error); })
        .or_else([&] { return sentenceOfDetail(error); })
        .value_or(sentenceOfCode(error.code));
}

QString translatedSentence(const char *sentence)
{
    return Sentences::tr(sentence);
}

} // namespace rdma
