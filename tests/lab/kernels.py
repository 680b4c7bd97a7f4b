# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Debian's kernels with their headers, downloaded and unpacked but not installed."""

import re
from pathlib import Path

from cache import Cache, command

SUITES = {"6.1": "bookworm", "6.12": "trixie"}
_KEYRING = "/usr/share/keyrings/debian-archive-keyring.gpg"
_OURS = re.compile(r"linux-(image|headers|kbuild)-")


class Kernel:
    """An unpacked kernel: usr/src with the headers, lib/modules, boot/vmlinuz."""

    def __init__(self, version: str, folder: Path) -> None:
        self.version = version
        self.folder = folder
        self.image = next(folder.glob("boot/vmlinuz-*"))
        self.release = self.image.name.removeprefix("vmlinuz-")
        self.headers = folder / "usr/src" / f"linux-headers-{self.release}"
        self.modules = folder / "lib/modules" / self.release


def fetch(cache: Cache, version: str) -> Kernel:
    def make(folder: Path) -> None:
        apt = _ScratchApt(folder / "apt", SUITES[version])
        for package in apt.closure("linux-image-amd64", "linux-headers-amd64"):
            apt.unpack(package, folder)
        _make_relocatable(folder)
        command("depmod", "-b", folder, Kernel(version, folder).release)
        command("rm", "-r", folder / "apt")

    return Kernel(version, cache.get(f"kernel-{version}", [Path(__file__)], make))


class _ScratchApt:
    """apt with lists of its own, so that the machine's packages and sources do not matter."""

    def __init__(self, folder: Path, suite: str) -> None:
        for name in ("etc/apt/apt.conf.d", "etc/apt/preferences.d", "var/lib/apt/lists/partial", "var/cache/apt/archives/partial"):
            (folder / name).mkdir(parents=True)
        (folder / "status").touch()
        (folder / "etc/apt/sources.list").write_text(
            f"deb [signed-by={_KEYRING}] http://deb.debian.org/debian {suite} main\n", encoding="ascii")
        self._folder = folder
        self._options = [f"-oDir={folder}", f"-oDir::State::status={folder}/status", "-oAPT::Architecture=amd64",
                         "-oAPT::Sandbox::User=root", "-oAcquire::Languages=none"]
        command("apt-get", *self._options, "update")

    def closure(self, *packages: str) -> list[str]:
        """The kernel's own packages among those and what they depend on; compilers and boot tools are not wanted."""
        found: list[str] = []
        ahead = list(packages)
        while ahead:
            package = ahead.pop()
            found.append(package)
            depends = command("apt-cache", *self._options, "depends", package)
            ahead += [name for name in re.findall(r"^ +Depends: (\S+)", depends, re.M)
                      if _OURS.match(name) and name not in found + ahead]
        return found

    def unpack(self, package: str, target: Path) -> None:
        command("apt-get", *self._options, "download", package, cwd=self._folder)
        deb = next(self._folder.glob(f"{package}_*.deb"))
        command("dpkg-deb", "-x", deb, target)
        deb.unlink()


def _make_relocatable(folder: Path) -> None:
    """The headers expect to lie in /usr/src; trixie's modules are in /usr/lib where bookworm's are in /lib."""
    for makefile in folder.glob("usr/src/linux-headers-*/Makefile"):
        text = makefile.read_text(encoding="utf-8")
        here = "$(dir $(lastword $(MAKEFILE_LIST)))"
        makefile.write_text(text.replace("include /usr/src/", f"include {here}../"), encoding="utf-8")
    if not (folder / "lib").exists():
        (folder / "lib").symlink_to("usr/lib")
