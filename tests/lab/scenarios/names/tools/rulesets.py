# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Machines full of udev rules and .link files, made up from a seed: what people, installers and packages leave behind."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field

import port

OURS = "/etc/udev/rules.d/70-persistent-ipoib.rules"
BEFORE_LINK_POLICY = ["/etc/udev/rules.d/10-site.rules", "/run/udev/rules.d/60-tool.rules", "/usr/lib/udev/rules.d/65-vendor.rules",
                      "/usr/local/lib/udev/rules.d/75-local.rules", OURS]
AFTER_LINK_POLICY = ["/etc/udev/rules.d/85-late.rules", "/usr/lib/udev/rules.d/90-vendor.rules"]
LINKS = ["/etc/systemd/network/10-ib.link", "/run/systemd/network/20-ib.link", "/usr/lib/systemd/network/50-ib.link"]
SAMPLE = '# ACTION=="add", SUBSYSTEM=="net", DRIVERS=="?*", ATTR{type}=="32", ATTR{address}=="?*00:02:c9:03:00:31:78:f2", NAME="mlx4_ib3"\n'


@dataclass
class RuleSet:
    title: str
    files: dict[str, str | None] = field(default_factory=dict)  # None: a link to /dev/null
    decidable: bool = True  # no key in it that only udev itself can evaluate

    def add(self, path: str, text: str) -> None:
        self.files[path] = (self.files.get(path) or "") + text


class Maker:
    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._names = 0

    def all(self, combined: int) -> Iterator[RuleSet]:
        """Each kind of trouble by itself, then several of them on one machine."""
        kinds = [getattr(self, name) for name in sorted(dir(self)) if name.startswith("with_")]
        for kind in kinds:
            made = RuleSet(kind.__name__.removeprefix("with_").replace("_", " "))
            kind(made)
            yield made
        decidable = [kind for kind in kinds if not kind.__name__.endswith("only_udev_knows")]
        for number in range(combined):
            made = RuleSet(f"mixture {number}")
            for kind in self._random.sample(decidable, self._random.choice([2, 3, 4])):
                kind(made)
            yield made

    # Parts of rules.

    def name(self) -> str:
        self._names += 1
        return self._random.choice(["mlx{}", "storage{}", "ib_{}", "roce{}p", "rdma-{}"]).format(self._names)

    def address(self, tail: str) -> str:
        return self._random.choice(["?*{}", "*{}", "80:*:{}", "??:*{}", "[0-9a-f]*{}", "00:*|*{}"]).format(tail)

    def matches(self, tail: str) -> list[str]:
        """Some that hold for the port."""
        more = ['DRIVERS=="?*"', 'KERNEL=="ib*"', 'KERNEL!="*.*"', 'ATTR{type}=="32"', 'ACTION=="add|change"', 'ACTION!="remove"',
                'ATTR{type}!="1"', f'ATTR{{dev_port}}=="{port.TAILS.index(tail)}"', f'ATTR{{dev_id}}=="0x{port.TAILS.index(tail)}"',
                'DRIVERS=="rdma_lab_*"', 'ENV{INTERFACE}=="ib?"']
        return ['ACTION=="add"', 'SUBSYSTEM=="net"', *self._random.sample(more, self._random.randrange(5)),
                f'ATTR{{address}}=="{self.address(tail)}"']

    def rule(self, *keys: str) -> str:
        """One line, spaced as people do."""
        comma = self._random.choice([", ", ",", " ", " , ", ",\t", ",  "])
        start = self._random.choice(["", "", "", " ", "\t"])
        end = self._random.choice(["", "", "", ",", " ", ", "])
        return start + comma.join(keys) + end + "\n"

    def naming(self, tail: str, *more: str, op: str = "=") -> str:
        return self.rule(*self.matches(tail), *more, f'NAME{op}"{self.name()}"')

    def place(self) -> str:
        return self._random.choice(BEFORE_LINK_POLICY)

    def tail(self) -> str:
        return self._random.choice(port.TAILS)

    # Kinds of trouble.

    def with_the_usual_rule(self, made: RuleSet) -> None:
        made.add(OURS, SAMPLE + port.rule(self.name()).decode())

    def with_rules_for_both_ports(self, made: RuleSet) -> None:
        for tail in port.TAILS:
            made.add(self.place(), self.naming(tail))

    def with_spacing(self, made: RuleSet) -> None:
        keys = [key.replace("==", " == ") for key in self.matches(self.tail())]
        made.add(self.place(), self.rule(*keys, f'NAME = "{self.name()}"'))

    def with_samples_in_comments(self, made: RuleSet) -> None:
        made.add(self.place(), SAMPLE + "#" + self.naming(self.tail()) + "\n  # NAME=\"no\"\n" + self.naming(self.tail()))

    def with_kernel_matches(self, made: RuleSet) -> None:
        kernel = self._random.choice(["ib0", "ib[0-9]", "ib*", "ib1", "ib?|mlx*", "mlx*", "ib2"])
        made.add(self.place(), self.rule('SUBSYSTEM=="net"', f'KERNEL=="{kernel}"', 'ATTR{dev_port}=="0"', f'NAME="{self.name()}"'))

    def with_upper_case_address(self, made: RuleSet) -> None:
        made.add(self.place(), self.rule('SUBSYSTEM=="net"', f'ATTR{{address}}=="?*{self.tail().upper()}"', f'NAME="{self.name()}"'))

    def with_address_of_any_case(self, made: RuleSet) -> None:
        made.add(self.place(), self.rule('SUBSYSTEM=="net"', f'ATTR{{address}}==i"*{self.tail().upper()}"', f'NAME="{self.name()}"'))

    def with_other_attributes(self, made: RuleSet) -> None:
        attribute = self._random.choice(['ATTR{dev_port}=="1"', 'ATTR{dev_id}=="0x1"', 'ATTR{dev_id}=="0x0"', 'ATTR{pkey}=="0xffff"',
                                         'ATTR{type}=="1"', 'ATTR{type}=="3?"', 'ATTR{mtu}=="2044"', 'ATTR{absent}!="x"'])
        made.add(self.place(), self.rule('SUBSYSTEM=="net"', f'ATTR{{address}}=="*{self.tail()}"', attribute, f'NAME="{self.name()}"'))

    def with_drivers(self, made: RuleSet) -> None:
        driver = self._random.choice(["mlx4_core", "mlx*|rdma_lab_ipoib", "?*", "rdma_lab_ipoib"])
        made.add(self.place(), self.naming(self.tail(), f'DRIVERS=="{driver}"'))

    def with_other_actions(self, made: RuleSet) -> None:
        for action in ('ACTION=="change"', 'ACTION!="add"', 'ACTION=="remove|move"'):
            made.add(self.place(), self.rule(action, 'SUBSYSTEM=="net"', f'ATTR{{address}}=="*{self.tail()}"', f'NAME="{self.name()}"'))

    def with_goto(self, made: RuleSet) -> None:
        skip = self._random.choice(['ATTR{type}!="32"', 'ATTR{dev_port}=="0"', 'KERNEL=="ib1"', 'SUBSYSTEM!="net"'])
        made.add(self.place(), f'{skip}, GOTO="ib_end"\n{self.naming(port.TAILS[0])}{self.naming(port.TAILS[1])}LABEL="ib_end"\n')

    def with_goto_to_nowhere(self, made: RuleSet) -> None:
        made.add(self.place(), 'LABEL="before"\nSUBSYSTEM=="net", GOTO="before"\nSUBSYSTEM=="net", GOTO="other_file"\n'
                 + self.naming(self.tail()))

    def with_final_name(self, made: RuleSet) -> None:
        tail = self.tail()
        made.add("/etc/udev/rules.d/10-site.rules", self.naming(tail, op=":="))
        made.add(OURS, self.naming(tail))

    def with_conflicting_rules(self, made: RuleSet) -> None:
        tail = self.tail()
        for _ in range(3):
            made.add(self._random.choice(BEFORE_LINK_POLICY + AFTER_LINK_POLICY), self.naming(tail))

    def with_name_already_given(self, made: RuleSet) -> None:
        tail = self.tail()
        made.add("/etc/udev/rules.d/10-site.rules", self.naming(tail))
        made.add(OURS, self.naming(tail, 'NAME==""') + self.naming(port.TAILS[1], 'NAME!="?*"'))

    def with_shadowed_file(self, made: RuleSet) -> None:
        tail = self.tail()
        made.add("/usr/lib/udev/rules.d/72-ib.rules", self.naming(tail))
        made.add(self._random.choice(["/etc", "/run"]) + "/udev/rules.d/72-ib.rules", self._random.choice([self.naming(tail), "", "# empty\n"]))

    def with_link_to_dev_null(self, made: RuleSet) -> None:
        made.add("/usr/lib/udev/rules.d/73-ib.rules", self.naming(self.tail()))
        made.files["/etc/udev/rules.d/73-ib.rules"] = None

    def with_absent_hardware(self, made: RuleSet) -> None:
        made.add(self.place(), self.naming(self.tail()).replace("00:7b:cb", "00:7b:cc") + self.naming(self.tail()))

    def with_continued_lines(self, made: RuleSet) -> None:
        keys = self.matches(self.tail())
        made.add(self.place(), ", \\\n   ".join([*keys, f'NAME="{self.name()}"']) + "\n")

    def with_comment_in_a_continued_line(self, made: RuleSet) -> None:
        keys = self.matches(self.tail())
        made.add(self.place(), ", \\\n".join(keys) + f', \\\n# a remark\nNAME="{self.name()}"\n' + self.naming(self.tail()))

    def with_broken_lines(self, made: RuleSet) -> None:
        tail = self.tail()
        for broken in ('FOO=="x"', 'KERNEL="ib0"', 'ATTR=="32"', 'SUBSYSTEM+="net"', "KERNEL=='ib0'", 'GOTO=="x"'):
            made.add(self.place(), self.naming(tail, broken))
        made.add(self.place(), f'SUBSYSTEM=="net", ATTR{{address}}=="*{tail}, NAME="{self.name()}"\n')

    def with_name_from_kernel_name(self, made: RuleSet) -> None:
        new = self._random.choice(["x$kernel", "x%k", "%k.x", "y_$kernel"])
        made.add(self.place(), self.rule(*self.matches(self.tail()), f'NAME="{new}"'))

    def with_odd_name(self, made: RuleSet) -> None:
        made.add(self.place(), self.rule(*self.matches(self.tail()), f'NAME="{self._random.choice(self.odd_names)}"'))

    odd_names = ["much-too-long-name", "a/b", "a:b", "-x", "42", "a%%b", "ümlaut"]

    def with_added_name(self, made: RuleSet) -> None:
        made.add(self.place(), self.naming(self.tail(), op="+="))

    def with_rules_after_the_link_policy(self, made: RuleSet) -> None:
        made.add(AFTER_LINK_POLICY[self._random.randrange(2)], self.naming(self.tail(), 'NAME==""') + self.naming(self.tail()))

    # .link files.

    def link(self, match: str, naming: str) -> str:
        return f"# who knows why\n[Match]\n{match}\n\n[Link]\n{naming}\n"

    def with_link_name(self, made: RuleSet) -> None:
        match = self._random.choice(["OriginalName=ib0", "OriginalName=ib*\nType=infiniband", "Driver=rdma_lab_ipoib\nOriginalName=ib1",
                                     "OriginalName=eth* ib0"])
        made.add(self._random.choice(LINKS), self.link(match, f"Name={self.name()}" if "ib*" not in match else "NamePolicy=kernel path"))

    def with_link_name_after_policies(self, made: RuleSet) -> None:
        policy = self._random.choice(["path", "keep kernel", "onboard slot", "mac"])
        made.add(self._random.choice(LINKS), self.link("OriginalName=ib1", f"NamePolicy={policy}\nName={self.name()}"))

    def with_link_and_rule(self, made: RuleSet) -> None:
        made.add(self._random.choice(LINKS), self.link("OriginalName=ib0", f"Name={self.name()}"))
        made.add(self._random.choice([OURS, AFTER_LINK_POLICY[0]]), self.naming(port.TAILS[0]))

    def with_two_links(self, made: RuleSet) -> None:
        made.add("/etc/systemd/network/10-ib.link", self.link(self._random.choice(["OriginalName=ib1", "OriginalName=ib0"]), f"Name={self.name()}"))
        made.add("/usr/lib/systemd/network/05-ib.link", self.link("OriginalName=ib0", f"Name={self.name()}"))

    def with_shadowed_link(self, made: RuleSet) -> None:
        made.add("/usr/lib/systemd/network/15-ib.link", self.link("OriginalName=ib0", f"Name={self.name()}"))
        made.files["/etc/systemd/network/15-ib.link"] = None if self._random.random() < 0.5 else self.link("OriginalName=ib0", f"Name={self.name()}")

    def with_link_for_others(self, made: RuleSet) -> None:
        match = self._random.choice(["OriginalName=!ib*", "Type=ether", "Driver=mlx5_core", "PermanentMACAddress=52:54:00:00:00:01"])
        made.add(self._random.choice(LINKS), self.link(match, f"Name={self.name()}"))

    def with_link_of_the_address(self, made: RuleSet) -> None:
        key = self._random.choice(["MACAddress", "PermanentMACAddress"])
        made.add(self._random.choice(LINKS), self.link(f"{key}=80:00:00:48:fe:80:00:00:00:00:00:00:{port.TAILS[0]}", f"Name={self.name()}"))

    def with_link_drop_in(self, made: RuleSet) -> None:
        made.add("/usr/lib/systemd/network/25-ib.link", self.link("OriginalName=ib0", f"Name={self.name()}"))
        made.add("/etc/systemd/network/25-ib.link.d/site.conf", f"[Link]\nName={self.name()}\n")

    # What only udev can find out.

    def undecidable(self, made: RuleSet, *keys: str, before: str = "") -> None:
        made.decidable = False
        made.add(self.place(), before + self.naming(self.tail(), *keys))

    def with_program_only_udev_knows(self, made: RuleSet) -> None:
        self.undecidable(made, self._random.choice(['PROGRAM="/bin/true"', 'PROGRAM=="/bin/false"', 'PROGRAM="/bin/echo x", RESULT=="x"']))

    def with_properties_only_udev_knows(self, made: RuleSet) -> None:
        self.undecidable(made, 'ENV{SITE}=="?*"', before='SUBSYSTEM=="net", ENV{SITE}="berlin"\n')

    def with_files_only_udev_knows(self, made: RuleSet) -> None:
        self.undecidable(made, self._random.choice(['TEST=="/etc/passwd"', 'TEST!="/etc/absent"']))

    def with_parents_only_udev_knows(self, made: RuleSet) -> None:
        self.undecidable(made, self._random.choice(['SUBSYSTEMS=="platform"', 'KERNELS=="rdma_lab*"', 'SUBSYSTEMS=="pci"']))
