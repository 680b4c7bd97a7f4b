// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Law of rdma.conf: what is understood can be changed key by key, and what is not is left alone.
#include "model/rdmaconf.h"
#include "tests/fuzz/law.h"

namespace rdma {

namespace {

void checkPlaces(const QByteArray &file, const ShellReading &reading)
{
    for (const ShellAssignment &one : reading.assignments) {
        law(one.from > 0 && one.from < one.to && one.to <= one.nextCommandLine, "an assignment has its place");
        law(one.nextCommandLine <= file.size(), "its place is in the file");
        law(QByteArrayView(file).sliced(one.from).startsWith(one.appends ? "+=" : "="), "it begins with its operator");
        law(one.line > 0 && one.line <= file.count('\n') + 1, "it has a line");
    }
}

void checkOthers(const ShellReading &before, const ShellReading &after, QByteArrayView key)
{
    for (const ShellAssignment &one : before.assignments) {
        const auto now = valueIn(after, one.name);
        law(one.name == key || (now && now->value == valueIn(before, one.name)->value), "other keys stay");
    }
}

void checkKey(const QByteArray &file, const ShellReading &before, QByteArrayView key, bool on)
{
    const auto written = withKey(file, key, on);
    law(written.has_value(), "what is understood can be changed");
    const ShellReading after = readShell(*written);
    law(!after.refusal && isOn(after, key) == on, "what is written is read");
    law(withKey(*written, key, on) == *written, "writing again changes nothing");
    law(isOn(before, key) != on || *written == file, "set to the present value is identical");
    checkOthers(before, after, key);
}

} // namespace

void fuzz(const QByteArray &input)
{
    const ShellReading reading = readShell(input);
    checkPlaces(input, reading);
    if (reading.refusal) {
        law(reading.refusal->line > 0 && reading.refusal->line <= input.count('\n') + 1, "a problem has a line");
        law(isSyntaxError(reading.refusal->problem) || reading.assignments.empty(), "nothing is certain then");
        law(withKey(input, "SRPT_LOAD", true).error().code == ErrorCode::BadFile, "it is not edited");
        return;
    }
    constexpr qsizetype fewEnough = 4096; // each key compares all others
    if (input.size() > fewEnough)
        return;
    for (const QByteArrayView key : {"IPOIB_LOAD", "SRPT_LOAD", "NFSoRDMA_LOAD"})
        for (const bool on : {true, false})
            checkKey(input, reading, key, on);
}

} // namespace rdma
