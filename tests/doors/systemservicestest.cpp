// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// systemd's word about services where there is none: an error, and soon.
#include "helper/systemservices.h"

#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace rdma {

using namespace Qt::StringLiterals;

class SystemServicesTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_directory;

    [[nodiscard]] QByteArray useBusAt(const QString &name) const
    {
        const QByteArray path = m_directory.filePath(name).toUtf8();
        qputenv("DBUS_SYSTEM_BUS_ADDRESS", QByteArray("unix:path=" + path));
        return path;
    }

    [[nodiscard]] static ErrorCode refusal()
    {
        const auto standing = SystemServices().standing({u"opensm.service"_s});
        return standing ? ErrorCode::Internal : standing.error().code;
    }

private slots:
    void withoutASystemBus()
    {
        static_cast<void>(useBusAt(u"nothing"_s));
        QCOMPARE(refusal(), ErrorCode::Io);
    }

    /// It takes the connection and never says a word; a read has five seconds.
    void KI_16_aBusThatNeverAnswers()
    {
        const QByteArray path = useBusAt(u"silent"_s);
        const int listening = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_un address{.sun_family = AF_UNIX, .sun_path = {}};
        QVERIFY(std::size_t(path.size()) < sizeof address.sun_path);
        std::ranges::copy(path, address.sun_path);
        QCOMPARE(::bind(listening, reinterpret_cast<sockaddr *>(&address), sizeof address), 0);
        QCOMPARE(::listen(listening, 4), 0);
        QCOMPARE(refusal(), ErrorCode::Timeout);
        ::close(listening);
    }
};

} // namespace rdma

QTEST_APPLESS_MAIN(rdma::SystemServicesTest)
#include "systemservicestest.moc"
