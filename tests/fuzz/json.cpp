// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Law of the JSON border: what is accepted has one canonical form, and a merge patch means the same twice.
#include "model/json.h"
#include "tests/fuzz/law.h"

namespace rdma {

namespace {

void checkPatch(const QJsonObject &target, const QJsonObject &patch)
{
    const QJsonObject merged = mergePatch(target, patch);
    law(mergePatch(merged, patch) == merged, "a patch applied twice changes nothing more");
    law(mergePatch(target, {}) == target, "an empty patch changes nothing");
    for (auto it = patch.begin(); it != patch.end(); ++it) {
        law(merged.contains(it.key()) != it->isNull(), "null removes, everything else sets");
        if (!it->isObject() && !it->isNull())
            law(merged.value(it.key()) == *it, "a value that is no object replaces");
    }
    for (auto it = target.begin(); it != target.end(); ++it)
        law(patch.contains(it.key()) || merged.value(it.key()) == *it, "what is not mentioned stays");
}

} // namespace

void fuzz(const QByteArray &input)
{
    const QByteArrayList texts = pieces(input);
    const auto target = parseObject(texts.first(), maxWishBytes);
    if (!target) {
        law(target.error().code == ErrorCode::InvalidWish, "a refusal is typed");
        law(target.error().detail.size() < 200, "a refusal does not repeat what it refuses");
        return;
    }
    const QByteArray text = canonical(*target);
    const auto again = parseObject(text, maxStateBytes);
    law(again.has_value(), "the canonical form is accepted");
    law(canonical(*again) == text, "the canonical form is stable");
    law(*again == *target, "the canonical form means the same");
    law(!text.contains('\n'), "the canonical form is one line");
    if (const auto patch = parseObject(texts.value(1), maxWishBytes))
        checkPatch(*target, *patch);
}

} // namespace rdma
