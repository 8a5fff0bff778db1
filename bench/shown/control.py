# Copyright the ReconSync authors.
# SPDX-License-Identifier: Apache-2.0
"""The control socket, spoken to without a JVM per question."""
import json
import socket
import struct


def ask(home, *words, limit=120):
    """Exit code and text of a command of the running instance."""
    with socket.socket(socket.AF_UNIX) as to:
        to.settimeout(limit)
        to.connect(home + "/run/control.sock")
        body = json.dumps({"type": "run", "words": list(words), "person": False, "width": 0}).encode()
        to.sendall(struct.pack(">I", len(body)) + body)
        text = ""
        while True:
            message = json.loads(_exactly(to, struct.unpack(">I", _exactly(to, 4))[0]))
            if message["type"] in ("out", "err"):
                text += message.get("text", "") + "\n"
            elif message["type"] == "end":
                return message["exit"], text


def _exactly(to, length):
    data = b""
    while len(data) < length:
        more = to.recv(length - len(data))
        if not more:
            raise ConnectionError("the instance closed the socket")
        data += more
    return data
