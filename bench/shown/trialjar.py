# Copyright the ReconSync authors.
# SPDX-License-Identifier: Apache-2.0
"""Versions of a plugin that ships, each with a command set of its own beside what it had, whole and broken in every way;
built with nothing but a JDK."""
import os
import re
import subprocess
import zipfile

SOURCE = """package org.example.trial.%(package)s;

import io.reconsync.api.Deadline;
import io.reconsync.api.command.CommandDescriptor;
import io.reconsync.api.command.CommandSet;
import io.reconsync.api.command.Invocation;
import io.reconsync.api.command.Reply;
import io.reconsync.api.command.Tier;
import java.util.List;

public class %(name)s implements CommandSet {
    public %(name)s(%(parameters)s) { %(constructor)s }
    public String namespace() { return "trial"; }
    public List<CommandDescriptor> commands() {
        return List.of(new CommandDescriptor("%(command)s", "For the exam", List.of(), Tier.USER, false, false, "trial %(command)s"));
    }
    public Reply execute(Invocation call, Deadline deadline) { return Reply.text(new Answer().text()); }
    static class Answer { String text() { return "%(command)s answers"; } }
}
"""
COMPONENT = """<?xml version="1.0" encoding="UTF-8"?>
<scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.4.0" name="%(type)s"%(init)s>
  <implementation class="%(type)s"/>
  <service><provide interface="io.reconsync.api.command.CommandSet"/></service>
%(reference)s</scr:component>
"""
def _folded(text):
    lines = []
    for line in text.splitlines():
        while len(line) > 72:
            lines.append(line[:72])
            line = " " + line[72:]
        lines.append(line)
    return "\n".join(lines) + "\n\n"


def _manifest(text):
    """The headers, in their order."""
    lines = text.replace("\r\n", "\n").replace("\n ", "").splitlines()
    return dict(line.split(": ", 1) for line in lines if ": " in line)


class Jars:
    """Built once into a folder, by name, out of a jar that ships."""

    def __init__(self, folder, home, base):
        self.folder = folder
        self.base = base
        self.path = ":".join(home + "/lib/" + jar for jar in os.listdir(home + "/lib"))
        os.makedirs(folder, exist_ok=True)

    def jar(self, name, version, command, package, constructor="", parameters="", imports="", span="[1.0,2)", immediate=False,
            reference=""):
        work = "%s/%s" % (self.folder, name)
        kind = {"package": package, "name": command.capitalize() + "Commands", "command": command, "constructor": constructor,
                "parameters": parameters}
        source = "%s/src/%s.java" % (work, kind["name"])
        os.makedirs(os.path.dirname(source), exist_ok=True)
        with open(source, "w") as file:
            file.write(SOURCE % kind)
        subprocess.run(["javac", "--release", "17", "-nowarn", "-cp", self.path, "-d", work + "/classes", source], check=True)
        jar = work + ".jar"
        with zipfile.ZipFile(self.base) as base, zipfile.ZipFile(jar, "w", zipfile.ZIP_DEFLATED) as out:
            headers = _manifest(base.read("META-INF/MANIFEST.MF").decode())
            out.writestr("META-INF/MANIFEST.MF", _folded(self.headers(headers, version, span, imports)))
            for entry in base.namelist():
                if entry != "META-INF/MANIFEST.MF" and not entry.endswith("/"):
                    out.writestr(entry, base.read(entry))
            out.writestr("OSGI-INF/trial.xml", COMPONENT % {
                "type": "org.example.trial.%s.%s" % (package, kind["name"]), "reference": reference,
                "init": (' init="1"' if parameters else "") + (' immediate="true"' if immediate else "")})
            for below, _, files in os.walk(work + "/classes"):
                for file in files:
                    path = os.path.join(below, file)
                    out.write(path, os.path.relpath(path, work + "/classes"))
        return jar

    @staticmethod
    def headers(headers, version, span, imports):
        needed = [one for one in re.split(r',(?=(?:[^"]*"[^"]*")*[^"]*$)', headers["Import-Package"])
                  if not re.match(r"io\.reconsync\.api(\.command)?(;|$)", one)]
        needed += ['io.reconsync.api;version="%s"' % span, 'io.reconsync.api.command;version="%s"' % span]
        headers["Import-Package"] = ",".join(needed) + imports
        headers["Bundle-Version"] = version
        headers["Service-Component"] = ",".join(filter(None, [headers.get("Service-Component"), "OSGI-INF/trial.xml"]))
        return "\n".join("%s: %s" % header for header in headers.items())

    def all(self):
        """(good one, good two, broken by kind)."""
        one = self.jar("one", "1.0.0", "one", "first")
        two = self.jar("two", "2.0.0", "two", "second")
        hang = "try { Thread.sleep(600000); } catch (InterruptedException e) { throw new IllegalStateException(e); }"
        broken = {
            "missing-import": self.jar("missing-import", "3.0.0", "three", "third", imports=",com.example.absent"),
            "throws": self.jar("throws", "3.0.0", "three", "third", 'if (true) throw new IllegalStateException("no luck");'),
            "hangs": self.jar("hangs", "3.0.0", "three", "third", hang, immediate=True),
            "never-ready": self.jar("never-ready", "3.0.0", "three", "third", parameters="Runnable needed", reference=(
                '  <reference name="needed" interface="java.lang.Runnable" parameter="0"/>\n')),
            "api-range": self.jar("api-range", "3.0.0", "three", "third", span="[1.9,2)"),
        }
        with open(two, "rb") as file:
            whole = file.read()
        broken["truncated"] = self.folder + "/truncated.jar"
        with open(broken["truncated"], "wb") as file:
            file.write(whole[: len(whole) * 2 // 3])
        broken["same-name"] = one
        return one, two, broken
