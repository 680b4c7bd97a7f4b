// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The image that boots first: its builder, its contents and its room.
#include "model/bootimage.h"
#include "fixtures.h"
#include "model/porttypearray.h"

using namespace rdma;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 megabyte = 1'000'000;

ImageContents listing(const QString &name)
{
    return imageContents(fixture(u"porttypes/"_s + name));
}

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

    void dracutHearsOfOurOption()
    {
        const QByteArray conf = fixture(u"../../resources/dracut/rdma-manager.conf"_s);
        const QByteArray line = "\ninstall_optional_items+=\" " + QByteArray(ownModuleOptionsPath.data()) + " \"\n";
        QVERIFY(conf.endsWith(line));
    }

    void commands()
    {
        QCOMPARE(rebuildCommand(ImageBuilder::UpdateInitramfs, PortRoad::ModuleOption),
                 u"update-initramfs -u -k all"_s);
        QCOMPARE(rebuildCommand(ImageBuilder::Dracut, PortRoad::ModuleOption), u"dracut --force --regenerate-all"_s);
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
        QVERIFY(hasRoomForCopy({110 * megabyte, 0, images}) && !hasRoomForCopy({110 * megabyte - 1, 0, images}));
        QCOMPARE(expectRoom({60 * megabyte, 150 * megabyte, {}}).error().code, ErrorCode::NotFound);
    }
};

QTEST_APPLESS_MAIN(BootImageTest)
#include "bootimagetest.moc"
