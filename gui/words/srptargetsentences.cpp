// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Why an export cannot be as wished, or why the kernel would not make it, as sentences.
#include "gui/words/srptargetwords.h"

#include "gui/words/problemsentence.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr QLatin1StringView configfsTarget{"/sys/kernel/config/target/"};

struct Sentences {
    Q_DECLARE_TR_FUNCTIONS(rdma::ErrorWords)
public:
    static constexpr ProblemSentence wishes[] = {
        {ErrorCode::InvalidWish, "taken"_L1, QT_TR_NOOP("Another disk already has the serial number of %1."),
         QT_TR_NOOP("Give it a serial number of its own: initiators take two disks with one number for the same.")},
        {ErrorCode::InvalidWish, "no such disk"_L1, QT_TR_NOOP("A LUN of %1 is of a disk that is not there."),
         QT_TR_NOOP("Add the disk in the same change, or take the LUN back.")},
        {ErrorCode::InvalidWish, "no such LUN"_L1, QT_TR_NOOP("An initiator would get a LUN that %1 does not export."),
         QT_TR_NOOP("Export the disk on that port first.")},
        {ErrorCode::InvalidWish, "not an initiator id"_L1, QT_TR_NOOP("%1 is not an initiator id."),
         QT_TR_NOOP("It is 0x and 32 hexadecimal digits in lower case; copy it from the initiator.")},
        {ErrorCode::InvalidWish, "cannot be changed"_L1,
         QT_TR_NOOP("Of the disk %1, which exists already, only write-back and thin provisioning can be changed."),
         QT_TR_NOOP("Delete the disk and export it again to change the rest; its data stays.")},
        {ErrorCode::InvalidWish, "of the disk itself"_L1,
         QT_TR_NOOP("Size and write-back of %1 are those of its block device."),
         QT_TR_NOOP("Leave the size at 0 and write-back off.")},
        {ErrorCode::InvalidWish, "opened for write-back"_L1,
         QT_TR_NOOP("The image of %1 was opened for write-back and stays so while the disk is set up. Initiators would "
                    "take what is in this computer’s memory to be on the disk."),
         QT_TR_NOOP("Delete the disk and export it again without write-back; its data stays.")},
        {ErrorCode::InvalidWish, "neither running nor saved"_L1,
         QT_TR_NOOP("%1 would come back at boot, but does not run now."),
         QT_TR_NOOP("Save only what runs, or leave what is saved as it is.")},
        {ErrorCode::InvalidWish, "other disks"_L1,
         QT_TR_NOOP("%1 would come back at boot with other disks than it was saved with, or than it has now."),
         QT_TR_NOOP("Save the target together with its disks as they run, or leave both as they are saved.")},
        {ErrorCode::InvalidWish, "1024 to 65535"_L1,
         QT_TR_NOOP("The port for RDMA/CM logins must be from 1024 to 65535."),
         QT_TR_NOOP("Choose another port, or 0 to listen for none.")},
        {ErrorCode::InvalidWish, "not a name"_L1, QT_TR_NOOP("%1 cannot be the name of a disk."),
         QT_TR_NOOP("Use at most 64 letters, digits, dots, dashes and underscores; begin with a letter or digit.")},
        {ErrorCode::InvalidWish, "8 to 64 letters, digits, dashes"_L1,
         QT_TR_NOOP("The serial number of %1 must have 8 to 64 letters, digits and dashes."),
         QT_TR_NOOP("Take the one that is proposed.")},
        {ErrorCode::InvalidWish, "512, 1024, 2048 or 4096"_L1,
         QT_TR_NOOP("The block size of %1 must be 512, 1024, 2048 or 4096 bytes."), QT_TR_NOOP("Choose one of these.")},
        {ErrorCode::InvalidWish, "disk is read-only"_L1, QT_TR_NOOP("The block device of %1 is read-only."),
         QT_TR_NOOP("Export it read-only.")},
        {ErrorCode::InvalidWish, "not of a ramdisk"_L1,
         QT_TR_NOOP("The ramdisk %1 has neither a file nor thin provisioning."), QT_TR_NOOP("Leave both out.")},
        {ErrorCode::NotFound, "port"_L1, QT_TR_NOOP("No port of this computer has the GID %1."),
         QT_TR_NOOP("Export on a port that is here. If the adapter is missing, plug it in or load its driver first.")},
        {ErrorCode::NotFound, "disk"_L1, QT_TR_NOOP("%1 leads to no disk of this computer."),
         QT_TR_NOOP("Choose from the disks that are listed.")},
        {ErrorCode::NotFound, "backstore"_L1, QT_TR_NOOP("The disk %1 is not set up any more."),
         QT_TR_NOOP("Refresh, look at what is there now, and export the disk again.")},
        {ErrorCode::Busy, "in use"_L1, QT_TR_NOOP("The disk %1 is in use on this computer."),
         QT_TR_NOOP("Stop what uses it (the list of disks says who), or choose another one.")},
        {ErrorCode::NotFound, "image"_L1, QT_TR_NOOP("The image %1 is not there any more."),
         QT_TR_NOOP("Put it back, or mount the file system it lies on; then try again.")},
        {ErrorCode::Conflict, "size"_L1, QT_TR_NOOP("The image %1 has another size than the disk."),
         QT_TR_NOOP("Choose the size that the image has, or another name.")},
        {ErrorCode::NotSupported, "no image of ours"_L1,
         QT_TR_NOOP("%1 was made by others, and is not made again here."),
         QT_TR_NOOP("Make the disk with the program that made it, for example targetcli.")},
        {ErrorCode::NotSupported, "backstore kind"_L1, QT_TR_NOOP("%1 is of a kind that is only shown here."),
         QT_TR_NOOP("Change it with the program that made it, for example targetcli.")},
    };

    static constexpr ProblemSentence kernel[] = {
        {ErrorCode::Busy, "EBUSY"_L1, QT_TR_NOOP("Somebody holds %1: the kernel would not have it (EBUSY)."),
         QT_TR_NOOP("Find out who (lsblk, fuser, and who else exports it), stop that, then apply again.")},
        {ErrorCode::Busy, ""_L1, QT_TR_NOOP("Something is still inside %1 (%2)."),
         QT_TR_NOOP("Somebody else added it meanwhile: refresh, look at what is there now, and apply again.")},
        {ErrorCode::NotFound, "ENODEV"_L1, QT_TR_NOOP("The kernel finds no device for %1 (ENODEV)."),
         QT_TR_NOOP("Check that the disk and the port are there and their drivers are loaded, then apply again.")},
        {ErrorCode::NotFound, ""_L1, QT_TR_NOOP("%1, or the disk or file behind it, is gone (%2)."),
         QT_TR_NOOP("Refresh and look at what is there now; plug the disk in again if it was unplugged.")},
        {ErrorCode::Exists, ""_L1, QT_TR_NOOP("%1 was made by somebody else meanwhile."),
         QT_TR_NOOP("Refresh, look at what is there now, and apply again.")},
        {ErrorCode::InvalidWish, ""_L1, QT_TR_NOOP("The kernel does not take this for %1 (%2)."),
         QT_TR_NOOP("Its log may say why: journalctl -k. Another kernel version may take it.")},
        {ErrorCode::NotSupported, ""_L1, QT_TR_NOOP("The kernel cannot do this with %1 (%2)."),
         QT_TR_NOOP("Leave thin provisioning and write-back off, or choose another kind of disk.")},
    };

    static constexpr ProblemSentence shared{
        ErrorCode::Busy,
        {},
        QT_TR_NOOP("The disk %1 is exported by others, too: %2."),
        QT_TR_NOOP("Take that export back with the program that made it, then try again.")};
    static constexpr ProblemSentence loggedIn{ErrorCode::Busy,
                                              {},
                                              QT_TR_NOOP("An initiator that is logged in uses the disk %1: %2."),
                                              QT_TR_NOOP("Log out there first: it has learned how the disk caches and "
                                                         "whether it takes UNMAP, and does not ask again.")};
    static constexpr ProblemSentence size{ErrorCode::InvalidWish,
                                          {},
                                          QT_TR_NOOP("The size of %1 must be a multiple of 4096 bytes, %2."),
                                          QT_TR_NOOP("Choose another size.")};
    static constexpr ProblemSentence image{
        ErrorCode::InvalidWish,
        {},
        QT_TR_NOOP("The image file of %1 can only be %2."),
        QT_TR_NOOP("Leave the path as it is proposed; only the name can be chosen.")};
};

/// "now.backstores.block/vol1.serial": vol1. "now.targets.WWN.luns.3": WWN. Of a refused id: the id.
QString objectOf(const Error &error)
{
    static const QRegularExpression disk(u"^(?:now|atBoot)\\.backstores\\.[a-z]+/(.*?)"
                                         "(?:\\.(?:source|size|serial|readOnly|writeBack|thin|blockSize))?$"_s);
    static const QRegularExpression port(u"^(?:now|atBoot)\\.targets\\.([^.]+)"_s);
    if (error.detail == "not an initiator id"_L1)
        return error.subject.section(u'.', 4);
    if (const auto match = disk.match(error.subject); match.hasMatch())
        return match.captured(1);
    if (const auto match = port.match(error.subject); match.hasMatch())
        return gidWords(match.captured(1));
    return error.detail == "port"_L1 ? gidWords(error.subject) : error.subject;
}

/// "…/core/iblock_0/vol1/enable": vol1. Anything else below the target's directory: its path there.
QString nodeOf(const QString &path)
{
    const QString inside = path.mid(configfsTarget.size());
    const bool isDisk = inside.startsWith("core/"_L1) && inside.count(u'/') >= 2;
    return isDisk ? inside.section(u'/', 2, 2) : inside;
}

std::optional<ErrorSentence> sentence(const ProblemSentence &problem, const Error &error)
{
    return ErrorSentence{problem.happened, problem.next, nullptr, {}, objectOf(error)};
}

} // namespace

std::optional<ErrorSentence> srpTargetSentence(const Error &error)
{
    static const QRegularExpression backstore(u"^(block|fileio|ramdisk|pscsi|user)/"_s);
    static const QRegularExpression range(u"^[0-9]+ to [0-9]+$"_s);
    if (error.subject.startsWith(configfsTarget))
        return sentenceIn(Sentences::kernel, error, nodeOf(error.subject));
    const bool isWish = error.subject.startsWith("now."_L1) || error.subject.startsWith("atBoot."_L1);
    for (const ProblemSentence &problem : Sentences::wishes)
        if (problem.code == error.code && problem.detail == error.detail &&
            (isWish || error.code != ErrorCode::InvalidWish))
            return sentence(problem, error);
    if (error.code == ErrorCode::Busy && backstore.match(error.subject).hasMatch())
        return sentence(error.detail.contains(u'/') ? Sentences::shared : Sentences::loggedIn, error);
    if (error.code != ErrorCode::InvalidWish || !isWish)
        return std::nullopt;
    if (error.subject.endsWith(".size"_L1) && range.match(error.detail).hasMatch())
        return sentence(Sentences::size, error);
    if (error.subject.endsWith(".source"_L1))
        return sentence(Sentences::image, error);
    return std::nullopt;
}

} // namespace rdma
