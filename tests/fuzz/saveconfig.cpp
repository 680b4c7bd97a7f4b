// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Laws of saveconfig.json: untouched is identical, what is written is read, what is added goes without a trace.
#include "model/saveconfig.h"
#include "model/json.h"
#include "tests/fuzz/law.h"

namespace rdma {

namespace {

using namespace Qt::StringLiterals;

const QString newPort = u"0x00000000000000000000000000000042"_s;
const BackstoreId newDisk{BackstoreKind::File, u"fuzzed"_s};

SrpTree grown(SrpTree tree)
{
    tree.backstores[newDisk] = {.source = u"/srv/\"é"_s, .size = 1, .writeBack = true};
    tree.targets[newPort] = {false, {{0, newDisk}}, {{newPort, {{{1, {0, true}}}}}}};
    return tree;
}

SrpTree turnedOver(SrpTree tree)
{
    for (auto &[id, disk] : tree.backstores)
        disk.writeBack = id.kind != BackstoreKind::Scsi && !disk.writeBack;
    for (auto &[wwn, target] : tree.targets) {
        target.enabled = !target.enabled;
        target.luns[9] = newDisk;
        target.acls.erase(target.acls.begin(), target.acls.empty() ? target.acls.end() : ++target.acls.begin());
        target.acls[newPort].luns[0] = {};
    }
    return tree;
}

/// Everything else in the file, as values.
QJsonObject others(const QByteArray &bytes)
{
    QJsonObject root = parseObject(bytes, maxSavedBytes).value();
    root.remove(u"targets"_s);
    root.remove(u"storage_objects"_s);
    return root;
}

QByteArray changed(const QByteArray &bytes, const SrpTree &before, const SrpTree &wanted,
                   const std::vector<SavedRemark> &remarks)
{
    const auto file = withSavedSrp(bytes, before, wanted);
    if (!file) {
        law(file.error().code == ErrorCode::BadFile || file.error().code == ErrorCode::Exists, "a refusal is typed");
        return {};
    }
    law(savedSrp(*file) == wanted, "what is written is read");
    law(readSavedSrp(*file)->remarks == remarks, "what nobody understands stays");
    law(others(*file) == others(bytes), "what is not ours stays");
    return *file;
}

} // namespace

void fuzz(const QByteArray &input)
{
    const auto saved = readSavedSrp(input);
    if (!saved) {
        law(saved.error().code == ErrorCode::BadFile, "a refusal is typed");
        law(saved.error().detail.size() < 200, "a refusal does not repeat what it refuses");
        return;
    }
    const SrpTree &tree = saved->tree;
    law(savable(tree) == tree, "what was saved can be saved");
    law(withSavedSrp(input, tree, tree) == input, "untouched is identical");
    std::ignore = changed(input, tree, turnedOver(tree), saved->remarks);
    std::ignore = changed(input, tree, {}, saved->remarks);
    const bool isThere = tree.backstores.contains(newDisk) || tree.targets.contains(newPort);
    const QByteArray longer = isThere ? QByteArray() : changed(input, tree, grown(tree), saved->remarks);
    if (longer.isEmpty())
        return;
    const QByteArray back = changed(longer, grown(tree), tree, saved->remarks);
    const QJsonObject root = parseObject(input, maxSavedBytes).value();
    if (root.contains(u"targets"_s) && root.contains(u"storage_objects"_s))
        law(back == input, "what is added goes without a trace");
}

} // namespace rdma
