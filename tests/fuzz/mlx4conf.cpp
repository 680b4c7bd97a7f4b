// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Laws of mlx4.conf: what is set is read, nothing else changes, and no path goes unnoticed.
#include "model/mlx4conf.h"
#include "model/pciaddress.h"
#include "tests/fuzz/law.h"

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

const QString card = QStringLiteral("0000:0b:00.0");
const PortTypes ethernet{{1, PortType::Ethernet}, {2, PortType::Ethernet}};

void checkLines(const QByteArray &file, const std::vector<Mlx4ConfLine> &lines)
{
    const qsizetype count = file.count('\n') + (file.isEmpty() || file.endsWith('\n') ? 0 : 1);
    law(static_cast<qsizetype>(lines.size()) == count, "every line is read");
    for (const Mlx4ConfLine &line : lines) {
        law(line.slot.isEmpty() || isPciAddress(line.slot), "a slot is a full address");
        law(line.types.empty() || !line.slot.isEmpty(), "types have their card");
        law(line.verdict != Mlx4ConfVerdict::Understood || !line.types.empty(), "an understood line has types");
        law(line.verdict != Mlx4ConfVerdict::Understood || !line.text.contains(u'/'), "a path is not understood");
    }
}

/// The lines without those that name the card: an edit keeps them, bytes and order.
QByteArrayList othersOf(const QByteArray &file)
{
    QByteArrayList others;
    const QByteArrayList bytes = file.split('\n');
    for (const Mlx4ConfLine &line : mlx4ConfLines(LineDocument(file)))
        if (line.slot != card)
            others += bytes[line.line - 1];
    return others;
}

void checkSet(const QByteArray &file, const LineDocument &before)
{
    LineDocument document = before;
    law(setTypes(document, card, ethernet).has_value(), "a good wish can be written");
    law(typesOf(document, card) == ethernet, "what is written is read");
    const qsizetype more = document.count() - before.count();
    if (!file.contains('\\'))
        law((more == 0 || more == 1) && othersOf(document.bytes()) == othersOf(file), "one edit is about one line");
    const LineDocument once = document;
    law(setTypes(document, card, ethernet).has_value() && document == once, "writing again changes nothing");
}

void checkRemoval(const QByteArray &file, const LineDocument &before)
{
    LineDocument document = before;
    law(removeTypes(document, card).has_value(), "a card can be removed");
    law(!typesOf(document, card), "what is removed is gone");
    if (!file.contains('\\'))
        law(othersOf(document.bytes()) == othersOf(file), "other lines stay");
}

} // namespace

void fuzz(const QByteArray &input)
{
    const LineDocument document(input);
    checkLines(input, mlx4ConfLines(document));
    checkSet(input, document);
    checkRemoval(input, document);
    LineDocument untouched = document;
    law(!setTypes(untouched, u"../x"_s, ethernet) && untouched.bytes() == input, "refused: identical");
}

} // namespace rdma
