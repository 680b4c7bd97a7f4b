# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a guest boots from: an initramfs that mounts its disks, and a disk with the kernel's modules and ours."""

import lzma
import shutil
from pathlib import Path

from cache import Cache, command, files_below
from kernels import Kernel

_HERE = Path(__file__).parent
_ROOT_MODULES = ("virtio_pci", "virtio_blk", "crc32c_generic", "ext4")


def image_of(folder: Path, image: Path, spare_mib: int = 8) -> None:
    """An ext4 image that holds the folder's content."""
    used = sum(path.lstat().st_blocks * 512 for path in folder.rglob("*"))
    mib = used * 5 // 4 // 2**20 + spare_mib
    command("mke2fs", "-q", "-F", "-t", "ext4", "-E", "root_owner=0:0", "-d", folder, image, f"{mib}M")


def modules_disk(cache: Cache, kernel: Kernel) -> Path:
    """The kernel's modules with the test-only one among them; the guest mounts it as /usr/lib/modules."""
    sources = files_below(_HERE / "module")

    def make(folder: Path) -> None:
        build = folder / "build"
        shutil.copytree(_HERE / "module", build)
        # Type information for the BPF tools would need pahole.
        command("make", "-C", kernel.headers, f"M={build}", "CC=gcc", "CONFIG_DEBUG_INFO_BTF_MODULES=", "modules")
        content = folder / "content/lib/modules"
        shutil.copytree(kernel.modules, content / kernel.release, symlinks=True,
                        ignore=shutil.ignore_patterns("build", "source"))
        updates = content / kernel.release / "updates"
        updates.mkdir()
        shutil.copy(build / "rdma_lab_ipoib.ko", updates)
        command("depmod", "-b", folder / "content", kernel.release)
        image_of(content, folder / "disk.img")
        shutil.rmtree(folder / "content")

    return cache.get(f"modules-{kernel.version}", [Path(__file__), kernel.release, *sources], make) / "disk.img"


def initramfs(cache: Cache, kernel: Kernel) -> Path:
    init = _HERE / "guest/init"

    def make(folder: Path) -> None:
        content = folder / "content"
        for name in ("bin", "dev", "proc", "sys", "root", "modules"):
            (content / name).mkdir(parents=True)
        shutil.copy("/usr/bin/busybox", content / "bin/busybox")
        shutil.copy(init, content / "init")
        order = [_uncompressed(module, content / "modules") for module in _needed(kernel)]
        (content / "modules/order").write_text("\n".join(order) + "\n", encoding="ascii")
        archive = folder / "initramfs"
        command("sh", "-c", 'find . | cpio --quiet -o -H newc -R 0:0 > "$1"', "sh", archive, cwd=content)
        shutil.rmtree(content)

    return cache.get(f"initramfs-{kernel.version}", [Path(__file__), kernel.release, init], make) / "initramfs"


def _needed(kernel: Kernel) -> list[Path]:
    """Module files in the order in which they must be loaded; what is built in has none."""
    found: list[Path] = []
    for name in _ROOT_MODULES:
        shown = command("modprobe", "-d", kernel.folder, "-S", kernel.release, "--show-depends", name)
        files = [Path(line.split()[1]) for line in shown.splitlines() if line.startswith("insmod")]
        found += [file for file in files if file not in found]
    return found


def _uncompressed(module: Path, folder: Path) -> str:
    """busybox's insmod reads no .ko.xz."""
    content = module.read_bytes()
    name = module.name.removesuffix(".xz")
    (folder / name).write_bytes(lzma.decompress(content) if module.suffix == ".xz" else content)
    return name
