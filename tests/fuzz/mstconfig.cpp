// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Laws of mstconfig's answers: what is made of them is bounded and printable, and success is never made up.
#include "model/mstconfig.h"
#include "model/cannotopen.h"
#include "model/mstjson.h"
#include "model/msttable.h"
#include "model/pciaddress.h"
#include "tests/fuzz/law.h"

#include <algorithm>

namespace rdma {

namespace {

bool isPrintable(const QString &text, qsizetype longest)
{
    return text.size() <= longest && std::ranges::all_of(text, [](QChar c) { return c >= u' ' && c <= u'~'; });
}

bool isWord(const std::optional<QString> &value)
{
    return !value || (!value->isEmpty() && isPrintable(*value, 128) && !value->contains(u' '));
}

void checkTypes(const MstCard &card)
{
    const auto [next, current] = linkTypesOf(card);
    law(std::ranges::all_of(next, [](const auto &one) { return one.first >= 1 && one.first <= 8; }),
        "ports are 1 to 8");
    law(std::ranges::all_of(current, [&](const auto &one) { return next.contains(one.first); }),
        "what a port is, it is to be as well");
}

void checkTable(const QByteArray &out)
{
    const std::vector<MstCard> cards = mstCardsIn(out);
    qsizetype rows = 0;
    for (const MstCard &card : cards) {
        rows += std::ssize(card.parameters);
        checkTypes(card);
        for (const QString &text : {card.deviceType, card.name, card.description, card.device})
            law(text.size() <= 512 && !text.contains(u'\n'), "what a card is called is one line");
        for (const MstParameter &row : card.parameters) {
            law(isWord(row.name) && isWord(row.byDefault) && isWord(row.current) && isWord(row.next),
                "a cell is a word");
            law(out.contains(row.name.toLatin1()), "a name was printed");
        }
    }
    law(rows + std::ssize(cards) <= out.count('\n') + 1, "a line is one row at most");
    law(mstCardsIn(QByteArray(out).replace('\n', "\r\n")) == cards, "ends of lines do not matter");
}

void checkFailure(const MstFailure &failure)
{
    law(isPrintable(failure.detail, 200), "a detail is short and printable");
    law(!nameOf(mstProblemNames, failure.problem).isEmpty(), "a problem has a word");
}

void checkAnswer(const QByteArray &out, const QByteArray &err)
{
    for (const int exitCode : {0, 1, 2, 3}) {
        const MstAnswer answer{exitCode, out, err};
        checkFailure(mstFailureIn(answer));
        const auto card = mstCardFrom(answer);
        const auto outcome = mstSetOutcome(answer);
        law(exitCode == 0 || (!card && !outcome), "a failure has no result");
        law(!outcome || out.contains("Applying... Done!"), "success was said");
        law(!card || !card->parameters.empty(), "a card has settings");
    }
    law(mstFailureIn({0, out, err}).problem == MstProblem::Unexpected, "success is no failure that we know");
}

void checkJson(const QByteArray &text)
{
    if (const auto cards = mstCardsFromJson(text))
        std::ranges::for_each(*cards, checkTypes);
}

void checkAddress(const QString &text)
{
    const auto words = mstQueryArguments(text);
    law(words.has_value() == isPciAddress(text), "an address is canonical");
    law(!words || (words->size() == 4 && words->at(1) == text && isPrintable(text, 16)), "an address is one word");
}

} // namespace

void fuzz(const QByteArray &input)
{
    const QByteArrayList texts = pieces(input);
    checkTable(texts.front());
    checkAnswer(texts.front(), texts.value(1));
    checkJson(texts.front());
    checkAddress(QString::fromUtf8(texts.front()));
    const auto version = mstVersionFrom(texts.front());
    law(!version || (version->generation < 10'000 && version->patch >= 0), "a version is one");
    law(kernelLockdownFrom(texts.front()) <= KernelLockdown::Confidentiality, "a mode is one of those there are");
}

} // namespace rdma
