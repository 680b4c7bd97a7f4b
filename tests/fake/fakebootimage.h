// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The image that boots before the root file system, as far as anybody asks: which files are in it, and when it changed.
#pragma once

#include "helper/tools.h"
#include "model/portstep.h"
#include "tests/fake/fakehostroot.h"

namespace rdma {

class FakeBootImage {
public:
    explicit FakeBootImage(FakeHostRoot &files) : m_files(files) {}

    /// An image, its kernel's modules and the program that builds it, which takes /etc/modprobe.d along, and as
    /// dracut with the module of rdma-core what mlx4_core is set up by. `holds` are
    /// paths in it without a slash in front: "usr/lib/modules/6.12.0-1-amd64/kernel/mlx4/mlx4_core.ko".
    void install(ImageTool tool, const QString &kernel, const QStringList &holds);
    [[nodiscard]] QString path() const { return m_path; }
    [[nodiscard]] QStringList content() const; ///< sorted

    void failBuilds(const Error &error) { m_failure = error; } ///< NoSpace, Busy, ToolFailed …: nothing happens
    void doNothing() { m_doesNothing = true; }                 ///< says that all is well, as with a full /boot
    void leaveOut(const QString &path) { m_leftOut = path; }   ///< which a builder takes along otherwise
    /// Somebody's build is under way and has said this; it is over with the next one here.
    void say(const QStringList &lines);

    [[nodiscard]] Result<ToolOutcome> run(const ToolCall &call);

private:
    Result<ToolOutcome> rebuild(const QString &object);
    void write();

    FakeHostRoot &m_files;
    QString m_path;
    QStringList m_holds; ///< besides what comes from /etc/modprobe.d
    QStringList m_settings;
    QString m_leftOut;
    std::optional<Error> m_failure;
    bool m_doesNothing = false;
    int m_builds = 0;
};

} // namespace rdma
