// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Why an interface cannot have a name, as sentences.
#include "gui/words/namesentences.h"

#include "gui/words/errorwords.h"

#include <QCoreApplication>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

struct WishProblem {
    QLatin1StringView detail;
    const char *happened;
    const char *next;
};

struct Sentences {
    Q_DECLARE_TR_FUNCTIONS(rdma::ErrorWords)
public:
    static constexpr std::pair<NameProblem, const char *> problems[] = {
        {NameProblem::Empty, QT_TR_NOOP("An interface needs a name.")},
        {NameProblem::TooLong, QT_TR_NOOP("A name has at most 15 characters; the kernel has no room for more.")},
        {NameProblem::NotAscii, QT_TR_NOOP("A name has no accents or other characters beyond ASCII.")},
        {NameProblem::Blank, QT_TR_NOOP("A name has no blanks.")},
        {NameProblem::Slash, QT_TR_NOOP("A name has no slash (/): it becomes a directory under /sys/class/net.")},
        {NameProblem::Colon, QT_TR_NOOP("A name has no colon (:): the kernel keeps it for old-style aliases.")},
        {NameProblem::Percent, QT_TR_NOOP("A name has no percent sign (%): the kernel reads it as a template.")},
        {NameProblem::Quote,
         QT_TR_NOOP("A name has only letters, digits and _ . - + = @, and does not begin with a dash: udev and the "
                    "shell give other characters a meaning.")},
        {NameProblem::Control, QT_TR_NOOP("A name has no control characters.")},
        {NameProblem::Dots, QT_TR_NOOP("“.” and “..” are directories, not names.")},
        {NameProblem::Reserved,
         QT_TR_NOOP("“all” and “default” are settings for all interfaces in /proc/sys/net, not names.")},
        {NameProblem::OnlyDigits, QT_TR_NOOP("A name of digits alone would be read as an interface number.")},
    };

    static constexpr WishProblem wishProblems[] = {
        {"taken"_L1, QT_TR_NOOP("Another interface already has this name."), QT_TR_NOOP("Choose another name.")},
        {"taken by rule"_L1, QT_TR_NOOP("Another udev rule already gives this name to an interface."),
         QT_TR_NOOP("Choose another name, or remove that rule first.")},
        {"disagrees with rule"_L1, QT_TR_NOOP("The interface would be called differently after a reboot than now."),
         QT_TR_NOOP("Give the same name for now and for the next boot, or for the next boot only.")},
        {"removed"_L1, QT_TR_NOOP("An interface cannot be removed by taking its name away."),
         QT_TR_NOOP("Leave it out of the wish, or give it a name.")},
    };

    static constexpr const char *chooseAnother = QT_TR_NOOP("Choose another name.");
};

const char *sentenceOf(NameProblem problem)
{
    for (const auto &[candidate, sentence] : Sentences::problems)
        if (candidate == problem)
            return sentence;
    return nullptr;
}

} // namespace

std::optional<ErrorSentence> nameSentence(const Error &error)
{
    if (error.code != ErrorCode::InvalidWish || !error.subject.startsWith("interfaces."_L1))
        return std::nullopt;
    for (const auto &[detail, happened, next] : Sentences::wishProblems)
        if (detail == error.detail)
            return ErrorSentence{happened, next};
    if (const char *sentence = sentenceOf(nameProblemFromName(error.detail)))
        return ErrorSentence{sentence, Sentences::chooseAnother};
    return std::nullopt;
}

QString problemWords(NameProblem problem)
{
    const char *sentence = sentenceOf(problem);
    return sentence ? translatedSentence(sentence) : QString();
}

} // namespace rdma
