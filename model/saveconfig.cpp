// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Changes to saveconfig.json: what can be saved at all, and the lists that a change goes into.
#include "model/saveconfig.h"

#include "model/json.h"
#include "model/savededit.h"
#include "model/savedobjects.h"
#include "model/savedreading.h"

#include <algorithm>
#include <functional>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

const QByteArray emptyFile = "{\n  \"fabric_modules\": [],\n  \"storage_objects\": [],\n  \"targets\": []\n}\n";

bool isSavable(const BackstoreId &id)
{
    return BackstoreId::fromText(id.text()).has_value();
}

SrpTarget savable(const SrpTarget &target)
{
    SrpTarget kept{target.enabled, {}, {}};
    for (const auto &[lun, backstore] : target.luns)
        if (lun <= maxSavedLun && isSavable(backstore))
            kept.luns[lun] = backstore;
    for (const auto &[initiator, acl] : target.acls) {
        if (!isPortId(initiator))
            continue;
        NodeAcl &keptAcl = kept.acls[initiator];
        for (const auto &[lun, mapped] : acl.luns)
            if (std::max(lun, mapped.lun) <= maxSavedLun)
                keptAcl.luns[lun] = mapped;
    }
    return kept;
}

template <typename Map> QString firstDifference(const Map &wanted, const Map &kept, auto name)
{
    for (const auto &[key, value] : wanted)
        if (const auto same = kept.find(key); same == kept.end() || same->second != value)
            return name(key);
    return {};
}

Result<void> checkSavable(const SrpTree &wanted)
{
    const SrpTree kept = savable(wanted);
    if (kept == wanted)
        return {};
    QString subject = firstDifference(wanted.backstores, kept.backstores, [](const auto &id) { return id.text(); });
    if (subject.isEmpty())
        subject = firstDifference(wanted.targets, kept.targets, std::identity());
    if (subject.isEmpty())
        subject = u"rdmaCmPort"_s;
    return fail(ErrorCode::InvalidWish, subject.left(maxQuotedKey), u"cannot be saved in saveconfig.json"_s);
}

Result<void> checkNames(const SavedReading &reading, const SrpTree &wanted)
{
    for (const auto &[id, backstore] : wanted.backstores)
        if (reading.otherBackstores.contains(id))
            return fail(ErrorCode::Exists, id.text(), u"saveconfig.json"_s);
    for (const auto &[wwn, target] : wanted.targets)
        if (reading.otherTargets.contains(wwn))
            return fail(ErrorCode::Exists, wwn, u"saveconfig.json"_s);
    return {};
}

Result<QByteArray> edited(const QByteArray &text, const SavedReading &reading, const SrpTree &wanted)
{
    const qsizetype from = text.indexOf('{');
    const qsizetype to = text.lastIndexOf('}') + 1;
    auto root = JsonLevel::fromText(QByteArrayView(text).sliced(from, to - from));
    if (!root)
        return std::unexpected(root.error());
    const SrpTree &before = reading.srp.tree;
    if (auto done = editSavedBackstores(*root, reading.backstores, before, wanted); !done)
        return std::unexpected(done.error());
    if (auto done = editSavedTargets(*root, reading.targets, before, wanted); !done)
        return std::unexpected(done.error());
    return text.first(from) + root->text() + text.sliced(to);
}

} // namespace

SrpTree savable(const SrpTree &tree)
{
    SrpTree kept;
    for (const auto &[id, backstore] : tree.backstores)
        if (const auto disk = savable(id.kind, backstore); disk && isSavable(id))
            kept.backstores[id] = *disk;
    for (const auto &[wwn, target] : tree.targets)
        if (isPortId(wwn))
            kept.targets[wwn] = savable(target);
    return kept;
}

Result<QByteArray> withSavedSrp(const std::optional<QByteArray> &bytes, const SrpTree &before, const SrpTree &wanted)
{
    QByteArray text = bytes.value_or(emptyFile);
    const auto reading = readSaved(text);
    if (!reading)
        return std::unexpected(reading.error());
    if (reading->srp.tree != before)
        return fail(ErrorCode::Conflict, {}, u"saveconfig.json is not what it was"_s);
    if (wanted == before)
        return text;
    return checkSavable(wanted)
        .and_then([&] { return checkNames(*reading, wanted); })
        .and_then([&] { return edited(text, *reading, wanted); })
        .and_then([](QByteArray result) -> Result<QByteArray> {
            if (result.size() > maxSavedBytes)
                return fail(ErrorCode::InvalidWish, {}, u"larger than %1 bytes"_s.arg(maxSavedBytes));
            return result;
        });
}

} // namespace rdma
