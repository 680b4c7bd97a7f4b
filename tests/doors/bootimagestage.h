// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A root directory with a boot image, and builders that are scripts.
#pragma once

#include "helper/bootimagework.h"
#include "helper/keptcopies.h"
#include "tests/doors/sandbox.h"
#include "tests/fake/fakehostroot.h"

#include <QTest>

namespace rdma {

using namespace Qt::StringLiterals;

inline const QString kernel = u"6.12.0-1-amd64"_s;
inline const QString image = u"/boot/initrd.img-"_s + kernel;
inline const QString kept = image + keptSuffix;
inline const QString order = u"update-initramfs %1 %2"_s.arg(kernel, image);
inline const QString dracutImage = u"/boot/initramfs-%1.img"_s.arg(kernel);
inline const QString dracutOrder = u"dracut %1 %2"_s.arg(kernel, dracutImage);
inline const QByteArray old(300'000, 'o');

struct BootImageStage {
    std::unique_ptr<FakeHostRoot> m_root;
    std::optional<Host> m_host;
    QStringList m_words;
    std::chrono::milliseconds m_deadlines{};

    void builder(const QString &program, const QByteArray &body)
    {
        m_root->write(program, "#!/bin/sh\nroot=" + m_root->path().toUtf8() + "\n" + body + "\n", 0755);
    }
    Result<ToolOutcome> rebuild(const QString &object = order)
    {
        return rebuildBootImage(object, *m_host, [&](Command command) {
            m_deadlines += command.deadline;
            if (!command.program.endsWith("lsinitramfs"_L1))
                m_words = command.words;
            command.program = m_root->inside(command.program);
            return runCommand(command);
        });
    }
    [[nodiscard]] QString stamp(const QString &path = image) const { return imageStamp(*m_host, path).value(); }
    /// Nothing was begun: not even a copy was made.
    void expectUntouched(const QString &before)
    {
        QCOMPARE(stamp(), before);
        QCOMPARE(m_host->list(u"/boot"_s), QStringList{image.sliced(6)});
        QVERIFY(m_words.isEmpty());
    }
    void startUp(const QByteArray &id) { m_root->write(u"/proc/sys/kernel/random/boot_id"_s, id + '\n'); }
    void mountBoot(const char *options)
    {
        mountAt(m_root->inside(u"/boot"_s), "tmpfs", options);
        m_root->write(image, old, 0600);
    }

    void setUp()
    {
        m_root = std::make_unique<FakeHostRoot>();
        m_host.reset();
        m_host.emplace(Host::open(m_root->path()).value());
        m_words.clear();
        m_deadlines = {};
        m_root->makeDirectory(u"/run/rdma-manager/work"_s, 0700);
        m_root->makeDirectory(u"/var/tmp"_s);
        m_root->write(u"/usr/lib/modules/%1/modules.dep"_s.arg(kernel), {});
        m_root->write(image, old, 0600);
        builder(u"/usr/bin/lsinitramfs"_s, "grep -a '[.]ko' $root${1#$root} || true");
        builder(u"/usr/sbin/update-initramfs"_s, "echo made > $root/boot/initrd.img-$3.new; chmod 640 "
                                                 "$root/boot/initrd.img-$3.new; mv $root/boot/initrd.img-$3.new "
                                                 "$root/boot/initrd.img-$3; echo \"Generating $3\"");
    }
};

} // namespace rdma
