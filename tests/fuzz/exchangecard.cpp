// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Law of exchange cards and addresses: what is accepted has one text, which is one harmless line.
#include "model/cardrules.h"
#include "tests/fuzz/law.h"

namespace rdma {

namespace {

void checkCard(const QString &text)
{
    const auto card = cardFromText(text);
    if (!card) {
        law(card.error().key.size() <= 32, "a refusal repeats little of what it refuses");
        law(!nameOf(card.error().problem).isEmpty(), "every problem has a name");
        return;
    }
    const auto line = cardText(*card);
    law(line.has_value(), "what is read can be written");
    law(cardFromText(*line) == *card, "what is written is read");
    law(cardText(*cardFromText(*line)) == line, "a card has one text");
    law(line->size() <= maxCardLength && isShown(*line), "a card is one harmless line");
    law(line->startsWith(addTargetText(*card) + QChar(u' ')), "the first word is add_target's");
    law(!addTargetText(*card).contains(u' '), "add_target's is one word");
}

void checkAddress(const QString &text)
{
    if (const auto address = IpAddress::fromText(text)) {
        law(IpAddress::fromText(address->text()) == *address, "an address reads back");
        std::ignore = address->isUsableElsewhere();
    }
}

/// With the check that belongs to it: what mutation alone would not find.
QString checked(const QString &text)
{
    return text + checkKey + checkOf(text);
}

} // namespace

void fuzz(const QByteArray &input)
{
    const QString wide(reinterpret_cast<const QChar *>(input.constData()), input.size() / 2);
    for (const QString &text : {QString::fromUtf8(input), wide}) {
        checkCard(text);
        checkCard(checked(text));
        checkAddress(text);
    }
}

} // namespace rdma
