// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Law of modprobe.d: what is read, written plainly, is read the same; each denial has its place.
#include "model/modprobeconf.h"
#include "tests/fuzz/law.h"

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

/// A backslash is itself only behind another one.
QByteArray written(const ModprobeLine &line)
{
    static const QByteArrayList words{"blacklist", "install", "alias", "options", "remove", "softdep"};
    QByteArray text = words[line.kind] + ' ' + line.name;
    if (line.kind != ModprobeLine::Blacklist)
        text += ' ' + line.argument;
    return text.replace('\\', "\\\\") + '\n';
}

} // namespace

void fuzz(const QByteArray &input)
{
    const auto lines = modprobeLines(input);
    QByteArray plain;
    int last = 0;
    for (const ModprobeLine &line : lines) {
        law(line.line > last && line.line <= input.count('\n') + 1, "lines come in their order");
        law(!line.name.isEmpty(), "a line is about something");
        last = line.line;
        plain += written(line);
    }
    const auto again = modprobeLines(plain);
    law(again.size() == lines.size(), "written plainly there are as many");
    for (std::size_t i = 0; i < lines.size(); ++i) {
        ModprobeLine expected = lines[i];
        expected.line = static_cast<int>(i) + 1;
        law(again[i] == expected, "written plainly it is read the same");
    }
    for (const Denial &denial : denialsOf({{u"/etc/modprobe.d/a.conf"_s, input}}, u"ib_srpt"_s))
        law(denial.line > 0 && denial.line <= last, "a denial has its line");
}

} // namespace rdma
