# Copyright the ReconSync authors.
# SPDX-License-Identifier: Apache-2.0
"""Jars of a small plugin with a command set, whole and broken in every way, built with nothing but a JDK."""
import os
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
MANIFEST = """Manifest-Version: 1.0
Bundle-ManifestVersion: 2
Bundle-Name: Trial
Bundle-SymbolicName: org.example.trial
Bundle-Version: %(version)s
Import-Package: io.reconsync.api;version="%(range)s",io.reconsync.api.command;version="%(range)s"%(imports)s
Service-Component: OSGI-INF/trial.xml
Require-Capability: osgi.ee;filter:="(&(osgi.ee=JavaSE)(version=17))",osgi.extender;filter:="(&(osgi.extender=osgi.component)(version>=1.5.0)(!(version>=2.0.0)))"
"""


def _folded(text):
    lines = []
    for line in text.splitlines():
        while len(line) > 72:
            lines.append(line[:72])
            line = " " + line[72:]
        lines.append(line)
    return "\n".join(lines) + "\n\n"


class Jars:
    """Built once into a folder, by name."""

    def __init__(self, folder, home):
        self.folder = folder
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
        with zipfile.ZipFile(jar, "w", zipfile.ZIP_DEFLATED) as out:
            out.writestr("META-INF/MANIFEST.MF", _folded(MANIFEST % {"version": version, "range": span, "imports": imports}))
            out.writestr("OSGI-INF/trial.xml", COMPONENT % {
                "type": "org.example.trial.%s.%s" % (package, kind["name"]), "reference": reference,
                "init": (' init="1"' if parameters else "") + (' immediate="true"' if immediate else "")})
            for below, _, files in os.walk(work + "/classes"):
                for file in files:
                    path = os.path.join(below, file)
                    out.write(path, os.path.relpath(path, work + "/classes"))
        return jar

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
