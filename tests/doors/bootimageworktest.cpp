// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Building boot images: nothing begun that cannot end well, and an image to boot whatever the builder does.
#include "helper/saidlines.h"
#include "helper/worker.h"
#include "tests/doors/bootimagestage.h"
#include "tests/doors/heldlock.h"

#include <QTest>
#include <QThread>
#include <sys/stat.h>

namespace rdma {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class BootImageTest : public QObject, BootImageStage {
    Q_OBJECT

private slots:
    void initTestCase() { enterOwnMounts(); }
    void init() { setUp(); }

    void IV_15_onlyImagesOfKernelsAreBuilt_data();
    void IV_15_onlyImagesOfKernelsAreBuilt();
    void kernelAndImageMustBeThere();
    void imageIsBuiltAndTheOldOneKept();
    void dracutBuildsBesideTheImage();
    void builderHasTheUsualMask();
    void workerIsWaitedForAsLongAsItsTools();
    void dracutThatFailsTouchesNothing();
    void SP_08_builderThatDidNothingHasFailed();
    void SP_08_imageThatLacksADriverIsNotTaken();
    void fullBootBeginsNothing();
    void readOnlyBootBeginsNothing();
    void lockOfPackagesBeginsNothing_data();
    void lockOfPackagesBeginsNothing();
    void builderSwitchedOffIsSaid();
    void SP_03_whatItSaysIsFollowed();
    void SP_13_whatItSaysIsBoundedAndPrintable();
    void listIsOfPathsAlone();
};

void BootImageTest::IV_15_onlyImagesOfKernelsAreBuilt_data()
{
    QTest::addColumn<QString>("object");
    for (const auto *object :
         {"", "update-initramfs", "update-initramfs 6.12.0-1-amd64",
          "mkinitcpio 6.12.0-1-amd64 /boot/initrd.img-6.12.0-1-amd64",
          "update-initramfs 6.12.0-1-amd64 /boot/initrd.img-6.1.0-1-amd64",
          "update-initramfs 6.12.0-1-amd64 /boot/vmlinuz-6.12.0-1-amd64",
          "update-initramfs 6.12.0-1-amd64 /boot/../initrd.img-6.12.0-1-amd64",
          "update-initramfs 6.12.0-1-amd64 /etc/initrd.img-6.12.0-1-amd64", "update-initramfs all /boot/initrd.img-all",
          "update-initramfs -d /boot/initrd.img--d", "update-initramfs ../6 /boot/initrd.img-../6",
          "update-initramfs 6/7 /boot/initrd.img-6/7",
          "update-initramfs 6.12.0-1-amd64 /boot/initrd.img-6.12.0-1-amd64\n",
          "update-initramfs  6.12.0-1-amd64 /boot/initrd.img-6.12.0-1-amd64",
          "update-initramfs 6.12.0-1-amd64 /boot/initrd.img-6.12.0-1-amd64 -v"})
        QTest::newRow(object) << QString::fromLatin1(object);
}

void BootImageTest::IV_15_onlyImagesOfKernelsAreBuilt()
{
    QFETCH(QString, object);
    const QString before = stamp();
    QCOMPARE(rebuild(object).error().code, ErrorCode::InvalidWish);
    expectUntouched(before);
    for (const ImageTool tool : {ImageTool::UpdateInitramfs, ImageTool::Dracut}) {
        const ImageOrder known{tool, kernel, dracutImage};
        QVERIFY(imageOrderFrom(imageOrderText(known)).value() == known);
    }
}

void BootImageTest::kernelAndImageMustBeThere()
{
    QCOMPARE(rebuild(u"dracut 6.1 /boot/initrd-6.1"_s).error(), (Error{ErrorCode::NotFound, u"6.1"_s, u"kernel"_s}));
    QCOMPARE(rebuild(u"dracut %1 /boot/initrd-%1"_s.arg(kernel)).error().code, ErrorCode::NotFound);
    m_root->link(u"/boot/initrd-"_s + kernel, u"initrd.img-"_s + kernel);
    QCOMPARE(rebuild(u"dracut %1 /boot/initrd-%1"_s.arg(kernel)).error().code, ErrorCode::UnsafeFile);
    m_root->remove(u"/usr/sbin/update-initramfs"_s);
    QCOMPARE(rebuild().error().code, ErrorCode::ToolMissing);
}

void BootImageTest::imageIsBuiltAndTheOldOneKept()
{
    const QString before = stamp();
    const auto rebuilt = rebuild().and_then([](const ToolOutcome &outcome) { return rebuiltFrom(outcome.output); });
    QVERIFY2(rebuilt, qPrintable(rebuilt ? QString() : rebuilt.error().detail));
    QVERIFY(*rebuilt == (RebuiltImage{stamp(), kept}));
    QVERIFY(stamp() != before);
    QCOMPARE(m_root->read(image), "made\n"_ba);
    QCOMPARE(m_words, (QStringList{u"-u"_s, u"-k"_s, kernel}));
    QCOMPARE(m_root->read(kept), old);
    QCOMPARE(stamp(kept), before); // with its time
    QCOMPARE(*m_host->modeOf(kept), 0600U);
    QVERIFY(!saidLines(*m_host));
}

void BootImageTest::dracutBuildsBesideTheImage()
{
    m_root->write(dracutImage, old, 0600);
    builder(u"/usr/bin/dracut"_s,
            "for last; do new=$image; image=$last; done; echo \"dracut: $new\" >&2; "
            "cat $root$new >/dev/null 2>&1 && exit 9; echo built > $root$new; chmod 644 $root$new");
    QVERIFY(rebuild(dracutOrder));
    QCOMPARE(m_words, (QStringList{u"--force"_s, dracutImage + u".new"_s, kernel}));
    QCOMPARE(m_root->read(dracutImage), "built\n"_ba);
    QCOMPARE(*m_host->modeOf(dracutImage), 0600U); // as the old one
    m_root->makeDirectory(u"/usr/lib/dracut/modules.d/50rdma"_s);
    QVERIFY(rebuild(dracutOrder));
    QCOMPARE(m_words, (QStringList{u"--force"_s, u"--add"_s, u"rdma"_s, dracutImage + u".new"_s, kernel}));
}

void BootImageTest::builderHasTheUsualMask()
{
    m_root->write(dracutImage, old, 0600);
    builder(u"/usr/bin/dracut"_s, "umask > $root$2"); // of /etc/passwd and directories in the image
    const mode_t before = ::umask(0077);
    QVERIFY(rebuild(dracutOrder));
    QCOMPARE(::umask(before), mode_t{0077});
    QCOMPARE(m_root->read(dracutImage), "0022\n"_ba);
}

/// lsinitrd takes more than a minute for a small image on a busy machine, and late is failed: the image was built for
/// nothing.
void BootImageTest::workerIsWaitedForAsLongAsItsTools()
{
    QVERIFY(rebuild());
    QCOMPARE_GE(m_deadlines, 15min + 2 * 3min);
    QCOMPARE_LT(m_deadlines, patienceWith(Tool::RebuildBootImage).work);
}

void BootImageTest::dracutThatFailsTouchesNothing()
{
    m_root->write(dracutImage, old, 0600);
    const QString before = stamp(dracutImage);
    builder(u"/usr/bin/dracut"_s, "echo half > $root$2; echo 'dracut: No space left' >&2; exit 1");
    const auto failed = rebuild(dracutOrder);
    QCOMPARE(failed.error().code, ErrorCode::ToolFailed);
    QCOMPARE(failed.error().detail, u"exit 1: dracut: No space left"_s);
    QCOMPARE(stamp(dracutImage), before);
    QVERIFY(!m_root->exists(dracutImage + u".new"_s));
    builder(u"/usr/bin/dracut"_s, "exit 0");
    QCOMPARE(rebuild(dracutOrder).error().detail, u"noEffect"_s);
    QCOMPARE(stamp(dracutImage), before);
}

void BootImageTest::SP_08_builderThatDidNothingHasFailed()
{
    const QString before = stamp();
    builder(u"/usr/sbin/update-initramfs"_s, "echo 'W: /boot is ro mounted.'; exit 0");
    QCOMPARE(rebuild().error(), (Error{ErrorCode::ToolFailed, image, u"noEffect"_s}));
    QCOMPARE(stamp(), before);
}

/// What cryptsetup-initramfs does where it may not ask the device mapper: a warning, and exit 0.
void BootImageTest::SP_08_imageThatLacksADriverIsNotTaken()
{
    const QByteArray booted = "usr/lib/modules/a/dm-crypt.ko.xz\nusr/lib/modules/a/ext4.ko.xz\n" + old;
    m_root->write(image, booted, 0600);
    const QString before = stamp();
    builder(u"/usr/sbin/update-initramfs"_s, "echo usr/lib/modules/b/ext4.ko.xz > $root/boot/initrd.img-$3");
    QCOMPARE(rebuild().error(), (Error{ErrorCode::ToolFailed, image, u"lacks dm-crypt.ko.xz"_s}));
    QCOMPARE(stamp(), before);
    QCOMPARE(m_root->read(image), booted);
}

void BootImageTest::fullBootBeginsNothing()
{
    mountBoot("size=600k,mode=755");
    const QString before = stamp();
    const quint64 free = m_host->room(u"/boot"_s).value().free;
    QCOMPARE(rebuild().error(), (Error{ErrorCode::NoSpace, u"/boot"_s, u"free %1, needed 360000"_s.arg(free)}));
    expectUntouched(before);
    unmount(m_root->inside(u"/boot"_s));
    mountAt(m_root->inside(u"/var/tmp"_s), "tmpfs", "size=800k,mode=1777");
    QCOMPARE(rebuild().error().subject, u"/var/tmp"_s);
    unmount(m_root->inside(u"/var/tmp"_s));
}

void BootImageTest::readOnlyBootBeginsNothing()
{
    mountBoot("size=10m,mode=755");
    makeReadOnly(m_root->inside(u"/boot"_s));
    const QString before = stamp();
    QCOMPARE(rebuild().error(), (Error{ErrorCode::ReadOnly, u"/boot"_s, u"EROFS"_s}));
    expectUntouched(before);
    unmount(m_root->inside(u"/boot"_s));
}

void BootImageTest::lockOfPackagesBeginsNothing_data()
{
    QTest::addColumn<QString>("path");
    for (const QString &path : {u"/var/lib/dpkg/lock-frontend"_s, u"/var/lib/dpkg/lock"_s, u"/var/lib/rpm/.rpm.lock"_s})
        QTest::newRow(qPrintable(path)) << path;
}

void BootImageTest::lockOfPackagesBeginsNothing()
{
    QFETCH(QString, path);
    m_root->write(path, {}, 0640);
    const QString before = stamp();
    {
        const HeldLock held(m_root->inside(path));
        QCOMPARE(rebuild().error(), (Error{ErrorCode::Busy, path, u"process %1"_s.arg(held.holder())}));
        expectUntouched(before);
    }
    QVERIFY(rebuild());
}

void BootImageTest::builderSwitchedOffIsSaid()
{
    const QString settings = u"/etc/initramfs-tools/update-initramfs.conf"_s;
    const QString before = stamp();
    m_root->write(settings, "# words\nupdate_initramfs=no\n");
    QCOMPARE(rebuild().error(), (Error{ErrorCode::NotSupported, settings, u"update_initramfs=no"_s}));
    expectUntouched(before);
    m_root->write(settings, "update_initramfs=yes\nbackup_initramfs=no\n");
    QVERIFY(rebuild());
}

void BootImageTest::SP_03_whatItSaysIsFollowed()
{
    builder(u"/usr/sbin/update-initramfs"_s,
            "echo one; echo two >&2; printf half; while [ ! -e $root/go ]; do sleep 0.05; "
            "done; echo new > $root/boot/initrd.img-$3");
    m_root->write(saidPath, "of an earlier one\n", 0600);
    std::optional<Result<ToolOutcome>> ended;
    const std::unique_ptr<QThread> other(QThread::create([&] { ended = rebuild(); }));
    other->start();
    QTRY_COMPARE(saidLines(*m_host).value_or(QStringList()), (QStringList{u"one"_s, u"two"_s}));
    QCOMPARE(*m_host->modeOf(saidPath), 0600U);
    m_root->write(u"/go"_s, {});
    QVERIFY(other->wait(20'000));
    QVERIFY(ended && *ended);
    QVERIFY(!saidLines(*m_host));
}

void BootImageTest::SP_13_whatItSaysIsBoundedAndPrintable()
{
    SaidLines said(*m_host);
    QByteArray text = "\033[31mred\a\n\n";
    said.hear({text});
    QCOMPARE(said.last(), QStringList{u"\uFFFD[31mred\uFFFD"_s});
    for (int i = 0; i < 100; ++i)
        text += QByteArray(1000, 'x') + '\n';
    said.hear({text + "no line yet"});
    QCOMPARE(said.last().size(), 20);
    QCOMPARE(said.last().last(), QString(200, u'x'));
}

void BootImageTest::listIsOfPathsAlone()
{
    const auto list = [&](const QString &path) {
        return listBootImage(path, *m_host, [&](Command command) {
            command.program = m_root->inside(command.program);
            return runCommand(command);
        });
    };
    m_root->remove(u"/usr/bin/lsinitramfs"_s);
    builder(u"/usr/bin/lsinitrd"_s,
            "cat <<'END'\nImage: /boot/x: 30M\n====\nVersion: dracut-107\n\nArguments: --force\n"
            "dracut modules:\nbash\nrdma\n====\n"
            "drwxr-xr-x  12 root     root            0 Jan  1 00:00 .\n"
            "crw-r--r--   1 root     root       5,   1 Jan  1 00:00 dev/console\n"
            "lrwxrwxrwx   1 root     root            7 Jan  1 00:00 bin -> usr/bin\n"
            "-rw-r--r--   1 root     root           52 Jan  1 00:00 etc/rdma/mlx4.conf\n====\nEND");
    QCOMPARE(list(image).value().output, "bin\ndev/console\netc/rdma/mlx4.conf\n"_ba);
    builder(u"/usr/bin/lsinitramfs"_s, "printf '.\\n./usr\\netc/modprobe.d/mlx4.conf\\nbin\\n'");
    QCOMPARE(list(image).value().output, "bin\netc/modprobe.d/mlx4.conf\nusr\n"_ba);
    QCOMPARE(list(u"/boot/initrd.img-5.0"_s).error().code, ErrorCode::NotFound);
    for (const QString &path : {u"/etc/shadow"_s, u"/boot/../etc/shadow"_s, u"-m"_s, QString(image + u'\n'), kept})
        QVERIFY(!list(path));
}

} // namespace rdma

QTEST_GUILESS_MAIN(rdma::BootImageTest)
#include "bootimageworktest.moc"
