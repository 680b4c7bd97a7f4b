# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""256 LUNs x 16 ACLs through the helper, by rtslib's tools and by a bare loop of the same system calls, in turns: times, and
the ratios that count. What each has made is compared with what was wished."""

import json
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from checks import check, note
from helperbus import Answer, Caller, plan_id

LUNS, ACLS = 256, 16
ROUNDS = 3
SLOW_ROUNDS = 1  # of what takes minutes: far more than one round could be wrong by
SAVE_FILE = Path("/etc/rtslib-fb-target/saveconfig.json")
COPY = Path("/root/saved.json")
BARE = "/lab/programs/rdma-bench-exports"


@dataclass
class Peer:
    name: str
    times: list[float]
    aim: float  # so many times as quick; below one, so many times as slow


def main() -> None:
    caller, wish = Caller(), {"now": tree()}
    read(caller)
    bare, apply = [], []
    for _ in range(ROUNDS):
        bare.append(make_barely())
        same("the bare loop makes the tree that is wished", wish["now"], read(caller)["now"])
        remove()
        apply.append(applied(caller, wish))
        same("the helper makes it", wish["now"], read(caller)["now"])
        remove()
    compare("Apply", apply, Peer("a bare loop", bare, 1 / 1.3))

    preview = [seconds(lambda: plan_id(caller, "srp_target", wish)) for _ in range(ROUNDS)]
    note(f"Preview of it: {median(preview) * 1000:.1f} ms")
    make_barely()
    reads = [seconds(lambda: read(caller)) for _ in range(2 * ROUNDS)]
    compare("Read", reads, Peer("targetcli ls /", tool_times("targetcli", "ls", "/"), 50))

    save = []
    for _ in range(ROUNDS):
        save.append(applied(caller, {"atBoot": tree()}))
        SAVE_FILE.rename(COPY)
    compare("saving", save, Peer("targetctl save", tool_times("targetctl", "save", "/root/theirs.json"), 50))

    remove()
    compare("Apply", apply, Peer("targetctl restore", tool_times("targetctl", "restore", str(COPY)), 20))
    same("targetctl restores it from our file", wish["now"], read(caller)["now"])


def compare(what: str, times: list[float], peer: Peer) -> None:
    ours, theirs = median(times), median(peer.times)
    aim = f"{peer.aim:g} times as quick" if peer.aim >= 1 else f"{1 / peer.aim:.2g} times as slow"
    note(f"{what:<7}{ours * 1000:9.1f} ms  {peer.name:<18}{theirs * 1000:9.1f} ms  ratio {theirs / ours:7.2f}; "
         f"aim {aim}: {'reached' if theirs / ours >= peer.aim else 'MISSED'}")


def wwn() -> str:
    return "0x" + Path("/sys/class/infiniband/rxe0/ports/1/gids/0").read_text(encoding="ascii").strip().replace(":", "")


def tree() -> dict:
    """What rdma-bench-exports makes."""
    disk = {"source": "", "size": 1 << 20, "readOnly": False, "writeBack": False, "thin": False, "blockSize": 0}
    mapped = {"luns": {str(lun): lun for lun in range(LUNS)}, "readOnly": []}
    target = {"enabled": True, "luns": {str(lun): f"ramdisk/disk{lun}" for lun in range(LUNS)},
              "acls": {f"0x{acl:032x}": mapped for acl in range(ACLS)}}
    return {"backstores": {f"ramdisk/disk{lun}": disk | {"serial": f"serial-{lun}"} for lun in range(LUNS)},
            "targets": {wwn(): target}, "rdmaCmPort": 0}


def make_barely() -> float:
    return float(run(BARE, "make", wwn(), str(LUNS), str(ACLS))) / 1000


def remove() -> None:
    run(BARE, "remove", wwn())


def tool_times(*words: str) -> list[float]:
    return [seconds(lambda: run(*words)) for _ in range(SLOW_ROUNDS)]


def read(caller: Caller) -> dict:
    return patiently(lambda: caller.call("srp_target", "Read", "{}")).json["config"]


def applied(caller: Caller, wish: dict) -> float:
    """From Apply to the job's end, which is seen by its record: asking for it would be work for the helper."""
    plan = plan_id(caller, "srp_target", wish)
    begun = time.monotonic()
    job = patiently(lambda: caller.call("srp_target", "Apply", plan, json.dumps(wish))).text
    running, finished = (Path(f"{folder}/jobs/{job}.json") for folder in ("/run/rdma-manager", "/var/lib/rdma-manager"))
    while running.exists() or not finished.exists():
        time.sleep(0.005)
    taken = time.monotonic() - begun
    end = json.loads(finished.read_text(encoding="utf-8"))
    if end["state"] != "done":
        check("a job is done", False, {key: end.get(key) for key in ("state", "error")})
    return taken


def patiently(call: Callable[[], Answer]) -> Answer:
    """Busy: the last job has reported and not quite ended. Timeout: a loaded machine; what is measured includes it."""
    for _ in range(20):
        answer = call()
        if answer.error not in ("Busy", "Timeout"):
            break
    if answer.error:
        raise RuntimeError(answer.error)
    return answer


def same(words: str, wished: object, seen: object) -> None:
    check(words, wished == seen, difference(wished, seen))


def difference(wished: object, seen: object, where: str = "") -> str:
    """The first one: the trees fill pages."""
    if not isinstance(wished, dict) or not isinstance(seen, dict):
        return f"{where}: {seen}; wished: {wished}"
    key = next((key for key in sorted(wished.keys() | seen.keys()) if wished.get(key) != seen.get(key)), "")
    return difference(wished.get(key), seen.get(key), f"{where}/{key}") if key else ""


def seconds(action: Callable[[], object]) -> float:
    begun = time.monotonic()
    action()
    return time.monotonic() - begun


def run(*words: str) -> str:
    return subprocess.run(words, check=True, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True).stdout


if __name__ == "__main__":
    main()
