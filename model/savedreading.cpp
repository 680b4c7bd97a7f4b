// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What of saveconfig.json is SRP's, what is somebody else's, and what nobody can tell.
#include "model/savedreading.h"

#include "model/json.h"
#include "model/savedobjects.h"

#include <QJsonArray>
#include <QJsonObject>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

Result<QJsonObject> parsed(const QByteArray &bytes)
{
    if (bytes.startsWith("\xef\xbb\xbf")) // Qt skips it, Python's json refuses the file
        return fail(ErrorCode::BadFile, {}, u"a byte order mark"_s);
    auto object = parseObject(bytes, maxSavedBytes);
    if (!object)
        return fail(ErrorCode::BadFile, {}, object.error().detail);
    return object;
}

Result<QJsonArray> listIn(const QJsonObject &root, const QString &name)
{
    const QJsonValue list = root[name];
    if (!list.isUndefined() && !list.isArray())
        return fail(ErrorCode::BadFile, name, u"not a list"_s);
    return list.toArray();
}

QString quoted(const QString &fabric, const QJsonValue &name)
{
    return QString(fabric + u'/' + name.toString()).left(maxQuotedKey);
}

/// Every text under "storage_object", however deep: a target that we do not understand uses them, too.
void collectPaths(const QJsonValue &value, std::set<BackstoreId> &used)
{
    if (value.isArray())
        for (const auto &element : value.toArray())
            collectPaths(element, used);
    const QJsonObject object = value.toObject();
    for (auto it = object.begin(); it != object.end(); ++it) {
        const auto id = it.key() == "storage_object"_L1 ? backstoreIdFromPath(it->toString()) : std::nullopt;
        if (id)
            used.insert(*id);
        else
            collectPaths(*it, used);
    }
}

/// Names that occur twice belong to nobody: a restore makes the first and fails at the second, or the other way round.
template <typename Key> std::set<Key> repeated(const std::vector<std::optional<Key>> &keys)
{
    std::set<Key> seen;
    std::set<Key> twice;
    for (const auto &key : keys)
        if (key && !seen.insert(*key).second)
            twice.insert(*key);
    return twice;
}

class Reader {
public:
    SavedReading take() { return std::move(m_reading); }

    void readTargets(const QJsonArray &list)
    {
        std::vector<std::optional<QString>> names;
        for (const auto &element : list)
            names.push_back(srptName(element.toObject()));
        const auto twice = repeated(names);
        for (qsizetype i = 0; i < list.size(); ++i)
            m_reading.targets.push_back(readTarget(list[i], names[static_cast<std::size_t>(i)], twice));
    }

    void readBackstores(const QJsonArray &list)
    {
        std::vector<std::optional<BackstoreId>> names;
        for (const auto &element : list) {
            const auto id = backstoreIdFromSaved(element.toObject());
            names.push_back(id ? std::optional(*id) : std::nullopt);
        }
        const auto twice = repeated(names);
        for (qsizetype i = 0; i < list.size(); ++i)
            m_reading.backstores.push_back(readBackstore(list[i].toObject(), twice));
    }

private:
    static bool isSrpt(const QJsonObject &object) { return object[u"fabric"_s] == u"srpt"_s; }

    static std::optional<QString> srptName(const QJsonObject &object)
    {
        return isSrpt(object) ? portIdFromSaved(object[u"wwn"_s].toString()) : std::nullopt;
    }

    std::optional<QString> readTarget(const QJsonValue &element, const std::optional<QString> &name,
                                      const std::set<QString> &twice)
    {
        const QJsonObject object = element.toObject();
        Saved<SrpTarget> target = std::unexpected(SavedProblem::OddName);
        if (name)
            target = twice.contains(*name) ? std::unexpected(SavedProblem::Twice) : targetFromSaved(object);
        if (name && target) {
            m_reading.srp.tree.targets[*name] = std::move(*target);
            return name;
        }
        if (isSrpt(object))
            m_reading.srp.remarks.push_back({target.error(), quoted(u"srpt"_s, object[u"wwn"_s])});
        if (name)
            m_reading.otherTargets.insert(*name);
        collectPaths(element, m_reading.otherBackstores);
        return std::nullopt;
    }

    std::optional<BackstoreId> readBackstore(const QJsonObject &object, const std::set<BackstoreId> &twice)
    {
        const auto id = backstoreIdFromSaved(object);
        if (id && m_reading.otherBackstores.contains(*id) && !twice.contains(*id))
            return std::nullopt; // another fabric's, which is no remark
        Saved<Backstore> backstore = std::unexpected(id ? SavedProblem::Twice : id.error());
        if (id && !twice.contains(*id))
            backstore = backstoreFromSaved(id->kind, object);
        if (backstore) {
            m_reading.srp.tree.backstores[*id] = std::move(*backstore);
            return *id;
        }
        m_reading.srp.remarks.push_back({backstore.error(), quoted(object[u"plugin"_s].toString(), object[u"name"_s])});
        if (id)
            m_reading.otherBackstores.insert(*id);
        return std::nullopt;
    }

    SavedReading m_reading;
};

} // namespace

Result<SavedReading> readSaved(const QByteArray &bytes)
{
    const auto root = parsed(bytes);
    if (!root)
        return std::unexpected(root.error());
    const auto targets = listIn(*root, u"targets"_s);
    const auto backstores = listIn(*root, u"storage_objects"_s);
    if (!targets || !backstores)
        return std::unexpected(targets ? backstores.error() : targets.error());
    Reader reader;
    reader.readTargets(*targets); // first: they say whose the storage objects are
    reader.readBackstores(*backstores);
    return reader.take();
}

Result<SavedSrp> readSavedSrp(const QByteArray &bytes)
{
    return readSaved(bytes).transform([](SavedReading reading) { return std::move(reading.srp); });
}

Result<SrpTree> savedSrp(const QByteArray &bytes)
{
    return readSavedSrp(bytes).transform([](SavedSrp saved) { return std::move(saved.tree); });
}

} // namespace rdma
