// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Laws of the line document: untouched is identical, one edit touches one line.
#include "model/linedocument.h"
#include "tests/fuzz/law.h"

namespace rdma {

namespace {

void checkLine(const LineDocument &original, qsizetype line)
{
    LineDocument same = original;
    same.setText(line, original.text(line));
    law(same == original, "setting a line to what it is changes nothing");
    LineDocument edited = original;
    edited.setText(line, "another");
    law(edited.count() == original.count(), "an edit keeps the number of lines");
    for (qsizetype i = 0; i < original.count(); ++i)
        law(edited.text(i) == (i == line ? "another" : original.text(i)), "one edit touches one line");
    edited.setText(line, original.text(line));
    law(edited.bytes() == original.bytes(), "taking an edit back restores every byte");
    LineDocument shorter = original;
    shorter.remove(line);
    law(shorter.count() == original.count() - 1, "removing takes one line");
}

} // namespace

void fuzz(const QByteArray &input)
{
    const LineDocument document(input);
    law(document.bytes() == input, "untouched is identical");
    constexpr qsizetype enough = 40; // each line costs a copy of the document
    for (qsizetype line = 0; line < std::min(document.count(), enough); ++line)
        checkLine(document, line);
    LineDocument longer = document;
    longer.append("new");
    law(longer.count() == document.count() + 1, "appending adds one line");
    law(longer.bytes().startsWith(input), "appending keeps what was there");
    law(longer.text(longer.count() - 1) == "new" && longer.bytes().endsWith('\n'), "the new line is whole");
}

} // namespace rdma
