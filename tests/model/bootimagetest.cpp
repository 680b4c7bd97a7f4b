// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The image that boots first: its builder, its contents, its room, and whether building it again did anything.
#include "model/bootimage.h"
#include "fixtures.h"

using namespace rdma;
using namespace Qt::StringLiterals;

namespace {

const QString newer = u"/boot/initrd.img-6.12.43+deb13-amd64"_s;
const QString older = u"/boot/initrd.img-6.12.41+deb13-amd64"_s;
constexpr qint64 megabyte = 1'000'000;

RebuildOutput output(const QString &name)
{
    return rebuildOutput(fixture(u"porttypes/"_s + name));
}

ImageContents listing(const QString &name)
{
    return imageContents(fixture(u"porttypes/"_s + name));
}

Rebuild rebuild(int exitCode, const RebuildOutput &said, const ImageStamps &after)
{
    return {exitCode, said, {{newer, {100, 1}}, {older, {90, 1}}}, after};
}

const ImageStamps same{{newer, {100, 1}}, {older, {90, 1}}};
const ImageStamps bothNew{{newer, {100, 2}}, {older, {91, 1}}};
const ImageStamps oneNew{{newer, {100, 2}}, {older, {90, 1}}};

} // namespace

class BootImageTest : public QObject {
    Q_OBJECT
private slots:
    void builders()
    {
        QCOMPARE(imageBuilder({}), ImageBuilder::Unknown);
        QCOMPARE(imageBuilder({.hasUpdateInitramfs = true}), ImageBuilder::UpdateInitramfs);
        QCOMPARE(imageBuilder({.hasUpdateInitramfs = true, .hasDracut = true, .hasKernelInstall = true}),
                 ImageBuilder::UpdateInitramfs);
        QCOMPARE(imageBuilder({.hasDracut = true, .hasKernelInstall = true}), ImageBuilder::Dracut);
        QCOMPARE(imageBuilder({.hasDracut = true, .hasKernelInstall = true, .hasBootEntries = true}),
                 ImageBuilder::KernelInstall);
        QCOMPARE(imageBuilder({.hasMkinitcpio = true}), ImageBuilder::Mkinitcpio);
        QCOMPARE(imageBuilder({.hasDracut = true, .hasMkinitcpio = true}), ImageBuilder::Unknown);
        QCOMPARE(imageBuilder({.bootedOstree = true, .hasRpmOstree = true, .hasDracut = true}),
                 ImageBuilder::RpmOstree);
        QCOMPARE(imageBuilder({.bootedOstree = true, .hasDracut = true}), ImageBuilder::Unknown);
        QCOMPARE(imageBuilder({.hasRpmOstree = true, .hasDracut = true}), ImageBuilder::Dracut);
    }

    void commands()
    {
        QCOMPARE(rebuildCommand(ImageBuilder::UpdateInitramfs, PortRoad::ModuleOption),
                 u"update-initramfs -u -k all"_s);
        QCOMPARE(rebuildCommand(ImageBuilder::Dracut, PortRoad::ModuleOption),
                 u"dracut --force --install /etc/modprobe.d/rdma-manager-mlx4.conf --regenerate-all"_s);
        QCOMPARE(rebuildCommand(ImageBuilder::Dracut, PortRoad::Mlx4Conf),
                 u"dracut --force --add rdma --regenerate-all"_s);
        QCOMPARE(rebuildCommand(ImageBuilder::RpmOstree, PortRoad::ModuleOption),
                 u"rpm-ostree initramfs-etc --track=/etc/modprobe.d/rdma-manager-mlx4.conf"_s);
        for (const auto &[builder, name] : imageBuilderNames) {
            QVERIFY2(rebuildCommand(builder, PortRoad::Firmware).isEmpty(), name.data());
            QVERIFY2(rebuildCommand(builder, PortRoad::Mlx4Conf).isEmpty() == (builder == ImageBuilder::Unknown),
                     name.data());
        }
    }

    void contents()
    {
        QCOMPARE(listing(u"lsinitramfs.txt"_s), (ImageContents{.hasMlx4Core = true, .hasOwnOptions = true}));
        QCOMPARE(listing(u"lsinitrd.txt"_s),
                 (ImageContents{.hasMlx4Core = true, .hasMlx4Conf = true, .hasSetupScript = true}));
        QCOMPARE(listing(u"lsinitrd-without.txt"_s), ImageContents());
        QCOMPARE(imageContents("/lib/modules/6.1.0/kernel/x/mlx4_core.ko\r\n./etc/rdma/mlx4.conf"),
                 (ImageContents{.hasMlx4Core = true, .hasMlx4Conf = true}));
        QCOMPARE(imageContents("\n \n -> \n/\n"), ImageContents());
    }

    void whenAnImageIsInTheWay()
    {
        const ImageContents driver{.hasMlx4Core = true};
        QVERIFY(needsRebuild(driver, PortRoad::Mlx4Conf) && needsRebuild(driver, PortRoad::ModuleOption));
        QVERIFY(!needsRebuild(driver, PortRoad::Firmware) && !needsRebuild({}, PortRoad::Mlx4Conf));
        QVERIFY(!carries(driver, PortRoad::Mlx4Conf) && !carries(driver, PortRoad::ModuleOption));
        QVERIFY(carries(driver, PortRoad::Firmware));
        QVERIFY(carries({.hasOwnOptions = true}, PortRoad::ModuleOption));
        QVERIFY(!carries({.hasMlx4Conf = true}, PortRoad::Mlx4Conf));
        QVERIFY(carries({.hasMlx4Conf = true, .hasSetupScript = true}, PortRoad::Mlx4Conf));
    }

    void room()
    {
        const std::vector<qint64> images{30 * megabyte, 50 * megabyte};
        QVERIFY(expectRoom({60 * megabyte, 150 * megabyte, images}));
        QCOMPARE(expectRoom({60 * megabyte - 1, 150 * megabyte, images}).error(),
                 (Error{ErrorCode::NoSpace, u"/boot"_s, u"60000000"_s}));
        QCOMPARE(expectRoom({60 * megabyte, 150 * megabyte - 1, images}).error(),
                 (Error{ErrorCode::NoSpace, u"/var/tmp"_s, u"150000000"_s}));
        QCOMPARE(expectRoom({60 * megabyte, 150 * megabyte, {}}).error().code, ErrorCode::NotFound);
    }

    void outputs()
    {
        QCOMPARE(output(u"update-initramfs.txt"_s), RebuildOutput{.generated = (QStringList{newer, older})});
        QCOMPARE(output(u"update-initramfs-no.txt"_s), RebuildOutput{.refusesToUpdate = true});
        QCOMPARE(output(u"update-initramfs-ro.txt"_s),
                 (RebuildOutput{.refusesToUpdate = true, .bootIsReadOnly = true}));
        QVERIFY(output(u"update-initramfs-failed.txt"_s).failure.startsWith(u"zstd: error 70"_s));
        QVERIFY(output(u"dracut-failed.txt"_s).failure.contains(u"Creation of /boot/initramfs"_s));
        const RebuildOutput arch = output(u"mkinitcpio-warning.txt"_s);
        QVERIFY(arch.mayBeIncomplete && arch.failure.startsWith(u"==> ERROR: "_s));
        QCOMPARE(rebuildOutput({}), RebuildOutput());
        QCOMPARE(rebuildOutput("E: "_ba + QByteArray(5000, 'x')).failure.size(), 256);
        QVERIFY(!rebuildOutput("update-initramfs: failed for /boot/initrd.img-1 with 1.\n").failure.isEmpty());
        QVERIFY(!rebuildOutput("dracut: Will not override existing initramfs (/boot/x) without --force\n")
                     .failure.isEmpty());
    }

    void SP_08_exitZeroAndNothingDone()
    {
        QCOMPARE(rebuildVerdict(rebuild(0, {}, same)), RebuildVerdict::NotRebuilt);
        QCOMPARE(rebuildVerdict(rebuild(0, output(u"update-initramfs.txt"_s), same)), RebuildVerdict::NotRebuilt);
        QCOMPARE(rebuildVerdict(rebuild(0, output(u"update-initramfs-ro.txt"_s), same)), RebuildVerdict::NotRebuilt);
        QCOMPARE(rebuildVerdict({}), RebuildVerdict::NotRebuilt);
    }

    void SP_08_whatBecameOfTheImages()
    {
        QCOMPARE(rebuildVerdict(rebuild(0, {}, bothNew)), RebuildVerdict::Rebuilt);
        QCOMPARE(rebuildVerdict(rebuild(0, {}, oneNew)), RebuildVerdict::PartlyDone);
        QCOMPARE(rebuildVerdict(rebuild(1, {}, bothNew)), RebuildVerdict::Failed);
        QCOMPARE(rebuildVerdict(rebuild(0, output(u"dracut-failed.txt"_s), bothNew)), RebuildVerdict::Failed);
        QCOMPARE(rebuildVerdict(rebuild(1, output(u"mkinitcpio-warning.txt"_s), bothNew)), RebuildVerdict::Incomplete);
        QCOMPARE(rebuildVerdict(rebuild(1, output(u"mkinitcpio-warning.txt"_s), same)), RebuildVerdict::Failed);
    }

    void aLostImageIsTheWorst()
    {
        QCOMPARE(rebuildVerdict(rebuild(0, {}, {{newer, {100, 2}}})), RebuildVerdict::ImageMissing);
        QCOMPARE(rebuildVerdict(rebuild(1, output(u"dracut-failed.txt"_s), {{newer, {100, 2}}})),
                 RebuildVerdict::ImageMissing);
        QCOMPARE(rebuildVerdict(rebuild(0, {}, {{newer, {0, 2}}, {older, {90, 2}}})), RebuildVerdict::ImageMissing);
    }
};

QTEST_APPLESS_MAIN(BootImageTest)
#include "bootimagetest.moc"
