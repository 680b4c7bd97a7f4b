// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Running the machine's rules files over an interface.
#include "tests/fake/fakeudev.h"

#include "model/nextname.h"

#include <QDir>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

std::vector<RulesFile> rulesFiles(const FakeHostRoot &root)
{
    std::vector<RulesFile> files;
    for (const QLatin1StringView directory : rulesDirectories)
        for (const QString &name : QDir(root.inside(directory)).entryList({u"*.rules"_s}, QDir::Files | QDir::System)) {
            const QString path = directory + u'/' + name;
            const bool hidden = QFile::symLinkTarget(root.inside(path)) == "/dev/null"_L1;
            files.push_back({path, hidden ? QByteArray() : root.read(path)});
        }
    return files;
}

} // namespace

QString nameByUdev(const FakeHostRoot &root, const FakeLink &link, const FakeCard &card)
{
    UdevDevice device;
    device.kernelName = link.name.toUtf8();
    device.driver = card.driver.toUtf8();
    device.parents = {{card.pci.toUtf8(), "pci", card.driver.toUtf8(), {}}, {"pci0000:00", {}, {}, {}}};
    for (const char *attribute : {"type", "address", "dev_id", "dev_port", "pkey", "mode"})
        device.attributes[attribute] =
            root.read("/sys/class/net/"_L1 + link.name + u'/' + QLatin1StringView(attribute)).trimmed();
    const QString &policy = link.ipoib.linkPolicyName;
    return predictName(effectiveRules(rulesFiles(root)), device,
                       policy.isEmpty() ? std::nullopt : std::optional(policy.toUtf8()))
        .next.name;
}

} // namespace rdma
