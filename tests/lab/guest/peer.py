# SPDX-FileCopyrightText: RDMA Manager contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The guest at the other end of the cable does what it is told: "serve" there, "COMMAND WORD…" here, with its output and status."""

import json
import socket
import subprocess
import sys
import time

ADDRESS = ("10.0.0.1", 700)
PATIENCE = 120.0  # it may still be booting
SHELL = ["bash", "-uo", "pipefail", "-c",
         '. /lab/guest/checks.sh; [ -e /lab/common.sh ] && . /lab/common.sh; "$@"', "peer"]


def serve() -> None:
    with socket.create_server(ADDRESS) as server:
        while True:
            connection, _ = server.accept()
            with connection:
                answer(connection)


def answer(connection: socket.socket) -> None:
    words = json.load(connection.makefile(encoding="utf-8"))
    done = subprocess.run([*SHELL, *words], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    connection.sendall(json.dumps([done.returncode, done.stdout.decode(errors="replace")]).encode())


def tell(words: list[str]) -> int:
    with connected() as connection:
        connection.sendall(json.dumps(words).encode())
        connection.shutdown(socket.SHUT_WR)
        status, output = json.load(connection.makefile(encoding="utf-8"))
    sys.stdout.write(output)
    return status


def connected() -> socket.socket:
    end = time.monotonic() + PATIENCE
    while True:
        try:
            return socket.create_connection(ADDRESS)
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.5)


if __name__ == "__main__":
    sys.exit(serve() if sys.argv[1:] == ["serve"] else tell(sys.argv[1:]))
