# Copyright the ReconSync authors.
# SPDX-License-Identifier: Apache-2.0
"""The built standalone archive as a user starts it, and what /proc and jcmd say about its process."""
import glob
import json
import os
import re
import shutil
import signal
import subprocess
import tarfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
READY = re.compile(r"is ready after (\d+) ms")


def archive():
    """The newest standalone archive."""
    found = sorted(glob.glob(ROOT + "/distribution/standalone/target/reconsync-standalone-*.tar.gz"))
    if not found:
        raise SystemExit("no archive: ./mvnw -DskipTests -pl distribution/standalone -am package")
    return found[-1]


def unpack(home):
    """A clean home."""
    shutil.rmtree(home, ignore_errors=True)
    os.makedirs(home)
    with tarfile.open(archive()) as tar:
        for member in tar.getmembers():
            member.name = member.name.split("/", 1)[1] if "/" in member.name else "."
            tar.extract(member, home, filter="fully_trusted") if hasattr(tarfile, "data_filter") else tar.extract(member, home)
    return home


class Watched:
    """A process whose standard output goes to a file."""

    def __init__(self, words, log, env=None):
        self.log = log
        self.begun = time.monotonic()
        with open(log, "wb") as out:
            self.process = subprocess.Popen(words, stdout=out, stderr=subprocess.STDOUT, env=env, start_new_session=True)
        self.pid = self.process.pid

    def output(self):
        with open(self.log, encoding="utf-8", errors="replace") as file:
            return file.read()

    def await_line(self, pattern, limit):
        """The match and the seconds since the start of the process."""
        end = time.monotonic() + limit
        while time.monotonic() < end:
            match = re.search(pattern, self.output())
            if match:
                return match, time.monotonic() - self.begun
            if self.process.poll() is not None:
                break
            time.sleep(0.01)
        raise SystemExit("no '%s' within %s s:\n%s" % (pattern, limit, self.output()[-4000:]))

    def cpu(self):
        """Seconds of CPU so far."""
        with open("/proc/%d/stat" % self.pid) as file:
            fields = file.read().rsplit(") ", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def rss(self):
        """KiB."""
        with open("/proc/%d/status" % self.pid) as file:
            return int(re.search(r"VmRSS:\s+(\d+)", file.read()).group(1))

    def threads(self):
        return len(os.listdir("/proc/%d/task" % self.pid))

    def files(self):
        """What each open file is."""
        found = []
        for name in os.listdir("/proc/%d/fd" % self.pid):
            try:
                found.append(os.readlink("/proc/%d/fd/%s" % (self.pid, name)))
            except OSError:
                pass
        return found

    def flags(self):
        """The options of the JVM, without class path and properties."""
        with open("/proc/%d/cmdline" % self.pid, "rb") as file:
            words = file.read().decode().split("\0")
        return [word for word in words[1 : words.index("-cp")] if not word.startswith("-D")]

    def jcmd(self, *words):
        return subprocess.run(["jcmd", str(self.pid), *words], capture_output=True, text=True, timeout=60).stdout

    def loaders(self):
        """Class loaders of bundles, after a full collection."""
        self.jcmd("GC.run")
        text = self.jcmd("VM.classloaders", "fold=false")
        return len(re.findall(r"BundleClassLoader", text))

    def stop(self, limit=40):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(limit)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        return self.process.returncode


class Product(Watched):
    """`reconsync run` in a home."""

    def __init__(self, home, java=None, options=""):
        env = dict(os.environ, JAVA_OPTS=options)
        env.pop("RECONSYNC_HOME", None)
        if java:
            env["JAVA_HOME"] = java
        self.home = home
        self.env = env
        super().__init__([home + "/bin/reconsync", "run"], home + ".out", env)

    def ready(self, limit=120):
        return self.await_line(READY, limit)[1]

    def ask(self, *words, limit=120):
        """Exit code and text of a command."""
        done = subprocess.run([self.home + "/bin/reconsync", *words], capture_output=True, text=True, timeout=limit, env=self.env)
        return done.returncode, done.stdout + done.stderr

    def json(self, *words, limit=120):
        code, text = self.ask(*words, "--json", limit=limit)
        return code, json.loads(text) if text.strip().startswith(("{", "[")) else text


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def raw(name, result):
    """The raw figures, for whoever wants to count again."""
    path = "%s/build/shown/%s.json" % (ROOT, name)
    write(path, json.dumps(result, indent=1) + "\n")
    print("raw: " + path)
