// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Changing storage objects, and doing operations.
#include "helper/liochange.h"

#include "model/shelltext.h"
#include "model/visit.h"

#include <set>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr quint64 ramdiskPage = 4096; ///< rd_pages counts these

/// The smallest number that no HBA of the kind has: rtslib's choice.
QString freeHba(const Host &host, BackstoreKind kind)
{
    const QByteArrayView prefix = hbaPrefix(kind);
    const auto core = host.directory(lioCorePath);
    std::set<uint> taken;
    for (const QByteArray &name : core ? core->list() : QByteArrayList())
        if (name.startsWith(prefix))
            taken.insert(name.sliced(prefix.size()).toUInt());
    uint number = 0;
    while (taken.contains(number))
        ++number;
    return hbaPrefix(kind) + QString::number(number);
}

/// One store each: the kernel takes "a=1,b=2" apart at commas, which a path may hold.
QByteArrayList controlTexts(const BackstoreId &id, const Backstore &backstore)
{
    const QByteArray source = backstore.source.toUtf8();
    switch (id.kind) {
    case BackstoreKind::Block:
        return {"udev_path=" + source, "readonly=" + QByteArray(backstore.readOnly ? "1" : "0")};
    case BackstoreKind::File: {
        QByteArrayList texts{"fd_dev_name=" + source, "fd_dev_size=" + QByteArray::number(backstore.size)};
        if (backstore.writeBack)
            texts.append("fd_buffered_io=1");
        return texts;
    }
    case BackstoreKind::Ramdisk:
        return {"rd_pages=" + QByteArray::number(backstore.size / ramdiskPage)};
    case BackstoreKind::Scsi:
    case BackstoreKind::User:
        break;
    }
    return {};
}

QByteArray flag(bool value)
{
    return value ? "1"_ba : "0"_ba;
}

} // namespace

std::vector<NodeOperation> operationsToChange(const QString &path, const Backstore &present, const Backstore &after)
{
    std::vector<NodeOperation> operations;
    const auto store = [&](QLatin1StringView name, const QByteArray &value) {
        operations.emplace_back(StoreAttribute{path + "/attrib/"_L1 + name, value});
    };
    if (after.blockSize != present.blockSize)
        store("block_size"_L1, QByteArray::number(after.blockSize));
    if (after.writeBack != present.writeBack)
        store("emulate_write_cache"_L1, flag(after.writeBack));
    if (after.thin != present.thin)
        store("emulate_tpu"_L1, flag(after.thin));
    return operations;
}

std::vector<NodeOperation> operationsToMake(const Host &host, const BackstoreId &id, const Backstore &backstore)
{
    const QString hba = lioCorePath + u'/' + freeHba(host, id.kind);
    const QString path = hba + u'/' + id.name;
    std::vector<NodeOperation> operations{MakeNode{hba}, MakeNode{path}};
    for (const QByteArray &text : controlTexts(id, backstore))
        operations.emplace_back(StoreAttribute{path + "/control"_L1, text});
    if (!backstore.source.isEmpty())
        operations.emplace_back(StoreAttribute{path + "/udev_path"_L1, backstore.source.toUtf8()});
    operations.emplace_back(StoreAttribute{path + "/enable"_L1, "1"});
    operations.emplace_back(StoreAttribute{path + "/wwn/vpd_unit_serial"_L1, backstore.serial.toUtf8()});
    for (NodeOperation &change : operationsToChange(path, {}, backstore))
        operations.push_back(std::move(change));
    return operations;
}

std::vector<NodeOperation> operationsToRemove(const QString &path)
{
    return {RemoveNode{path}, RemoveNode{path.section(u'/', 0, -2)}};
}

Result<void> run(const NodeOperation &operation, Kernel &kernel)
{
    return std::visit(
        Visit{[&](const MakeNode &make) { return kernel.makeNode(make.path); },
              [&](const RemoveNode &remove) { return kernel.removeNode(remove.path); },
              [&](const LinkNode &link) { return kernel.linkNode(link.path, link.target); },
              [&](const UnlinkNode &unlink) { return kernel.unlinkNode(unlink.path); },
              [&](const StoreAttribute &store) { return kernel.storeAttribute(store.path, store.value); }},
        operation);
}

Result<void> runAll(const std::vector<NodeOperation> &operations, Kernel &kernel)
{
    for (const NodeOperation &operation : operations)
        if (auto done = run(operation, kernel); !done)
            return done;
    return {};
}

QString shellText(const NodeOperation &operation)
{
    return std::visit(Visit{[](const MakeNode &make) -> QString { return "mkdir "_L1 + shellWord(make.path); },
                            [](const RemoveNode &remove) -> QString { return "rmdir "_L1 + shellWord(remove.path); },
                            [](const LinkNode &link) -> QString {
                                return "ln -s "_L1 + shellWord(link.target) + u' ' + shellWord(link.path);
                            },
                            [](const UnlinkNode &unlink) -> QString { return "rm "_L1 + shellWord(unlink.path); },
                            [](const StoreAttribute &store) -> QString {
                                return "printf %s "_L1 + shellWord(QString::fromUtf8(store.value)) + " > "_L1 +
                                       shellWord(store.path);
                            }},
                      operation);
}

} // namespace rdma
