// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The files of mlx4_core, bad lines in one of them, and the boot image that holds copies.
#include "helper/stepview.h"
#include "model/mlx4conf.h"
#include "tests/ports/portshost.h"

#include <QTest>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

struct FilesHost : PortsHost {
    FilesHost() { inspect(); }

    /// On a machine whose image does not hold the driver.
    void useScript(const QByteArray &conf)
    {
        installSetupScript();
        demo.bootImage().install(ImageTool::UpdateInitramfs, QStringLiteral("6.12.0-fake"), {});
        demo.files().write(QStringLiteral("/etc/rdma/mlx4.conf"), conf);
        inspect();
    }

    /// Fedora, with the driver in the image.
    void useDracut()
    {
        installSetupScript();
        demo.files().remove(QStringLiteral("/usr/sbin/update-initramfs"));
        demo.files().remove(demo.bootImage().path());
        demo.bootImage().install(ImageTool::Dracut, QStringLiteral("6.12.0-fake"),
                                 {QStringLiteral("usr/lib/modules/6.12.0-fake/kernel/mlx4/mlx4_core.ko.xz")});
        inspect();
    }
};

QJsonObject lineWish(const QString &line, const QJsonValue &value)
{
    return {{u"badLines"_s, QJsonObject{{line, value}}}};
}

} // namespace

class PortsFilesTest : public QObject {
    Q_OBJECT
private slots:
    void anOptionOfTheModuleWhereNothingElseIsRead()
    {
        FilesHost host;
        const auto plan = host.plan(bootWish(plainCard, bothEthernet));
        QVERIFY(plan);
        QCOMPARE(kindsOf(*plan), (QStringList{u"write-file "_s + ownModuleOptionsPath,
                                              u"rebuild-boot-image "_s + host.demo.bootImage().path()}));
        QVERIFY(std::ranges::contains(plan->warnings, Note{NoteCode::OptionOfAllCards, plainCard, oldCard}));
        QCOMPARE(host.run(*plan).state, JobState::Done);
        QVERIFY(host.demo.files().read(ownModuleOptionsPath).contains("port_type_array=2,2"));
        QVERIFY(host.demo.bootImage().content().contains(u"etc/modprobe.d/rdma-manager-mlx4.conf"_s));
        QCOMPARE(host.atBoot(oldCard), bothEthernet);
        QVERIFY(host.state().live.image.contents->hasOwnOptions);
    }

    void itsUndoBuildsTheImageLast()
    {
        FilesHost host;
        const auto before = host.snapshot();
        const Job job = host.apply(bootWish(plainCard, bothEthernet));
        const auto undo = jobsFeature().plan(
            host.machine, {{u"jobs"_s, QJsonObject{{job.id, QJsonObject{{u"effect"_s, u"none"_s}}}}}});
        QVERIFY(undo);
        QCOMPARE(kindsOf(*undo), (QStringList{u"write-file "_s + ownModuleOptionsPath,
                                              u"rebuild-boot-image "_s + host.demo.bootImage().path()}));
        QCOMPARE(host.run(*undo).state, JobState::Done);
        QCOMPARE(host.snapshot(), before);
    }

    void itsUndoBuildsTheImageOfTheKernelThatRuns()
    {
        FilesHost host;
        const Job job = host.apply(bootWish(plainCard, bothEthernet));
        const QString old = host.demo.bootImage().path();
        host.demo.kernel().setRelease(u"6.12.1-fake"_s);
        host.demo.bootImage().install(ImageTool::UpdateInitramfs, u"6.12.1-fake"_s, {});
        host.demo.files().remove(old);
        const auto undo = jobsFeature().plan(
            host.machine, {{u"jobs"_s, QJsonObject{{job.id, QJsonObject{{u"effect"_s, u"none"_s}}}}}});
        QVERIFY(undo);
        const auto rebuild = std::get<RebuildBootImage>(undo->steps.back());
        QCOMPARE(rebuild.kernel, u"6.12.1-fake"_s);
        QCOMPARE(rebuild.image, host.demo.bootImage().path());
        QCOMPARE(host.run(*undo).state, JobState::Done);
        QVERIFY(!host.demo.files().exists(ownModuleOptionsPath));
    }

    void aBuildThatFailsTakesTheFileBack()
    {
        for (const ErrorCode code : {ErrorCode::NoSpace, ErrorCode::Busy, ErrorCode::ToolFailed, ErrorCode::Timeout}) {
            FilesHost host;
            const auto before = host.snapshot();
            host.demo.bootImage().failBuilds({code, u"/boot"_s, u"noEffect"_s});
            const Job job = host.apply(bootWish(plainCard, bothEthernet));
            QCOMPARE(job.state, JobState::Undone);
            QCOMPARE(job.error->code, code);
            QCOMPARE(host.snapshot(), before);
        }
    }

    void SP_08_aBuilderThatDoesNothingIsAFailure()
    {
        FilesHost host;
        const auto before = host.snapshot();
        host.demo.bootImage().doNothing();
        QCOMPARE(host.apply(bootWish(plainCard, bothEthernet)).state, JobState::Undone);
        QCOMPARE(host.snapshot(), before);
    }

    void SP_08_anImageWithoutTheFileIsAFailure()
    {
        FilesHost host;
        host.installSetupScript(); // initramfs-tools copies no mlx4.conf
        const Job job = host.apply(bootWish(plainCard, bothEthernet));
        QCOMPARE(job.state, JobState::Undone);
        QCOMPARE(job.error->code, ErrorCode::ToolFailed);
        QVERIFY(!host.demo.files().exists(u"/etc/rdma/mlx4.conf"_s));
    }

    void dracutTakesTheScriptAndItsFileAlong()
    {
        FilesHost host;
        host.useDracut();
        QCOMPARE(host.apply(bootWish(plainCard, bothEthernet)).state, JobState::Done);
        QCOMPARE(host.demo.files().read(u"/etc/rdma/mlx4.conf"_s), "0000:05:00.0 eth eth\n"_ba);
        QVERIFY(host.state().live.image.contents->hasMlx4Conf);
    }

    void SP_08_anImageWithoutTheScriptIsAFailure()
    {
        FilesHost host;
        host.useDracut();
        host.demo.bootImage().leaveOut(u"usr/libexec/mlx4-setup.sh"_s);
        const Job job = host.apply(bootWish(plainCard, bothEthernet));
        QCOMPARE(job.state, JobState::Undone);
        QCOMPARE(job.error->detail, u"lacksFile"_s);
        QVERIFY(!host.demo.files().exists(u"/etc/rdma/mlx4.conf"_s));
    }

    void theCommandShownIsTheOneThatWillRun()
    {
        FilesHost host;
        const RebuildBootImage step{ImageTool::Dracut, u"6.1"_s, u"/boot/initramfs-6.1.img"_s, {}, mlx4ConfPath};
        const auto shown = [&] { return viewOf(step, host.machine.host).commands; };
        QCOMPARE(shown(), QStringList(u"dracut --force /boot/initramfs-6.1.img 6.1"_s)); // it has no module "rdma"
        host.demo.files().makeDirectory(u"/usr/lib/dracut/modules.d/50rdma"_s);
        QCOMPARE(shown(), QStringList(u"dracut --force --add rdma /boot/initramfs-6.1.img 6.1"_s));
    }

    void DB_11_linesOfAPrivateFileAreNotShown()
    {
        FilesHost host;
        host.useScript("0000:0b:00.0 eth nonsense\n");
        QCOMPARE(host.state().config.badLines.at(1), u"0000:0b:00.0 eth nonsense"_s);
        host.demo.files().write(u"/etc/rdma/mlx4.conf"_s, "secret\n", 0600);
        QCOMPARE(host.state().config.badLines, (std::map<int, QString>{{1, QString()}}));
        QCOMPARE(host.state().live.badLines.at(1), Mlx4ConfVerdict::NotAnAddress);
        const auto removal = host.plan(lineWish(u"1"_s, QJsonValue::Null));
        QVERIFY(removal);
        QCOMPARE(viewOf(removal->steps.front(), host.machine.host).diff, QStringList());
    }

    void DB_11_norThoseThatALinkLeadsTo()
    {
        FilesHost host;
        host.useScript("0000:0b:00.0 eth eth\n");
        host.demo.files().write(u"/etc/shadow"_s, "root:secret:1::::::\n", 0600);
        host.demo.files().remove(u"/etc/rdma/mlx4.conf"_s);
        host.demo.files().link(u"/etc/rdma/mlx4.conf"_s, u"/etc/shadow"_s);
        QCOMPARE(host.state().config.badLines, (std::map<int, QString>{{1, QString()}}));
    }

    void aFullBootIsRefusedBeforehand()
    {
        FilesHost host;
        PortsState state = host.state();
        state.live.room.freeInBoot = 100;
        PortsConfig wanted = state.config;
        wanted.cards[plainCard] = {{1, {PortType::InfiniBand, PortType::Ethernet}},
                                   {2, {PortType::InfiniBand, PortType::Ethernet}}};
        const auto plan = planPorts(state, wanted);
        QVERIFY(!plan);
        QCOMPARE(plan.error().code, ErrorCode::NoSpace);
        QCOMPARE(plan.error().subject, u"/boot"_s);
    }

    void anImageThatNobodyLookedIntoIsLookedIntoFirst()
    {
        FilesHost host;
        host.demo.files().write(host.demo.bootImage().path(), "another", 0600);
        QCOMPARE(host.refusalOf(bootWish(plainCard, bothEthernet)),
                 (Error{ErrorCode::NotSupported, host.demo.bootImage().path(), u"imageNotRead"_s}));
    }

    void anImageThatCannotBeListedIsNamed()
    {
        FilesHost host;
        host.demo.tools().script(Tool::ListBootImage, fail(ErrorCode::ToolMissing, u"lsinitramfs"_s));
        host.inspect();
        const auto plan = host.plan(bootWish(plainCard, bothEthernet));
        QVERIFY(plan);
        QVERIFY(std::ranges::contains(plan->warnings, Note{NoteCode::ImageUnknown, host.demo.bootImage().path(),
                                                           u"update-initramfs -u -k all"_s}));
        QCOMPARE(plan->steps.size(), 1U);
    }

    void whatMayBeListedAnotherTimeWasNotLookedInto()
    {
        for (const ErrorCode code : {ErrorCode::Timeout, ErrorCode::Busy}) {
            FilesHost host;
            const QString image = host.demo.bootImage().path();
            host.demo.files().write(image, "another", 0600);
            host.demo.tools().script(Tool::ListBootImage, fail(code, image));
            host.inspect();
            QCOMPARE(host.refusalOf(bootWish(plainCard, bothEthernet)),
                     (Error{ErrorCode::NotSupported, image, u"imageNotRead"_s}));
            host.inspect();
            QCOMPARE(host.plan(bootWish(plainCard, bothEthernet)).value().steps.size(), 2U);
        }
    }

    void norWasAnImageThatTimedOutAfterItWasBuilt()
    {
        FilesHost host;
        const auto plan = host.plan(bootWish(plainCard, bothEthernet));
        for (int looks = 0; looks < 2; ++looks) // at the new image, and at the one without the file
            host.demo.tools().script(Tool::ListBootImage, fail(ErrorCode::Timeout, host.demo.bootImage().path()));
        QVERIFY(host.run(plan.value()).state != JobState::Done);
        QCOMPARE(host.refusalOf(bootWish(plainCard, bothEthernet)).detail, u"imageNotRead"_s);
    }

    void whatWasReadOfTheSameImageStands()
    {
        FilesHost host;
        host.demo.tools().script(Tool::ListBootImage, fail(ErrorCode::Busy, host.demo.bootImage().path()));
        host.inspect();
        QCOMPARE(host.plan(bootWish(plainCard, bothEthernet)).value().steps.size(), 2U);
    }

    void anImageWithoutTheDriverStays()
    {
        FilesHost host;
        host.demo.bootImage().install(ImageTool::UpdateInitramfs, u"6.12.0-fake"_s, {});
        host.inspect();
        QCOMPARE(host.plan(bootWish(plainCard, bothEthernet)).value().steps.size(), 1U);
    }

    void imagesOfOtherKernelsAreNamed()
    {
        FilesHost host;
        host.demo.files().write(u"/boot/initrd.img-6.99.0-fake"_s, "old", 0600);
        host.demo.files().write(host.demo.bootImage().path() + u".before-rdma-manager"_s, "kept", 0600);
        const auto plan = host.plan(bootWish(plainCard, bothEthernet));
        QVERIFY(plan);
        const Note others{NoteCode::OtherImages, u"/boot/initrd.img-6.99.0-fake"_s, u"update-initramfs -u -k all"_s};
        QVERIFY(std::ranges::contains(plan->warnings, others));
        const QString image = host.demo.bootImage().path();
        const Note kept{NoteCode::ImageKept, image, image + u".before-rdma-manager"_s};
        QVERIFY(std::ranges::contains(plan->warnings, kept));
    }

    void anotherBuilderIsForPeople()
    {
        FilesHost host;
        host.demo.files().remove(u"/usr/sbin/update-initramfs"_s);
        host.demo.files().write(u"/usr/bin/mkinitcpio"_s, "#!/bin/sh\n", 0755);
        const auto plan = host.plan(bootWish(plainCard, bothEthernet));
        QVERIFY(plan);
        QVERIFY(std::ranges::contains(plan->warnings,
                                      Note{NoteCode::ImageByHand, host.demo.bootImage().path(), u"mkinitcpio -P"_s}));
    }

    void anImageOfAnotherNameIsForPeople_data()
    {
        QTest::addColumn<QStringList>("files");
        QTest::addColumn<QString>("command");
        QTest::addRow("Arch") << QStringList{u"/usr/bin/mkinitcpio"_s, u"/boot/initramfs-linux.img"_s,
                                             u"/boot/initramfs-linux-fallback.img"_s}
                              << u"mkinitcpio -P"_s;
        QTest::addRow("Silverblue") << QStringList{u"/run/ostree-booted"_s, u"/usr/bin/rpm-ostree"_s,
                                                   u"/usr/bin/dracut"_s,
                                                   u"/boot/ostree/fedora-0f1e2d/initramfs-6.12.0-fake.img"_s}
                                    << u"rpm-ostree initramfs-etc --track=/etc/modprobe.d/rdma-manager-mlx4.conf"_s;
        QTest::addRow("systemd-boot") << QStringList{u"/usr/bin/kernel-install"_s, u"/usr/bin/dracut"_s,
                                                     u"/etc/machine-id"_s, u"/efi/0123abcd/6.12.0-fake/initrd"_s}
                                      << u"kernel-install add $(uname -r) /lib/modules/$(uname -r)/vmlinuz"_s;
        QTest::addRow("unified") << QStringList{u"/usr/bin/kernel-install"_s, u"/usr/bin/mkinitcpio"_s,
                                                u"/efi/EFI/Linux/arch-linux.efi"_s}
                                 << u"kernel-install add $(uname -r) /lib/modules/$(uname -r)/vmlinuz"_s;
        QTest::addRow("unknown") << QStringList{u"/usr/bin/mkinitcpio"_s, u"/usr/bin/dracut"_s} << QString();
    }

    void anImageOfAnotherNameIsForPeople()
    {
        QFETCH(QStringList, files);
        QFETCH(QString, command);
        FilesHost host;
        host.demo.files().remove(u"/usr/sbin/update-initramfs"_s);
        host.demo.files().remove(host.demo.bootImage().path());
        for (const QString &path : files)
            host.demo.files().write(path, path.endsWith("machine-id"_L1) ? "0123abcd\n" : "x");
        host.inspect();
        const auto plan = host.plan(bootWish(plainCard, bothEthernet));
        QVERIFY(plan);
        QCOMPARE(kindsOf(*plan), QStringList(u"write-file "_s + ownModuleOptionsPath));
        QVERIFY(std::ranges::contains(plan->warnings, Note{NoteCode::ImageNotFound, u"mlx4_core"_s, command}));
        const auto others = host.plan(nowWish(plainCard, bothEthernet));
        QVERIFY(!std::ranges::contains(others.value().warnings, NoteCode::ImageNotFound, &Note::code));
    }

    void anotherFileThatWinsIsARefusal()
    {
        FilesHost host;
        host.demo.files().write(u"/etc/modprobe.d/zz.conf"_s, "options mlx4_core port_type_array=1,1\n");
        QCOMPARE(host.refusalOf(bootWish(plainCard, bothEthernet)),
                 (Error{ErrorCode::NotSupported, u"/etc/modprobe.d/zz.conf"_s, u"/etc/modprobe.d/zz.conf:1"_s}));
    }

    void IV_21_pairsThatNobodyTakesAreRefused()
    {
        FilesHost host;
        QCOMPARE(host.refusalOf(bootWish(plainCard, types(PortType::Ethernet, PortType::InfiniBand))),
                 (Error{ErrorCode::InvalidWish, plainCard, u"ethernetBeforeOtherType"_s}));
        QCOMPARE(host.refusalOf(bootWish(plainCard, types(PortType::Auto, PortType::Auto))).detail, u"noAuto"_s);
        QCOMPARE(host.refusalOf(bootWish(plainCard, {{1, PortType::InfiniBand}})).code, ErrorCode::InvalidWish);
        QCOMPARE(host.refusalOf(portWish(plainCard, u"eth ib"_s, bothEthernet)).code, ErrorCode::InvalidWish);
    }

    void SO_01_theScriptsFileIsEditedByLine()
    {
        FilesHost host;
        host.useScript("# ours\n0000:05:00.0 ib ib\n../../../tmp/x eth eth\n");
        QCOMPARE(host.apply(bootWish(plainCard, bothEthernet)).state, JobState::Done);
        QCOMPARE(host.demo.files().read(u"/etc/rdma/mlx4.conf"_s),
                 "# ours\n0000:05:00.0 eth eth\n../../../tmp/x eth eth\n"_ba);
        QVERIFY(host.plan(bootWish(plainCard, bothEthernet)).value().steps.empty());
    }

    void SO_01_badLinesCanOnlyBeRemoved()
    {
        FilesHost host;
        host.useScript("../../../tmp/x eth eth\n0b:00.0 eth\n0000:05:00.0 ib ib\n");
        QCOMPARE(host.state().live.badLines.at(1), Mlx4ConfVerdict::Dangerous);
        QCOMPARE(host.state().live.badLines.at(2), Mlx4ConfVerdict::ShortAddress);
        QCOMPARE(host.refusalOf(lineWish(u"1"_s, u"0000:05:00.0 eth eth"_s)).code, ErrorCode::InvalidWish);
        QCOMPARE(host.refusalOf(lineWish(u"7"_s, u"x"_s)).code, ErrorCode::InvalidWish);
        QCOMPARE(host.apply(lineWish(u"1"_s, QJsonValue::Null)).state, JobState::Done);
        QCOMPARE(host.demo.files().read(u"/etc/rdma/mlx4.conf"_s), "0b:00.0 eth\n0000:05:00.0 ib ib\n"_ba);
    }

    void nothingSetsTheTypesAnyMore()
    {
        FilesHost host;
        host.useScript("0000:05:00.0 ib ib\n");
        QCOMPARE(host.apply(bootWish(plainCard, types(PortType::Unknown, PortType::Unknown))).state, JobState::Done);
        QCOMPARE(host.demo.files().read(u"/etc/rdma/mlx4.conf"_s), QByteArray());
    }

    void whatABuilderSaysIsShownWhileItWorks()
    {
        FilesHost host;
        const auto plan = host.plan(bootWish(plainCard, bothEthernet));
        Job job = newJob(*plan, u"test"_s, 0);
        QVERIFY(host.store.save(job));
        job.steps.back().state = StepState::Running;
        QVERIFY(host.store.saveProgress(job));
        host.demo.bootImage().say({u"a line"_s, u"another"_s});
        const auto read = jobsFeature().read(host.machine, {});
        const QJsonObject shown = (*read)[u"live"_s].toObject()[u"jobs"_s].toObject()[job.id].toObject();
        QCOMPARE(shown[u"said"_s].toArray(), (QJsonArray{u"a line"_s, u"another"_s}));
    }
};

} // namespace rdma

QTEST_GUILESS_MAIN(rdma::PortsFilesTest)
#include "portsfilestest.moc"
