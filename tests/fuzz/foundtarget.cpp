// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Law of what ibsrpdm prints: a target that is believed can be logged in to, and its names are harmless.
#include "model/foundtarget.h"
#include "model/foundwords.h"
#include "model/json.h"
#include "tests/fuzz/law.h"

namespace rdma {

namespace {

bool isHarmless(const QString &text)
{
    const auto isControl = [](QChar c) { return c.category() == QChar::Other_Control || c == QChar::LineSeparator; };
    return text.size() <= 2 * 64 && std::ranges::none_of(text, isControl);
}

void checkTarget(const FoundTarget &target)
{
    law(target.idExt.value != 0 && target.iocGuid.value != 0, "a target has its GUIDs");
    law(target.path.dgid.size() == 32 && target.path.dgid == target.path.dgid.toLower(), "a GID is 32 digits");
    law(isHarmless(target.controller) && isHarmless(target.service), "names are short and stay on their line");
    law(foundTargetFromJson(toJson(target)) == target, "a target reads back");
}

} // namespace

/// First the lines, then the words.
void fuzz(const QByteArray &input)
{
    const QByteArrayList texts = pieces(input);
    const auto found = foundTargets(texts.front(), texts.back());
    if (!found)
        law(found.error().detail.size() <= 255, "a refusal repeats little of what it refuses");
    for (const FoundTarget &target : found.value_or(std::vector<FoundTarget>()))
        checkTarget(target);
    for (const auto &[entry, words] : foundWords(input))
        law(entry.dgid.size() == 32 && isHarmless(words.controller), "words are about a port, and harmless");
}

} // namespace rdma
