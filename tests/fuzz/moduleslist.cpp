// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Law of a list of modules: one module comes or goes, and all other lines mean what they meant.
#include "model/moduleslist.h"
#include "tests/fuzz/law.h"

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

const QByteArray module = "ib_srpt";

bool loads(const std::vector<ModuleLine> &lines)
{
    for (const ModuleLine &line : lines)
        if (line.kind == ModuleLine::Loads && line.name == module)
            return true;
    return false;
}

/// What the others say, without what is behind a comment.
QByteArrayList others(const std::vector<ModuleLine> &lines)
{
    QByteArrayList names;
    for (const ModuleLine &line : lines)
        if (line.kind != ModuleLine::Commented && line.name != module)
            names += line.name;
    return names;
}

void checkEdit(const QByteArray &file, const std::vector<ModuleLine> &before, bool on)
{
    const auto written = withModule(file, u"ib_srpt"_s, on);
    law(written.has_value(), "every list can be edited");
    const auto after = moduleLines(*written);
    law(loads(after) == on, "what is written is read");
    law(others(after) == others(before), "other lines stay");
    law(withModule(*written, u"ib_srpt"_s, on) == *written, "writing again changes nothing");
    law(loads(before) != on || *written == file, "set to the present value is identical");
}

} // namespace

void fuzz(const QByteArray &input)
{
    const auto lines = moduleLines(input);
    for (const ModuleLine &line : lines) {
        law(line.from <= line.word && line.word < input.size(), "a name has its place");
        law(line.line > 0 && line.line <= input.count('\n') + 1, "it has a line");
        law((line.kind == ModuleLine::Commented) == (line.from < line.word), "a comment begins before its word");
    }
    checkEdit(input, lines, true);
    checkEdit(input, lines, false);
}

} // namespace rdma
