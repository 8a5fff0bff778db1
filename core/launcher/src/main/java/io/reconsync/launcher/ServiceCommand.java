// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.launcher;

import io.reconsync.contract.commands.ExitCode;
import java.io.PrintStream;
import java.nio.file.Path;

/** {@code service print}: a definition to be read and put in place by a person. */
final class ServiceCommand {
    private final CommandLine line;
    private final PrintStream out;

    ServiceCommand(CommandLine line, PrintStream out) {
        this.line = line;
        this.out = out;
    }

    int run() {
        if (line.rest().isEmpty() || !line.rest().get(0).equals("print")) {
            throw new Refusal(
                    ExitCode.USAGE,
                    "usage",
                    "`reconsync service` needs the word print.",
                    "Try `service print --user`.");
        }
        Path script = line.program().root().resolve("bin").resolve("reconsync");
        if (line.has("--windows")) {
            out.print(windows(script + ".cmd"));
        } else {
            out.print(line.has("--system") ? system(script) : user(script));
        }
        return ExitCode.OK;
    }

    private String user(Path script) {
        return "# Put this into ~/.config/systemd/user/reconsync.service, then:\n"
                + "#   systemctl --user daemon-reload && systemctl --user enable --now reconsync\n"
                + "#   loginctl enable-linger        (so that it runs while you are logged out)\n"
                + unit(script, "")
                + "\n[Install]\nWantedBy=default.target\n";
    }

    private String system(Path script) {
        return "# Put this into /etc/systemd/system/reconsync.service, then:\n"
                + "#   systemctl daemon-reload && systemctl enable --now reconsync\n"
                + unit(script, "User=" + System.getProperty("user.name") + "\n")
                + "\n[Install]\nWantedBy=multi-user.target\n";
    }

    private String unit(Path script, String user) {
        return "[Unit]\n"
                + "Description=ReconSync: monitoring and backup of game servers\n"
                + "After=network-online.target\n"
                + "Wants=network-online.target\n"
                + "\n[Service]\n"
                + "Type=exec\n"
                + user
                + "Environment=" + quoted("RECONSYNC_HOME=" + line.home().root()) + "\n"
                + "ExecStart=" + quoted(script.toString()).replace("$", "$$") + " run\n"
                + "# Only ReconSync itself is stopped: game servers that it started go on.\n"
                + "KillMode=process\n"
                + "SendSIGKILL=yes\n"
                + "TimeoutStopSec=40\n"
                + "Restart=on-failure\n"
                + "RestartSec=5\n"
                + "RestartPreventExitStatus=" + ExitCode.ALREADY_RUNNING + " " + ExitCode.CONFIG + "\n";
    }

    /** As systemd reads it: percent signs start a specifier. Dollars start a variable, but only in commands. */
    static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("%", "%%") + '"';
    }

    private String windows(String script) {
        return "Run this in a command prompt with administrator's rights. It starts ReconSync with Windows, as you:\n\n"
                + "  schtasks /Create /TN ReconSync /SC ONSTART /RL LIMITED /RU \"%USERNAME%\" /RP * ^\n"
                + "    /TR \"\\\"" + script + "\\\" run\"\n"
                + "  schtasks /Run /TN ReconSync\n\n"
                + "To end it:     schtasks /End /TN ReconSync\n"
                + "To remove it:  schtasks /Delete /TN ReconSync\n\n"
                + "Not run for real yet on Windows.\n";
    }
}
