// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// One source: heard, left alone for a while, lost aloud.
#include "helper/attention.h"
#include "helper/descriptor.h"

#include <QSignalSpy>
#include <QTest>
#include <sys/eventfd.h>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

struct Script {
    Descriptor events{::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)};
    int drained = 0;
    bool closed = false;
    std::optional<Error> end;

    void add(quint64 number) const
    {
        if (::write(events.get(), &number, sizeof number) != sizeof number)
            qFatal("eventfd");
    }
};

class ScriptedSource final : public EventSource {
public:
    explicit ScriptedSource(Script &script) : m_script(script) {}
    ~ScriptedSource() override { m_script.closed = true; }
    Q_DISABLE_COPY_MOVE(ScriptedSource)
    int descriptor() const override { return m_script.events.get(); }
    Result<bool> drain() override
    {
        ++m_script.drained;
        if (m_script.end)
            return std::unexpected(*m_script.end);
        quint64 number = 0;
        return ::read(descriptor(), &number, sizeof number) == sizeof number;
    }

private:
    Script &m_script;
};

} // namespace

class AttentionTest : public QObject {
    Q_OBJECT
private slots:
    void eventIsHeard();
    void RX_09_stormIsFewLooks();
    void lostSourceSaysSo();
    void nothingIsHeldAfterwards();
};

void AttentionTest::eventIsHeard()
{
    Script script;
    Attention attention(std::make_unique<ScriptedSource>(script));
    QSignalSpy heard(&attention, &Attention::heard);
    QVERIFY(!heard.wait(50));
    script.add(1);
    QTRY_COMPARE(heard.size(), 1);
    script.add(1); // while it rests
    QTRY_COMPARE(heard.size(), 2);
}

void AttentionTest::RX_09_stormIsFewLooks()
{
    Script script;
    Attention attention(std::make_unique<ScriptedSource>(script));
    QElapsedTimer clock;
    clock.start();
    QTimer storm;
    connect(&storm, &QTimer::timeout, this, [&] { script.add(1); });
    storm.start(1);
    QTRY_VERIFY(script.drained >= 5);
    storm.stop();
    const auto possible = clock.elapsed() * 1.06 / double(Attention::rest.count()) + 1; // a coarse timer: 5 % early
    QVERIFY2(script.drained <= possible, qPrintable(u"%1 looks in %2 ms"_s.arg(script.drained).arg(clock.elapsed())));
}

void AttentionTest::lostSourceSaysSo()
{
    Script script{.end = Error{ErrorCode::Io, u"source"_s, u"EIO"_s}};
    Attention attention(std::make_unique<ScriptedSource>(script));
    QSignalSpy heard(&attention, &Attention::heard);
    QSignalSpy lost(&attention, &Attention::lost);
    script.add(1);
    QTRY_COMPARE(lost.size(), 1);
    QCOMPARE(lost.front().front().value<Error>(), *script.end);
    QVERIFY(!lost.wait(300)); // once: a descriptor that stays readable would keep a processor busy
    QCOMPARE(heard.size(), 0);
}

void AttentionTest::nothingIsHeldAfterwards()
{
    Script script;
    {
        const Attention attention(std::make_unique<ScriptedSource>(script));
    }
    QVERIFY(script.closed);
}

} // namespace rdma

QTEST_GUILESS_MAIN(rdma::AttentionTest)
#include "attentiontest.moc"
