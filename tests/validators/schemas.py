#!/usr/bin/python3 -B
# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# The schemas beside the bus interface are true: what the real helper says on the demo host fits them, and what it takes too.
import json
import re
import sys
import time
import unittest
from pathlib import Path

import dbus
import jsonschema
import referencing
import referencing.jsonschema

from demobus import Feature, demo_host

SCHEMAS = Path(sys.argv.pop(1))
DEMO_HOST = sys.argv.pop(1)


def load(path: Path) -> dict:
    return json.loads(path.read_text(encoding="utf-8"))


def validator(name: str) -> jsonschema.Draft202012Validator:
    resources = [(path.name, referencing.Resource.from_contents(load(path))) for path in SCHEMAS.glob("*.schema.json")]
    registry = referencing.Registry().with_resources(resources)
    return jsonschema.Draft202012Validator({"$ref": f"{name}.schema.json"}, registry=registry)


class SchemasTest(unittest.TestCase):
    def fits(self, schema: str, value: dict) -> None:
        problems = [f"{error.json_path}: {error.message}" for error in validator(schema).iter_errors(value)]
        self.assertEqual(problems, [], schema)

    def test_everyFileIsASchema(self) -> None:
        files = sorted(SCHEMAS.glob("*.schema.json"))
        self.assertGreaterEqual(len(files), 10)
        for file in files:
            jsonschema.Draft202012Validator.check_schema(load(file))

    def test_anotherShapeDoesNotFit(self) -> None:
        for schema in ("names-state", "names-wish", "modules-state", "modules-wish", "jobs-state", "jobs-wish", "devices-state", "devices-wish", "devices-query", "srp_initiator-state", "srp_initiator-wish", "srp_initiator-query", "log-state", "log-wish", "log-query", "limits-state", "limits-wish", "limits-query", "ports-state", "ports-wish", "ports-query", "plan", "error"):
            self.assertFalse(validator(schema).is_valid({"surprise": 1}), schema)

    def test_everyNoteFits(self) -> None:
        codes = re.findall(r'\{NoteCode::\w+, "(\w+)"_L1\}', (SCHEMAS.parents[2] / "model/note.cpp").read_text(encoding="utf-8"))
        self.assertIn("DiskOpen", codes)
        for code in set(codes) - {"Unknown"}:  # which a front end makes of what it does not know
            with self.subTest(code):
                self.fits("plan", {"id": "0" * 64, "action": "", "permission": "yes", "steps": [],
                                   "warnings": [{"code": code, "subject": "/dev/sdb", "detail": "4711 dd"}]})

    def test_whatTheHelperSays(self) -> None:
        with demo_host(DEMO_HOST) as bus:
            names, jobs = Feature(bus, "names"), Feature(bus, "jobs")
            self.fits("names-state", names.read())
            self.fits("jobs-state", jobs.read())
            interface = next(key for key, value in names.read()["config"]["interfaces"].items() if value["name"] == "ib0")
            wish = {"interfaces": {interface: {"name": "storage0", "ruleName": "storage0"}}}
            self.fits("names-wish", wish)
            self.fits("plan", names.preview(wish))
            job = names.apply(wish)
            self.assertEqual(self.ended(jobs, job)["state"], "done")
            self.fits("names-state", names.read())
            self.fits("jobs-state", jobs.read())
            undo = {"jobs": {job: {"effect": "none"}}}
            self.fits("jobs-wish", undo)
            self.fits("plan", jobs.preview(undo))
            self.assertEqual(self.ended(jobs, jobs.apply(undo))["state"], "done")
            self.fits("jobs-state", jobs.read())

    def test_whatTheHelperSaysOfDevices(self) -> None:
        with demo_host(DEMO_HOST) as bus:
            devices = Feature(bus, "devices")
            for query in ({}, {"device": "mlx4_1"}, {"counters": ["mlx4_0/1", "rxe0/1"]}):
                self.fits("devices-query", query)
                self.fits("devices-state", devices.read(query))
            self.assertEqual(len(devices.read()["live"]["devices"]), 9)  # four cards' functions, four virtual, one soft
            self.fits("devices-wish", {})
            self.fits("plan", devices.preview({}))

    def test_whatTheHelperSaysOfLimits(self) -> None:
        with demo_host(DEMO_HOST) as bus:
            limits, jobs = Feature(bus, "limits"), Feature(bus, "jobs")
            self.fits("limits-state", limits.read())
            wish = {"users": {"*": {"soft": "unlimited", "hard": "unlimited"}, "1000:1999": {"hard": "67108864"}}}
            self.fits("limits-wish", wish)
            self.fits("limits-wish", {"users": {"@rdma": None}, "units": {"opensm.service": None}})
            self.fits("plan", limits.preview(wish))
            self.assertEqual(self.ended(jobs, limits.apply(wish))["state"], "done")
            state = limits.read()
            self.assertGreaterEqual(len(state["live"]["rules"]), 3)
            self.fits("limits-state", state)
            for query in ({}, {"user": "alice"}, {"group": "rdma"}, {"unit": "opensm.service"}, {"pid": 1}, {"running": True}):
                self.fits("limits-query", query)
            for bad in ({"user": "alice", "pid": 1}, {"running": False}, {"unit": "/etc/passwd"}, {"pid": 0}):
                self.assertFalse(validator("limits-query").is_valid(bad), bad)

    def test_whatTheHelperSaysOfModules(self) -> None:
        with demo_host(DEMO_HOST) as bus:
            modules, jobs = Feature(bus, "modules"), Feature(bus, "jobs")
            self.fits("modules-state", modules.read())
            wish = {"protocols": {"umad": {"loaded": True}, "soft_roce": {"atBoot": True}}}
            self.fits("modules-wish", wish)
            self.fits("plan", modules.preview(wish))
            self.assertEqual(self.ended(jobs, modules.apply(wish))["state"], "done")
            self.fits("modules-state", modules.read())
            for bad in ({"protocols": {"ib_core": {"loaded": True}}}, {"services": {"sshd.service": {"active": False}}}):
                self.assertFalse(validator("modules-wish").is_valid(bad), bad)

    def test_whatTheHelperSaysOfPorts(self) -> None:
        with demo_host(DEMO_HOST) as bus:
            ports, jobs = Feature(bus, "ports"), Feature(bus, "jobs")
            for query in ({}, {"inspect": True}):
                self.fits("ports-query", query)
                self.fits("ports-state", ports.read(query))
            wish = {"cards": {"0000:81:00.0": {"1": {"atBoot": "ethernet"}},
                              "0000:05:00.0": {port: {"now": "ethernet", "atBoot": "ethernet"} for port in "12"}}}
            self.fits("ports-wish", wish)
            self.fits("ports-wish", {"badLines": {"3": None}, "rebuildImage": True})
            self.fits("plan", ports.preview(wish))
            self.assertEqual(self.ended(jobs, ports.apply(wish))["state"], "done")
            self.fits("ports-state", ports.read())
            self.fits("jobs-state", jobs.read())
            for bad in ({"badLines": {"3": "0000:05:00.0 eth eth"}}, {"cards": {"mlx5_0": {}}},
                        {"cards": {"0000:05:00.0": {"1": {"now": "eth ib"}}}}):
                self.assertFalse(validator("ports-wish").is_valid(bad), bad)

    def test_whatTheHelperSaysOfTheLog(self) -> None:
        with demo_host(DEMO_HOST) as bus:
            log = Feature(bus, "log")
            told = log.read({"kernel": ""})
            self.assertEqual(len(told["live"]["lines"]), 3)
            for query in ({}, {"kernel": ""}, {"kernel": told["live"]["cursor"]}):
                self.fits("log-query", query)
                self.fits("log-state", log.read(query))
            for bad in ({"kernel": "x"}, {"kernel": told["live"]["cursor"] + "0" * 17}, {"dmesg": ""}):
                self.assertFalse(validator("log-query").is_valid(bad), bad)
            self.fits("log-wish", {})
            self.fits("plan", log.preview({}))

    def test_whatTheHelperSaysOfAttachedDisks(self) -> None:
        with demo_host(DEMO_HOST) as bus:
            initiator, jobs = Feature(bus, "srp_initiator"), Feature(bus, "jobs")
            state = initiator.read()
            self.fits("srp_initiator-state", state)
            self.assertEqual(len(state["live"]["sessions"]), 2)
            self.fits("srp_initiator-query", {"discover": "mlx4_0/1"})
            found = initiator.read({"discover": "mlx4_0/1"})
            self.fits("srp_initiator-state", found)
            self.assertEqual(len(found["live"]["found"]), 3)
            target = "rxe0/1/505400fffe000042/505400fffe000042"
            wish = {"targets": {target: {"login": {"path": {"address": "192.0.2.7", "port": 5555}}, "connected": True, "atBoot": True,
                                         "timeouts": {"reconnectDelay": 10, "fastIoFail": 15, "devLoss": 600}}},
                    "rules": [{"allow": True, "idExt": "0002c90300a1b2c3", "options": {"queue_size": 128}}, {"allow": False}],
                    "daemons": {"mlx4_0/1": True}}
            self.fits("srp_initiator-wish", wish)
            self.fits("plan", initiator.preview(wish))
            self.assertEqual(self.ended(jobs, initiator.apply(wish))["state"], "done")
            self.fits("srp_initiator-state", initiator.read())
            self.fits("srp_initiator-wish", {"targets": {target: {"rescan": True, "timeouts": {"devLoss": None}}}})
            self.fits("srp_initiator-wish", {"targets": {target: None}})
            self.fits("srp_initiator-wish", {"startDaemon": True})

    def test_howTheHelperRefuses(self) -> None:
        with demo_host(DEMO_HOST) as bus:
            names = Feature(bus, "names")
            for bad in ("", "[]", '{"surprise": 1}', '{"interfaces": {"x": null, "y": {"name": 3}}}'):
                with self.subTest(bad), self.assertRaises(dbus.DBusException) as caught:
                    names.call("Preview", bad)
                self.assertEqual(caught.exception.get_dbus_name(), "org.rdmamanager.Error")
                self.fits("error", json.loads(str(caught.exception.get_dbus_message())))

    def ended(self, jobs: Feature, job: str) -> dict:
        while (view := jobs.read()["live"]["jobs"][job])["state"] == "running":
            time.sleep(0.02)
        return view


if __name__ == "__main__":
    unittest.main()
