// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Law of srp_daemon.conf: what is there stays, what is wished for is what srp_daemon will read.
#include "model/linedocument.h"
#include "model/srpdaemonrules.h"
#include "tests/fuzz/law.h"

namespace rdma {

namespace {

QByteArrayList comments(const QByteArray &file)
{
    QByteArrayList lines = file.split('\n');
    lines.removeIf([](const QByteArray &line) { return !line.startsWith('#'); });
    return lines;
}

void checkEdit(const QByteArray &file, const std::vector<DaemonRule> &wanted)
{
    const auto written = withRules(file, wanted);
    if (!written) {
        law(written.error().code == ErrorCode::NotSupported, "only what has no room is refused");
        return;
    }
    law(rulesIn(*written) == wanted, "what is written is read");
    law(comments(*written) == comments(file), "comments stay");
    law(withRules(*written, wanted) == *written, "writing again changes nothing");
}

} // namespace

/// A file, and another whose rules it shall have.
void fuzz(const QByteArray &input)
{
    const QByteArrayList files = pieces(input);
    const auto present = rulesIn(files.front());
    if (!present) {
        law(present.error().line > 0 && present.error().text.size() <= 255, "a problem names its line");
        law(withRules(files.front(), {}).error().code == ErrorCode::BadFile, "what is refused is not written");
        return;
    }
    law(withRules(files.front(), *present) == files.front(), "set to the present value is identical");
    for (const DaemonRule &rule : *present)
        law(daemonRuleFromJson(toJson(rule)) == rule, "a rule reads back");
    if (const auto wanted = rulesIn(files.back()))
        checkEdit(files.front(), *wanted);
}

} // namespace rdma
