#!/usr/bin/python3 -B
# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# Bus policy and activation: a real dbus-daemon reads the policy, only root may own, activation goes through systemd (AU-19).
import configparser
import subprocess
import sys
import tempfile
from pathlib import Path
from xml.etree import ElementTree

NAME = "org.rdmamanager.Helper1"
WRAPPED = """<busconfig><type>session</type><listen>unix:dir={folder}</listen>
<policy context="default"><allow user="*"/><deny own="*"/><allow send_type="method_call"/></policy>
<include>{policy}</include></busconfig>"""


def loads(daemon: str, policy: Path) -> bool:
    """A dbus-daemon that starts with the policy has understood it; it is ended by the closed pipe of its address."""
    with tempfile.TemporaryDirectory() as folder:
        config = Path(folder, "bus.conf")
        config.write_text(WRAPPED.format(folder=folder, policy=policy), encoding="utf-8")
        bus = subprocess.Popen([daemon, "--nofork", f"--config-file={config}", "--print-address"],
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        assert bus.stdout and bus.stderr
        started = bus.stdout.readline().startswith("unix:")
        bus.terminate()
        print(bus.stderr.read(), end="")
        bus.wait()
        return started


def rules(policy: Path) -> list[tuple[dict[str, str], str, dict[str, str]]]:
    tree = ElementTree.parse(policy).getroot()
    return [(section.attrib, rule.tag, rule.attrib) for section in tree.iter("policy") for rule in section]


def main() -> int:
    daemon, policy, activation, unit = sys.argv[1], *(Path(path).resolve() for path in sys.argv[2:])
    assert rules(policy) == [
        ({"user": "root"}, "allow", {"own": NAME}),
        ({"context": "default"}, "allow", {"send_destination": NAME, "max_fds": "0"}),
    ], rules(policy)
    assert loads(daemon, policy), "dbus-daemon does not like the policy"
    with tempfile.NamedTemporaryFile("w", suffix=".conf") as broken:
        broken.write("<busconfig><policy><allow own=></policy></busconfig>")
        broken.flush()
        assert not loads(daemon, Path(broken.name)), "dbus-daemon likes anything"

    service = configparser.ConfigParser(interpolation=None)
    service.read(activation)
    section = service["D-BUS Service"]
    assert section["Name"] == NAME and section["User"] == "root"
    assert section["SystemdService"] == unit.name, "activation must go through systemd, or the helper runs uncaged"
    assert section["Exec"] == "/bin/false"
    assert f"BusName={NAME}\n" in unit.read_text(encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
