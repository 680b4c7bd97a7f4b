// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Feature "modules", boot files: the one line of the one file that decides.
#include "helper/features/modules.h"

#include "model/append.h"

namespace rdma {

namespace {

ModuleState::Now nowOf(const ModulesState &state, Protocol protocol)
{
    return state.live.protocols.at(protocol).module.now;
}

/// Each on top of the last: several protocols may have their lines in one file.
Result<BootFiles> withChoices(const ModulesState &current, const ModulesConfig &wanted)
{
    BootFiles files = current.live.boot.files;
    for (const auto &[protocol, choice] : wanted.protocols) {
        if (choice.atBoot == current.config.protocols.at(protocol).atBoot)
            continue;
        const auto changed = withChoice(files, protocol, nowOf(current, protocol), choice.atBoot);
        if (!changed)
            return std::unexpected(changed.error());
        for (const RulesFile &file : *changed)
            replaceBytes(files, file.path, file.bytes);
    }
    return files;
}

/// RHEL 6 has one key for both sides of NFS: what the one got, the other may have taken back.
Result<void> expectChosen(const ModulesState &current, const ModulesConfig &wanted, const BootFiles &files)
{
    for (const auto &[protocol, choice] : wanted.protocols) {
        if (choice.atBoot == current.config.protocols.at(protocol).atBoot)
            continue;
        const BootChoice::State state = bootChoice(files, protocol, nowOf(current, protocol)).state;
        if (state != (choice.atBoot ? BootChoice::On : BootChoice::Off))
            return fail(ErrorCode::InvalidWish, nameOf(protocolNames, protocol), QStringLiteral("contradiction"));
    }
    return {};
}

QStringList pathsOf(const BootFiles &files)
{
    QStringList paths{rdmaConfPath};
    for (const auto &[list, path] : bootListPaths)
        paths.append(path);
    for (const RulesFile &file : files.staticLists)
        paths.append(file.path);
    return paths;
}

} // namespace

Result<std::vector<Step>> bootSteps(const ModulesState &current, const ModulesConfig &wanted)
{
    const auto files = withChoices(current, wanted);
    if (!files)
        return std::unexpected(files.error());
    if (const auto chosen = expectChosen(current, wanted, *files); !chosen)
        return std::unexpected(chosen.error());
    std::vector<Step> steps;
    for (const QString &path : pathsOf(*files)) {
        const auto before = bytesAt(current.live.boot.files, path);
        const auto after = bytesAt(*files, path);
        if (before == after)
            continue;
        steps.emplace_back(
            WriteFile{.path = path, .before = before, .after = after, .makesDirectory = path == ownModulesListPath});
    }
    return steps;
}

} // namespace rdma
