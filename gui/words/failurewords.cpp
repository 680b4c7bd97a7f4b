// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Why a login of this computer failed, in plain words.
#include "gui/words/failurewords.h"

#include "gui/words/loginwords.h"
#include "gui/words/plaintext.h"

#include <QCoreApplication>
#include <algorithm>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

struct Sentence {
    LoginCause cause;
    const char *label;
    const char *sentence;
};

/// A class around the table gives its sentences a context for the translators.
struct Sentences {
    Q_DECLARE_TR_FUNCTIONS(rdma::FailureWords)
public:
    static constexpr Sentence all[] = {
        {LoginCause::NotTold, QT_TR_NOOP("the login failed"),
         QT_TR_NOOP("A login failed, and the lines that say why are not here.")},
        {LoginCause::NoAcl, QT_TR_NOOP("this computer is not allowed in"),
         QT_TR_NOOP("The target was reached and refused: none of its permissions has this computer’s id.")},
        {LoginCause::PortDisabled, QT_TR_NOOP("the target’s port is disabled"),
         QT_TR_NOOP("The target was reached and refused: its port is disabled.")},
        {LoginCause::NoResources, QT_TR_NOOP("the target has no memory or queue pair left"),
         QT_TR_NOOP("The target was reached and refused: it had no memory or queue pair left.")},
        {LoginCause::DisabledOrNoResources, QT_TR_NOOP("the target’s port is disabled, or it has no room"),
         QT_TR_NOOP("The target was reached and refused: most likely its port is disabled, else it had no memory or "
                    "queue pair left.")},
        {LoginCause::WrongTarget, QT_TR_NOOP("id_ext or ioc_guid are not the target’s"),
         QT_TR_NOOP("The target was reached and refused: id_ext or ioc_guid are not its own. They change when another "
                    "adapter becomes its first.")},
        {LoginCause::IuTooLong, QT_TR_NOOP("this computer’s requests are too long for the target"),
         QT_TR_NOOP("The target was reached and refused: the requests that this computer wants to send are too long "
                    "for it.")},
        {LoginCause::BufferFormat, QT_TR_NOOP("the target knows no such buffers"),
         QT_TR_NOOP("The target was reached and refused: it does not know the kind of buffers that were asked for.")},
        {LoginCause::OneChannelOnly, QT_TR_NOOP("the target takes one channel only"),
         QT_TR_NOOP("The target was reached and refused: it takes one channel only.")},
        {LoginCause::OtherRefusal, QT_TR_NOOP("the target refused"),
         QT_TR_NOOP("The target was reached and refused for a reason of its own.")},
        {LoginCause::NoListener, QT_TR_NOOP("nothing listens there"),
         QT_TR_NOOP("The other computer answered that nothing listens there: ib_srpt is not loaded, it has no target, "
                    "or another service id or RDMA/CM port was meant.")},
        {LoginCause::NoConnections, QT_TR_NOOP("the target has no connection left"),
         QT_TR_NOOP("The other computer answered that it has no connection left to give.")},
        {LoginCause::OldSession, QT_TR_NOOP("an old connection is still there"),
         QT_TR_NOOP("The other computer still holds an old connection of this one.")},
        {LoginCause::Redirected, QT_TR_NOOP("the target wants another port"),
         QT_TR_NOOP("The target sent this computer to another port of it.")},
        {LoginCause::CommIdInUse, QT_TR_NOOP("the connection’s id is in use"),
         QT_TR_NOOP("The other computer took the connection’s id for that of another one.")},
        {LoginCause::NoSrp, QT_TR_NOOP("something else listens there"),
         QT_TR_NOOP("Something answered and refused, but not in SRP: another service listens there.")},
        {LoginCause::OtherReject, QT_TR_NOOP("the connection was rejected"),
         QT_TR_NOOP("The other computer’s connection manager rejected the connection.")},
        {LoginCause::NoAnswer, QT_TR_NOOP("nobody answered"),
         QT_TR_NOOP("Nobody answered: the other computer is off, or not where it was looked for, or the way to it is "
                    "cut.")},
        {LoginCause::NoPath, QT_TR_NOOP("the subnet manager knows no way there"),
         QT_TR_NOOP("The subnet manager knows no way to that port, or there is no subnet manager.")},
        {LoginCause::NoAddress, QT_TR_NOOP("no way to that address"),
         QT_TR_NOOP("This computer has no RDMA way to that address.")},
        {LoginCause::BadLoginResponse, QT_TR_NOOP("the target’s answer makes no sense"),
         QT_TR_NOOP("The target let this computer in with an answer that the kernel cannot use.")},
        {LoginCause::AlreadyConnected, QT_TR_NOOP("logged in already"),
         QT_TR_NOOP("This computer is logged in at this target already, with the same ids.")},
        {LoginCause::BadParameters, QT_TR_NOOP("the login line has a mistake"),
         QT_TR_NOOP("What was written to add_target has a mistake, says the kernel: %1")},
        {LoginCause::LostWhileScanning, QT_TR_NOOP("lost while it looked for disks"),
         QT_TR_NOOP("The login succeeded; the connection broke while the kernel looked for disks.")},
    };
};

const Sentence &sentenceOf(LoginCause cause)
{
    const auto *found = std::ranges::find(Sentences::all, cause, &Sentence::cause);
    return found == std::end(Sentences::all) ? Sentences::all[0] : *found;
}

/// What SRP_LOGIN_REJ has in full, what the connection manager has as the kernel prints it.
QString reasonText(quint32 reason)
{
    constexpr quint32 firstOfSrp = 0x10000;
    return reason < firstOfSrp ? u"0x%1"_s.arg(reason, 0, 16) : u"0x%1"_s.arg(reason, 8, 16, QLatin1Char('0'));
}

QString portTypeWords(const PortTypeRefusal &refusal)
{
    const QString where = refusal.slot.isEmpty() ? Sentences::tr("of the adapter")
                                                 : fill(Sentences::tr("of the adapter at %1"), technical(refusal.slot));
    return fill(Sentences::tr("The driver would not give port %1 %2 the type that was asked for. This is harmless if "
                              "the port has the wanted type by now: while port 2 is being switched, each try on port 1 "
                              "is refused, and it is tried again."),
                QString::number(refusal.port), where) +
           u'\n' +
           Sentences::tr("Look at the port’s link layer on the page “Devices”. If it is not the wanted one, the "
                         "card cannot be switched to it: not every pair of types is possible, and some cards have one "
                         "type only.");
}

QString refusedWords(const RefusedLogin &refused)
{
    return fill(Sentences::tr("This computer refused the initiator %1: %2."), technical(refused.initiator.text()),
                loginRefusalLabel(refused.reason)) +
           u'\n' + loginRefusalAdvice(refused.reason);
}

template <typename... Cases> struct Overloaded : Cases... {
    using Cases::operator()...;
};

} // namespace

QString failureLabel(const LoginFailure &failure)
{
    return Sentences::tr(sentenceOf(failure.cause).label);
}

QString failureWords(const LoginFailure &failure)
{
    QString words = fill(Sentences::tr(sentenceOf(failure.cause).sentence), plain(failure.words));
    if (failure.reason && !failure.reconnecting)
        words += u' ' + fill(Sentences::tr("(reason %1)"), technical(reasonText(*failure.reason)));
    if (failure.initiator)
        words +=
            u' ' + fill(Sentences::tr("The target knows this computer as %1."), technical(failure.initiator->text()));
    if (failure.reconnecting)
        words += u' ' + Sentences::tr("The session was there before; the kernel tries to get it back.");
    return words;
}

QString meaningLabel(const LineMeaning &meaning)
{
    return std::visit(
        Overloaded{[](std::monostate) { return QString(); },
                   [](const LoginFailure &failure) { return failureLabel(failure); },
                   [](const RefusedLogin &refused) {
                       return fill(Sentences::tr("refused: %1"), loginRefusalLabel(refused.reason));
                   },
                   [](const PortTypeRefusal &) { return Sentences::tr("harmless if the port has the wanted type"); },
                   [](const SessionNews &news) { return newsLabel(news); }},
        meaning);
}

QString meaningWords(const LineMeaning &meaning, bool targetIsHere)
{
    return std::visit(Overloaded{[](std::monostate) { return QString(); },
                                 [targetIsHere](const LoginFailure &failure) {
                                     return QString(failureWords(failure) + u'\n' +
                                                    cureWords(cureOf(failure.cause), targetIsHere));
                                 },
                                 [](const RefusedLogin &refused) { return refusedWords(refused); },
                                 [](const PortTypeRefusal &refusal) { return portTypeWords(refusal); },
                                 [](const SessionNews &news) { return newsWords(news); }},
                      meaning);
}

} // namespace rdma
