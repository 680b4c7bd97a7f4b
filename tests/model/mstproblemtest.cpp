// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Why mstconfig failed: the texts of its sources, each with what it means.
#include "model/mstproblem.h"
#include "random.h"

#include <QtTest>
#include <algorithm>

using namespace rdma;
using namespace Qt::StringLiterals;

namespace {

const QByteArray closed = "-E- Failed to open the device\n";

QByteArray helpDump()
{
    return QByteArray(
               "    NAME:\n        mstconfig\n    OPTIONS:\n        -h|--help: -E- is what an error begins with\n")
        .repeated(15);
}

} // namespace

class MstProblemTest : public QObject {
    Q_OBJECT
private slots:
    void texts_data()
    {
        QTest::addColumn<MstProblem>("problem");
        const auto row = [](const char *text, MstProblem problem) { QTest::newRow(text) << problem; };
        row("Failed to open the device", MstProblem::CannotOpen);
        row("Failed to identify the device", MstProblem::CannotOpen);
        row("Failed to get device type", MstProblem::CannotOpen);
        row("Failed to backup the configurations: Failed to open the device", MstProblem::CannotOpen);
        row("Unsupported device", MstProblem::Unsupported);
        row("Device in Livefish mode is not supported", MstProblem::Livefish);
        row("The Device doesn't support LINK_TYPE_P2 parameter", MstProblem::NoSuchParameter);
        row("Unknown Parameter: LINK_TYPE_P9", MstProblem::NoSuchParameter);
        row("Device doesn't support any configuration changes.", MstProblem::OldFirmware);
        row("Failed to query device current configuration", MstProblem::NothingTold);
        row("Failed to query some of the TLVs:", MstProblem::QueryFailed);
        row("Cannot access NV register. Either FW does not support NV access register, or HW access is disabled. "
            "rc=(5)",
            MstProblem::AccessDisabled);
        row("NVQC access register is not supported. Update your firmware.", MstProblem::OldFirmware);
        row("Unknown value 3", MstProblem::UnknownValue);
        row("Parameter NUM_OF_VFS' value is larger than maximum allowed 127", MstProblem::UnknownValue);
        row("illegal VPI link type (should be 1|2|3).", MstProblem::UnknownValue);
        row("Operation is not supported (Read only TLV: nv_laboratory)", MstProblem::ReadOnly);
        row("Failed to set nv_laboratory settings: The configuration is rejected (1)", MstProblem::Rejected);
        row("Failed to set nv_laboratory settings: Register access failed, device is busy (2)", MstProblem::DeviceBusy);
        row("Failed to set nv_laboratory settings: Semaphore locked (3)", MstProblem::SemaphoreStuck);
        row("Timed out trying to take the ICMD semaphore", MstProblem::SemaphoreStuck);
        row("Failed to set nv_laboratory settings: HW access is disabled on the device (4)",
            MstProblem::AccessDisabled);
        row("Unsupported FW (version 2.31.5000 or above required for CX3/PRO)", MstProblem::OldFirmware);
        row("Cannot perform operation, Driver might be down.", MstProblem::DriverDown);
        row("Failed to get devices.", MstProblem::NoDevice);
        row("No devices found.", MstProblem::NoDevice);
        row("No command found. For more information please read the help message:", MstProblem::Misuse);
        row("missing configuration arguments. For more information please run mstconfig -h|--help.",
            MstProblem::Misuse);
        row("Invalid Configuration argument LINK_TYPE_P1", MstProblem::Misuse);
        row("Duplicate parameter, LINK_TYPE_P1.", MstProblem::Misuse);
        row("invalid argument: foo", MstProblem::Misuse);
        row("set command expects device to be specified.", MstProblem::Misuse);
        row("Json format is only supported for query command.", MstProblem::Misuse);
        row("Access to device should be through PCI interface only", MstProblem::Other);
        row("What no version says", MstProblem::Other);
    }

    void texts()
    {
        QFETCH(MstProblem, problem);
        const QByteArray text = QTest::currentDataTag();
        const MstFailure expected{problem, QString::fromLatin1(text), {}};
        QVERIFY(mstFailureIn({3, "-E- " + text + '\n', {}}) == expected);
        QVERIFY(mstFailureIn({3, "-E- " + text + '\n' + helpDump(), "read link: No such file or directory\n"}) ==
                expected);
        QVERIFY(mstFailureIn({3, "Applying... Failed!\n-E- " + text, {}}) == expected);
    }

    void SP_08_theExitCodeCounts()
    {
        QCOMPARE(mstFailureIn({0, closed, {}}).problem, MstProblem::Unexpected);
        QCOMPARE(mstFailureIn({2, "\n Apply new Configuration? (y/n) [n] : -E- Aborted by user.\n", {}}),
                 (MstFailure{MstProblem::Aborted, u"Aborted by user."_s, {}}));
        QCOMPARE(mstFailureIn({2, closed, {}}).problem, MstProblem::Aborted);
        QCOMPARE(mstFailureIn({2, {}, {}}).problem, MstProblem::Aborted);
        for (const int code : {1, 3, 4, 5, 127})
            QCOMPARE(mstFailureIn({code, closed, {}}).problem, MstProblem::CannotOpen);
    }

    void lockdownIsSaidOnStderr()
    {
        for (const char *why : {"Operation not permitted", "Permission denied"}) {
            const MstAnswer answer{3, closed, QByteArray("write counter to semaphore: ") + why + '\n'};
            QCOMPARE(mstFailureIn(answer), (MstFailure{MstProblem::Lockdown, u"Failed to open the device"_s, {}}));
            QVERIFY(namesSemaphore(answer));
        }
        const MstAnswer broken{3, closed, "write counter to semaphore: Input/output error\n"};
        QCOMPARE(mstFailureIn(broken).problem, MstProblem::CannotOpen);
        QVERIFY(!namesSemaphore({3, closed, {}}));
        QVERIFY(namesSemaphore({3, "-E- Semaphore locked\n", {}}));
    }

    void aDetailIsOneShortLine()
    {
        const auto detailOf = [](const QByteArray &out, const QByteArray &err) {
            return mstFailureIn({3, out, err}).detail;
        };
        QCOMPARE(detailOf("-E- first\n-E- second\n", {}), u"first"_s);
        QCOMPARE(detailOf("-E- a\x1b[31m\xc3\xa9\tb\r\n", {}), u"a?[31m???b"_s);
        QCOMPARE(detailOf("-E- " + QByteArray(5000, 'x'), {}), QString(200, u'x'));
        QCOMPARE(detailOf({}, "\nlow-level text\nmore\n"), u"low-level text"_s);
        QCOMPARE(detailOf("the only line\n", {}), u"the only line"_s);
        QCOMPARE(detailOf("    NAME:\n    OPTIONS:\n", {}), QString());
        QCOMPARE(detailOf({}, {}), QString());
    }

    void anErrorIsFoundInAnyNoise()
    {
        for (int i = 0; i < 2'000; ++i) {
            const QByteArray noise = random::bytes(200, "-EI DXevic#1:\t*RO\n\x1b\xff").replace("-E-", "");
            const MstFailure failure = mstFailureIn({3, noise + '\n' + closed + noise, noise});
            QVERIFY2(failure.problem == MstProblem::CannotOpen, noise.toPercentEncoding().constData());
            QCOMPARE(failure.detail, u"Failed to open the device"_s);
        }
    }

    void everyProblemHasItsWord()
    {
        QSet<QString> words;
        for (int i = 0; i <= static_cast<int>(MstProblem::Unexpected); ++i) {
            const QString word = nameOf(mstProblemNames, static_cast<MstProblem>(i));
            QCOMPARE(valueOf(mstProblemNames, word), static_cast<MstProblem>(i));
            words << word;
        }
        QCOMPARE(words.size(), static_cast<qsizetype>(mstProblemNames.size()));
    }
};

QTEST_APPLESS_MAIN(MstProblemTest)
#include "mstproblemtest.moc"
