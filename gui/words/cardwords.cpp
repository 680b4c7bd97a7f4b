// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Exchange cards in plain words: why there is none, why a text is none, what of one is no longer so.
#include "gui/words/loginwords.h"

#include "gui/words/plaintext.h"
#include "gui/words/srptargetwords.h"

#include <QCoreApplication>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rdma::CardWords)
};

constexpr std::size_t namedAtMost = 4;

QString idsWords(const std::set<InitiatorId> &ids)
{
    QStringList named;
    for (const InitiatorId &id : ids)
        if (static_cast<std::size_t>(named.size()) < namedAtMost)
            named.append(technical(id.text()));
    if (ids.size() > namedAtMost)
        named.append(Words::tr("%1 more").arg(ids.size() - namedAtMost));
    return named.join(u", "_s);
}

QString pathWords(const IbCmPath &path)
{
    return Words::tr("GID %1").arg(technical(gidWords("0x"_L1 + path.dgid)));
}

QString pathWords(const RdmaCmPath &path)
{
    return Words::tr("address %1, port %2").arg(technical(path.address.text()), QString::number(path.port));
}

} // namespace

QString cardRefusalWords(const CardRefusal &refusal)
{
    const QString key = technical(refusal.key);
    switch (refusal.problem) {
    case CardProblem::TooLong:
        return Words::tr("This is too long for a card. Paste one card only.");
    case CardProblem::BadCharacter:
        return Words::tr("There are invisible or control characters in it, so it is not trusted. Ask for the card "
                         "again as plain text.");
    case CardProblem::NotACard:
        return Words::tr("This is no exchange card. A card begins with id_ext= and ends with check=.");
    case CardProblem::Cut:
        return Words::tr("The end of the card is missing. Copy all of it, up to the eight digits after check=.");
    case CardProblem::UnknownKey:
        return fill(Words::tr("“%1” does not belong on a card. It may be of a newer version; ask for the values of "
                              "this one."),
                    key);
    case CardProblem::Twice:
        return fill(Words::tr("“%1” is on it twice. Paste one card only."), key);
    case CardProblem::Missing:
        return fill(Words::tr("“%1” is missing. Copy all of the card."), key);
    case CardProblem::BadValue:
        return fill(Words::tr("The value of “%1” cannot be. Ask for the card again."), key);
    case CardProblem::Mistyped:
        return Words::tr("The card was changed on its way: its check does not fit. Ask for it again.");
    }
    Q_UNREACHABLE_RETURN({});
}

QString cardLackWords(CardLack lack)
{
    switch (lack) {
    case CardLack::NoTarget:
        return Words::tr("There is no card while the port exports nothing. Export a disk, and apply the change.");
    case CardLack::NoPort:
        return Words::tr("There is no card: no port of this computer has this GID now.");
    case CardLack::NoServiceGuid:
        return Words::tr("There is no card: this computer has no service GUID. The kernel module ib_srpt takes it from "
                         "the first RDMA adapter that it finds; load it, if need be: modprobe ib_srpt");
    case CardLack::PortDown:
        return Words::tr("There is no card while the port is not active. Among the devices it says what it waits for.");
    case CardLack::Disabled:
        return Words::tr("There is no card while the port lets nobody in. Enable the port first.");
    case CardLack::NoPkey:
        return Words::tr("There is no card: the port’s P_Key table is empty. The subnet manager fills it.");
    case CardLack::NotListening:
        return Words::tr(
            "There is no card while RDMA/CM logins are off. An Ethernet port needs them: let this computer "
            "listen for them, and apply the change.");
    case CardLack::NoAddress:
        return Words::tr("There is no card: the port’s GID table has no IP address that others can use. Give its "
                         "interface one. iWARP ports do not show theirs.");
    }
    Q_UNREACHABLE_RETURN({});
}

QString cardFaultWords(CardFault fault)
{
    switch (fault) {
    case CardFault::OtherIds:
        return Words::tr("The service GUID is another: this computer’s first adapter was replaced, or the card is of "
                         "another computer.");
    case CardFault::OtherPkey:
        return Words::tr("The port’s P_Key is another now.");
    case CardFault::OtherListenPort:
        return Words::tr("RDMA/CM logins are awaited on another port number now.");
    case CardFault::NotListening:
        return Words::tr("RDMA/CM logins are off now.");
    case CardFault::NoTarget:
        return Words::tr("The port exports nothing now.");
    case CardFault::Disabled:
        return Words::tr("The port is disabled: it lets nobody in.");
    case CardFault::PortDown:
        return Words::tr("The port is not active.");
    }
    Q_UNREACHABLE_RETURN({});
}

QStringList cardCheckWords(const CardCheck &check, const QString &port)
{
    switch (check.standing) {
    case CardStanding::Unknown:
        return {Words::tr("This cannot be checked now: this computer has no service GUID. The kernel module ib_srpt "
                          "takes it from the first RDMA adapter that it finds.")};
    case CardStanding::NotOurs:
        return {Words::tr("This card is of another computer: neither its ids nor its port are here.")};
    case CardStanding::PortGone:
        return {Words::tr("This card is of this computer, but the port or the address that it leads to is not here "
                          "any more. Give out the card of another port.")};
    case CardStanding::Right:
        return {Words::tr("This card is right. It leads to %1.").arg(port)};
    case CardStanding::Outdated:
        break;
    }
    QStringList words{Words::tr("This card leads to %1, but not all of it is right any more:").arg(port)};
    for (const CardFault fault : check.faults)
        words.append(cardFaultWords(fault));
    if (!check.forbidden.empty())
        words.append(Words::tr("On the card, but not allowed now: %1.").arg(idsWords(check.forbidden)));
    if (!check.added.empty())
        words.append(Words::tr("Allowed now, but not on the card: %1.").arg(idsWords(check.added)));
    return words;
}

QString cardPathWords(const ExchangeCard &card)
{
    return std::visit([](const auto &path) { return pathWords(path); }, card.path);
}

} // namespace rdma
