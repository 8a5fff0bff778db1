# Copyright the ReconSync authors.
# SPDX-License-Identifier: Apache-2.0
"""Rounds of drop, replace, break and remove of one plugin's jar, and the servers that are backed up meanwhile."""
import json
import os
import re
import shutil
import socket
import struct
import threading
import time

import control
import product

NAMES = ["plain", "other", "mine", "slow", "island"]
KINDS = ["missing-import", "throws", "hangs", "never-ready", "api-range", "truncated", "same-name"]
PLAIN = """game: plain
name: A script
process: {names: [sh], ready: '^up$', start: [sh, -c, 'echo up; while :; do sleep 1; done']}
stop: [{signal: TERM, wait: 5s}, {signal: KILL}]
log: {files: [stdout]}
query: {kind: none}
files: {roots: [world], include: ['**']}
"""
SERVER = """server_id: %(id)s
game: %(game)s
install: "%(install)s"
backup: {destinations: [local], format: zip, retention: {keep_last: 3}}
"""
SIMULATOR = """#!/bin/sh
exec java -XX:TieredStopAtLevel=1 -Xshare:auto -XX:+UseSerialGC -jar '%s' --dir "$PWD/../../.." --ledger '%s' \
--speed 20 --never-pause-ms 6000 --set save-ms=20000 --set rcon-wrong-id=0 -- "$@"
"""


def port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


class Servers:
    """A script, two sandboxes, and an ARK simulator."""

    def __init__(self, home):
        self.home = home
        self.console = {"mine": port(), "slow": port()}
        product.write(home + "/games/plain.yaml", PLAIN)
        self.put("plain", "plain", "")
        os.makedirs(home + "/servers/plain/world")
        with open(home + "/servers/plain/world/level.dat", "wb") as world:
            world.write(os.urandom(4 << 20))
        sandbox = 'console: {port: %d, password: "bench"}\nsandbox: {world_mb: 8, players: 3, autosave_seconds: 0, save_ms: %d}\n'
        self.put("other", "sandbox", sandbox % (port(), 300))
        self.put("mine", "sandbox", sandbox % (self.console["mine"], 4000))
        # Slower than what a leaving plugin is waited for: its backup is cut off.
        self.put("slow", "sandbox", sandbox % (self.console["slow"], 26000))
        self.put("island", "ark", 'map: TheIsland\nark: {port: %d}\nquery: {port: %d}\nconsole: {port: %d, password: "bench"}\n' % (
            port(), port(), port()))
        program = home + "/servers/island/ShooterGame/Binaries/Linux/ShooterGameServer"
        product.write(program, SIMULATOR % (product.ROOT + "/plugins/ark/simulator/target/ark-simulator.jar", home + "/island.jsonl"))
        os.chmod(program, 0o755)
        os.makedirs(home + "/servers/island/ShooterGame/Saved")

    def put(self, server, game, more):
        install = "%s/servers/%s" % (self.home, server)
        os.makedirs(install)
        product.write("%s/conf/servers/%s.yaml" % (self.home, server), SERVER % {"id": server, "game": game, "install": install} + more)

    def start(self):
        for server in NAMES:
            code, text = control.ask(self.home, "server", "start", server, "--wait")
            if code != 0:
                raise SystemExit("%s does not start: %s" % (server, text))

    def stop(self):
        for server in NAMES:
            try:
                control.ask(self.home, "server", "stop", server, "--wait")
            except OSError:
                pass

    def held(self, server):
        """Whether the game's own log says last that it is kept from saving."""
        with open("%s/servers/%s/logs/sandbox.log" % (self.home, server), encoding="utf-8") as log:
            said = re.findall(r"\[world\] saving (on|off)$", log.read(), re.M)
        return said[-1:] == ["off"]

    def saves(self, server):
        """What the game itself says, over its own port: True, False; True for one that has no such command."""
        if server not in self.console:
            return True
        return not self.held(server) and "saving on" in rcon(self.console[server], "bench", "status")


def rcon(at, password, command):
    """One command over Source RCON."""
    with socket.create_connection(("127.0.0.1", at), 20) as to:
        to.settimeout(90)

        def ask(number, kind, text):
            body = struct.pack("<ii", number, kind) + text.encode() + b"\0\0"
            to.sendall(struct.pack("<i", len(body)) + body)

        def hear():
            length = struct.unpack("<i", control._exactly(to, 4))[0]
            body = control._exactly(to, length)
            return struct.unpack("<ii", body[:8]), body[8:-2].decode("utf-8", "replace")

        ask(1, 3, password)
        while hear()[0] != (1, 2):
            pass
        ask(2, 2, command)
        return hear()[1]


class Backups(threading.Thread):
    """Backs one server up again and again."""

    def __init__(self, home, server):
        super().__init__(daemon=True)
        self.home, self.server, self.ended, self.results = home, server, threading.Event(), []

    def run(self):
        while not self.ended.is_set():
            try:
                code, text = control.ask(self.home, "backup", "now", self.server, "--wait")
                self.results.append((code, text.strip()))
            except OSError as e:
                self.results.append((-1, str(e)))
            self.ended.wait(0.2)

    def end(self):
        self.ended.set()
        self.join(120)

    def failures(self):
        return [result for result in self.results if result[0] != 0]

    def __str__(self):
        return "%d backups of %s, %d failed" % (len(self.results), self.server, len(self.failures()))


class Rounds:
    """With the jar of one plugin, whose file has the plugin's name."""

    def __init__(self, home, plugin, jars, rng):
        self.home, self.plugin, self.rng = home, plugin, rng
        self.one, self.two, self.broken = jars
        self.plugins = home + "/plugins/"
        self.file = plugin + ".jar"
        self.kept = "%s/%s.kept" % (home, plugin)
        shutil.copy(self.plugins + self.file, self.kept)
        self.forget()

    def forget(self):
        self.offered, self.gone, self.refused, self.replaced = [], [], {}, []

    def drop(self, jar, name=None, atomic=None):
        """As a copy in place that takes its time, or as a rename."""
        name = name or self.file
        if self.rng.random() < 0.5 if atomic is None else atomic:
            shutil.copy(jar, self.plugins + "." + name)
            os.replace(self.plugins + "." + name, self.plugins + name)
        else:
            with open(jar, "rb") as source, open(self.plugins + name, "wb") as to:
                data = source.read()
                to.write(data[: len(data) // 2])
                to.flush()
                time.sleep(0.1)
                to.write(data[len(data) // 2 :])

    def until(self, what, condition, limit=120):
        begun = time.monotonic()
        while not condition():
            if time.monotonic() - begun > limit:
                raise AssertionError("not within %d s: %s\n%s\n%s" % (
                    limit, what, control.ask(self.home, "plugin", "list")[1], control.ask(self.home, "jobs")[1]))
            time.sleep(0.02)
        return time.monotonic() - begun

    def answers(self, command):
        code, text = control.ask(self.home, "trial", command)
        return code == 0 and command + " answers" in text

    def state(self):
        text = control.ask(self.home, "plugin", "list")[1]
        line = re.search(r"^%s\s+(\S+)\s+(\S+(?: \S+)?)\s{2,}" % re.escape(self.plugin), text, re.M)
        return line.group(2) if line else ""

    def note(self, name):
        try:
            with open(self.plugins + name + ".refused.txt", encoding="utf-8") as file:
                return file.read().strip()
        except FileNotFoundError:
            return ""

    def remove(self):
        os.remove(self.plugins + self.file)
        self.gone.append(self.until("%s is gone" % self.plugin, lambda: self.state() in ("", "gone")))

    def shipped(self):
        """The jar as it came."""
        self.drop(self.kept, atomic=True)
        self.until("the shipped %s is ready" % self.plugin, lambda: self.state() == "ready" and not self.answers("one") and not self.answers("two"))

    def breaks(self, kind):
        """Drops a broken jar and waits for the sentence that refuses it."""
        name = "again.jar" if kind == "same-name" else self.file
        self.drop(self.broken[kind], name)
        took = self.until("%s is refused" % kind, lambda: self.note(name[:-4]))
        self.refused.setdefault(kind, []).append({"seconds": round(took, 3), "sentence": self.note(name[:-4])})
        return name

    def mended(self, name, jar):
        """The jar from before, for the broken one."""
        if name == "again.jar":
            os.remove(self.plugins + name)
        else:
            self.drop(jar)
        self.until("the note is gone", lambda: not self.note(name[:-4]))

    def one_round(self, number):
        self.remove()
        self.drop(self.one)
        self.offered.append(self.until("trial one is offered", lambda: self.answers("one")))
        self.drop(self.two)
        self.replaced.append(self.until("trial two is offered", lambda: self.answers("two")))
        assert not self.answers("one"), "the command of the version before is still there"
        name = self.breaks(KINDS[number % len(KINDS)])
        self.until("trial two runs on", lambda: self.answers("two"))
        self.mended(name, self.two)
        self.until("trial two still answers", lambda: self.answers("two"))
        self.remove()
        assert not self.answers("two"), "the command of a plugin that is gone is still there"
        self.shipped()


class Own:
    """Rounds in the middle of backups of a server whose adapter the jar is."""

    def __init__(self, rounds, servers, server, n):
        self.rounds, self.servers, self.server, self.n = rounds, servers, server, n
        self.home = rounds.home
        self.forget()

    def forget(self):
        self.held, self.ends, self.again, self.wrong = 0, {}, [], []

    def job(self, *words):
        code, text = control.ask(self.home, *words, "--json")
        return json.loads(text).get("job") or json.loads(text)

    def begin(self):
        """A backup that is under way: the game is kept from saving, or, where it cannot be, its files are waited for."""
        job = self.job("backup", "now", self.server, "--no-wait")
        name = job["id"] if isinstance(job, dict) else job
        if self.server in self.servers.console:
            self.rounds.until("saving is off", lambda: self.servers.held(self.server))
        else:
            self.rounds.until("the save is waited for", lambda: self.job("jobs", "show", name)["step"] in ("quiesce", "settle", "read"))
        time.sleep(self.rounds.rng.random() * 3)
        return name

    def one_round(self, number):
        rounds = self.rounds
        job = self.begin()
        what = ["replace", "remove", "break"][number % 3]
        name = None
        begun = time.monotonic()
        held = self.server not in self.servers.console or self.servers.held(self.server)
        self.held += held
        if what == "replace":
            rounds.drop(rounds.one if number % 2 else rounds.two)
        elif what == "remove":
            os.remove(rounds.plugins + rounds.file)
        else:
            name = rounds.breaks(KINDS[number // 3 % len(KINDS)])
        over = ("succeeded", "failed", "cancelled", "unknown")
        rounds.until("the backup is over", lambda: self.job("jobs", "show", job)["state"] in over)
        rounds.until("the game saves again", lambda: self.servers.saves(self.server))
        self.again.append(time.monotonic() - begun)
        end = self.job("jobs", "show", job)
        self.ends.setdefault(what, []).append(end["state"])
        if end["state"] not in ("succeeded", "cancelled"):
            self.wrong.append(end)
        if what == "replace":
            rounds.until("the new version answers", lambda: rounds.answers("one" if number % 2 else "two"))
        elif what == "remove":
            rounds.until("it is gone", lambda: rounds.state() in ("", "gone"))
        else:
            rounds.mended(name, rounds.kept)
        rounds.shipped()
        text = control.ask(self.home, "backup", "now", self.server, "--wait")
        if text[0] != 0:
            self.wrong.append(text)
        print("own round %d of %s: %s, held %s, %s, saves again after %.1f s" % (
            number + 1, self.server, what, held, end["state"], self.again[-1]), flush=True)

    def all_rounds(self, others):
        for number in range(self.n):
            self.one_round(number)
            print("  " + str(others), flush=True)

    def summary(self, spread):
        counts = {what: {state: ends.count(state) for state in sorted(set(ends))} for what, ends in self.ends.items()}
        return {"rounds": self.n, "held_at_the_drop": self.held, "backup": counts, "saves_again_s": spread(self.again), "wrong": self.wrong}

    def fine(self):
        return not self.wrong and self.held >= self.n * 0.9
