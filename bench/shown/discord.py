# Copyright the ReconSync authors.
# SPDX-License-Identifier: Apache-2.0
"""The Discord simulator as a process, and what its control calls do: see bot/simulator/README.md."""
import json
import os
import subprocess
import urllib.error
import urllib.parse
import urllib.request

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
JAR = ROOT + "/bot/simulator/target/discord-simulator-process.jar"


class Refused(Exception):
    """The simulator's sentence about why not."""


class Discord:
    """Runs until it is closed, or this process ends."""

    def __init__(self, log, *options):
        if not os.path.exists(JAR):
            raise SystemExit("no simulator: ./mvnw -DskipTests -pl bot/simulator package")
        words = ["java", "-Xmx128m", "-XX:TieredStopAtLevel=1", "-jar", JAR, "--parent", str(os.getpid()), *options]
        with open(log, "wb") as errors:
            self.process = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=errors)
        told = json.loads(self.process.stdout.readline())
        self.rest, self.gateway, self.control, self.token = (told[k] for k in ("rest", "gateway", "control", "token"))

    def close(self):
        self.process.terminate()
        self.process.wait()

    def ask(self, method, path, /, timeout=120, **body):
        """What a control call answers; wait and timeout_ms as the README has them."""
        request = urllib.request.Request(self.control + "/" + path, json.dumps(body).encode(), method=method)
        try:
            with urllib.request.urlopen(request, timeout=timeout) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as refused:
            raise Refused(json.load(refused)["error"]) from None

    def slash(self, user, command, wait="answered", **more):
        """Somebody sends a command: options={name: value}, guild=, channel=."""
        return self.ask("POST", "slash", user=user, command=command, wait=wait, **more)

    def click(self, user, message, wait="answered", **more):
        """Somebody presses a button: label= or custom_id=."""
        return self.ask("POST", "click", user=user, message=message, wait=wait, **more)

    def modal(self, interaction, wait="answered", **fields):
        """The form of an interaction is filled in and sent."""
        return self.ask("POST", "modal", interaction=interaction, fields=fields, wait=wait)

    def messages(self, **where):
        """Messages of a channel, with their history; count= waits for so many, contains= filters."""
        return self.ask("GET", "messages?" + urllib.parse.urlencode(where))

    def commands(self, **where):
        """Registered commands and what was done to them; name= waits for one."""
        return self.ask("GET", "commands?" + urllib.parse.urlencode(where))

    def advance(self, by):
        return self.ask("POST", "clock", advance=by)

    def violations(self):
        """Must be empty at the end of everything."""
        return self.ask("GET", "violations")
