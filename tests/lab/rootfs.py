# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The guest's root file system: a small Debian 13 with everything our package needs, but without our package."""

import re
import shutil
from pathlib import Path

from bootfiles import image_of
from cache import Cache, command

_HERE = Path(__file__).parent
_SUITE = "trixie"
# dracut-core stands beside initramfs-tools; the package dracut would take its place. pciutils: for its module "rdma".
_PACKAGES = ["dbus", "dracut-core", "e2fsprogs", "ibverbs-providers", "ibverbs-utils", "infiniband-diags", "initramfs-tools", "iproute2", "jq", "kmod",
             "lvm2", "mstflint", "open-iscsi", "passwd", "pciutils", "polkitd", "procps", "python3", "python3-jeepney", "python3-rtslib-fb", "srptools", "strace", "systemd", "systemd-sysv", "targetcli-fb", "udev", "util-linux"]
_MIRROR = "http://deb.debian.org/debian"
_SPARE_MIB = 256


def root_disk(cache: Cache, packages: list[Path]) -> Path:
    wanted = sorted({*_PACKAGES, *(name for deb in packages for name in _dependencies(deb))})
    hook = _HERE / "guest/customize"

    def make(folder: Path) -> None:
        root = folder / "root"
        command("mmdebstrap", "--quiet", "--mode=root", "--variant=minbase", f"--include={','.join(wanted)}",
                "--skip=cleanup/reproducible/machine-id", f"--customize-hook={hook}", _SUITE, root,
                *(f"{kind} {_MIRROR} {_SUITE} main" for kind in ("deb", "deb-src")))
        image_of(root, folder / "disk.img", _SPARE_MIB)
        shutil.rmtree(root)

    return cache.get("root", [Path(__file__), hook, *wanted], make) / "disk.img"


def _dependencies(deb: Path) -> list[str]:
    """Names only: the first of alternatives, without versions, without what comes from the same build."""
    field = command("dpkg-deb", "-f", deb, "Depends").strip()
    names = [re.split(r"[ :(|]", item.strip())[0] for item in field.split(",") if item.strip()]
    return [name for name in names if not name.startswith("rdma-manager")]
