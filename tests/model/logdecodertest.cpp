// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What lines mean as they come in, in whatever portions, and what each is about.
#include "model/logdecoder.h"
#include "chapterlog.h"

#include <QtTest>

using namespace rdma;
using namespace Qt::StringLiterals;

namespace {

using chapter::logOf;

template <typename Meaning> const Meaning *meaningOf(const DecodedLine &line)
{
    return std::get_if<Meaning>(&line.meaning);
}

bool meansNothing(const DecodedLine &line)
{
    return std::holds_alternative<std::monostate>(line.meaning);
}

/// Both kernels' lines of one login on one host.
std::vector<LogLine> refusedHere()
{
    return logOf(chapter::refusedAtTarget + chapter::refusedAtInitiator);
}

} // namespace

class LogDecoderTest : public QObject {
    Q_OBJECT
private slots:
    void theLineThatSaysWhyIsTheOneThatMeans()
    {
        const auto decoded = LogDecoder().take(refusedHere());
        QCOMPARE(decoded.size(), 6U);
        for (const int at : {0, 2, 4, 5})
            QVERIFY(meansNothing(decoded[at]));
        QCOMPARE(meaningOf<RefusedLogin>(decoded[1])->initiator.text(), chapter::initiatorId);
        QCOMPARE(meaningOf<LoginFailure>(decoded[3])->cause, LoginCause::NoAcl);
        QCOMPARE(meaningOf<LoginFailure>(decoded[3])->initiator.value().text(), chapter::initiatorId);
    }

    /// Wherever an answer of the helper ends.
    void portionsMeanTheSame()
    {
        const auto lines = refusedHere();
        const auto whole = LogDecoder().take(lines);
        for (std::size_t cut = 0; cut <= lines.size(); ++cut) {
            LogDecoder decoder;
            auto parts = decoder.take({lines.begin(), lines.begin() + std::ptrdiff_t(cut)});
            for (const DecodedLine &line : decoder.take({lines.begin() + std::ptrdiff_t(cut), lines.end()}))
                parts.push_back(line);
            QCOMPARE(parts.size(), whole.size());
            QCOMPARE(meaningOf<RefusedLogin>(parts[1])->initiator.text(), chapter::initiatorId);
            QCOMPARE(meaningOf<LoginFailure>(parts[3])->cause, LoginCause::NoAcl);
        }
    }

    /// Of what the chapter shows of a success, one line says that it is one.
    void theChaptersSuccess()
    {
        const auto decoded = LogDecoder().take(logOf(chapter::loggedIn));
        QVERIFY(meaningOf<SessionNews>(decoded.back()));
        QCOMPARE(*meaningOf<SessionNews>(decoded.back()), (SessionNews{SessionTurn::LoggedIn, 7}));
        for (const DecodedLine &line : decoded)
            QVERIFY(line == decoded.back() || meansNothing(line));
    }

    void turnsOfASession_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<int>("turn");
        const auto row = [](const char *line, SessionTurn turn) {
            QTest::newRow(line) << QString::fromUtf8(line) << static_cast<int>(turn);
        };
        row("scsi host3: ib_srp: DREQ received - connection closed", SessionTurn::ConnectionClosed);
        row("scsi host3: ib_srp: received DREQ", SessionTurn::ConnectionClosed);
        row("scsi host3: ib_srp: connection closed", SessionTurn::ConnectionClosed);
        row("fast_io_fail_tmo expired for SRP port-3:1 / host3.", SessionTurn::FastIoFailExpired);
        row("dev_loss_tmo expired for SRP port-3:1 / host3.", SessionTurn::DevLossExpired);
    }

    void turnsOfASession()
    {
        QFETCH(QString, line);
        QFETCH(int, turn);
        const auto decoded = LogDecoder().take(logOf({line}));
        QVERIFY(meaningOf<SessionNews>(decoded[0]));
        QCOMPARE(*meaningOf<SessionNews>(decoded[0]), (SessionNews{static_cast<SessionTurn>(turn), 3}));
    }

    void portTypes_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("slot");
        QTest::addColumn<int>("port");
        QTest::newRow("the chapter's")
            << u"mlx4_core 0000:05:00.0: Requested port type for port 1 is not supported on this HCA"_s
            << u"0000:05:00.0"_s << 1;
        QTest::newRow("with dmesg's time")
            << u"[   12.5] mlx4_core 0000:05:00.0: Requested port type for port 2 is not supported on this HCA"_s
            << u"0000:05:00.0"_s << 2;
        QTest::newRow("without a slot") << u"mlx4_core: Requested port type for port 1 is not supported on this HCA"_s
                                        << QString() << 1;
    }

    void portTypes()
    {
        QFETCH(QString, line);
        QFETCH(QString, slot);
        QFETCH(int, port);
        QCOMPARE(portTypeRefusal(line).value(), (PortTypeRefusal{slot, port}));
        QVERIFY(meaningOf<PortTypeRefusal>(LogDecoder().take(logOf({line}))[0]));
    }

    void otherLinesAreNoPortTypes()
    {
        for (const QString &line :
             {u"mlx4_core 0000:05:00.0: Requested port type for port x is not supported on this HCA"_s,
              u"mlx4_core 0000:05:00.0: Requested port type for port 1 is fine"_s,
              u"e1000e: Requested port type for port 1 is not supported on this HCA"_s, QString()})
            QVERIFY2(!portTypeRefusal(line), qPrintable(line));
    }

    void topics_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<LogTopic>("topic");
        const auto row = [](const char *line, LogTopic topic) {
            QTest::newRow(line) << QString::fromUtf8(line) << topic;
        };
        row("ib_srpt Received SRP_LOGIN_REQ", LogTopic::Target);
        row("TARGET_CORE[srpt]: x", LogTopic::Target);
        row("ib_srp: bad dest parameter", LogTopic::Initiator);
        row("scsi host5: ib_srp: REJ received", LogTopic::Initiator);
        row("scsi host5:   REJ reason 0x8", LogTopic::Initiator);
        row("dev_loss_tmo expired for SRP port-7:1 / host7.", LogTopic::Initiator);
        row("mlx5_core 0000:05:00.0: x", LogTopic::Mellanox);
        row("infiniband rxe0: set active", LogTopic::Rdma);
        row("ib_core: x", LogTopic::Rdma);
    }

    void topics()
    {
        QFETCH(QString, line);
        QFETCH(LogTopic, topic);
        QCOMPARE(topicOf(line), topic);
    }

    /// Whatever a program calls itself and writes.
    void SO_02_whatAProgramWritesTheKernelHasNotSaid()
    {
        auto lines = logOf(chapter::refusedAtTarget + chapter::refusedAtInitiator + chapter::loggedIn +
                           QStringList{u"mlx4_core: Requested port type for port 1 is not supported on this HCA"_s});
        for (LogLine &line : lines)
            line.origin = u"kernel"_s;
        LogDecoder decoder;
        for (const DecodedLine &line : decoder.take(lines)) {
            QVERIFY(meansNothing(line));
            QCOMPARE(line.topic, LogTopic::Services);
        }
        QVERIFY(loginFailures(lines, lines).empty());
        QVERIFY(refusedLogins(lines).empty());
    }

    /// Nor does it name the initiator of a refusal that the kernel did write.
    void SO_02_noProgramNamesWhoWasRefused()
    {
        auto lines = logOf({u"ib_srpt Received SRP_LOGIN_REQ with i_port_id 0000:0000:0000:0000:0002:c903:000f:1111, "
                            "t_port_id f452:1403:007b:cba0:f452:1403:007b:cba0 and it_iu_len 8260 on port 1 "
                            "(guid=fe80:0000:0000:0000:f452:1403:007b:cba1); pkey 0xffff"_s,
                            u"ib_srpt Rejected login for initiator 0002:c903:000f:1111: ret = -13."_s});
        QVERIFY(meaningOf<RefusedLogin>(LogDecoder().take(lines)[1]));
        lines[0].origin = u"opensm.service"_s;
        QVERIFY(meansNothing(LogDecoder().take(lines)[1]));
        LogDecoder decoder;
        QVERIFY(meansNothing(decoder.take({lines[0]})[0]));
        QVERIFY(meansNothing(decoder.take({lines[1]})[0]));
    }

    void onlyLinesOfLoginsAreRemembered()
    {
        LogDecoder decoder;
        const auto lines = refusedHere();
        std::ignore = decoder.take({lines.front()});
        std::ignore = decoder.take(logOf(QStringList(1000, u"mlx5_core 0000:05:00.0: x"_s)));
        QVERIFY(meaningOf<RefusedLogin>(decoder.take({lines[1]})[0]));
    }
};

QTEST_GUILESS_MAIN(LogDecoderTest)
#include "logdecodertest.moc"
