// Copyright the ReconSync authors.
// SPDX-License-Identifier: Apache-2.0
package io.reconsync.launcher;

import io.reconsync.contract.commands.ExitCode;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The words that the command line knows by itself, without a running instance, and their help. */
enum LocalWord {
    RUN(
            "run",
            "Runs ReconSync in the foreground until it is told to stop",
            List.of(),
            "SIGTERM and Ctrl-C end it in order, at most 30 s later. Game servers go on.",
            "Exit: 0 ended in order, 1 failed or cut short, 7 an instance runs here already, 78 configuration unusable."),
    CHECK(
            "check",
            "Looks at configuration, rights and paths; needs no running instance",
            List.of("--json"),
            "Exit: 0 nothing found, 5 something found, 78 conf/reconsync.yaml is unusable, so `run` would not start."),
    SERVICE(
            "service",
            "service print: shows a service definition for this installation",
            List.of("--user", "--system", "--windows"),
            "--user: a systemd unit of the user (the default); --system: of the system; --windows: a recipe.",
            "Nothing is installed: read it, then put it where it says."),
    TRY(
            "try",
            "Starts ReconSync with a sandbox server to play with, and the shell",
            List.of("--once", "--json"),
            "Ctrl-C or `exit` stop everything, the sandbox server too.",
            "Without a terminal it carries out the lines of its input and ends: echo 'backup now sandbox --wait' |",
            "reconsync try. When the input is empty, as a service's, it runs until it is stopped.",
            "--once: start, back up, verify, delete the world, restore, prove; then stop. Needs no terminal.",
            "Exit: 0 all well, 1 not; a sentence says why; after lines of the input, that of the last line."),
    ENROLL(
            "enroll",
            "On a bot with --new: makes a token. On an agent: enrols it with one",
            List.of(
                    "--new",
                    "--file",
                    "--json",
                    "--name",
                    "--servers",
                    "--namespaces",
                    "--guild",
                    "--address",
                    "--valid"),
            "The token comes from a prompt, from standard input or from --file <file>; never from the command line,",
            "which every user of the machine can see. Needs the running instance. See docs/user/link.md."),
    SHELL(
            "shell",
            "Opens the shell of the running instance",
            List.of(),
            "Without a terminal it runs the lines of its input: echo 'status | grep ark' | reconsync shell",
            "Exit: of the last line; 3 nothing runs here."),
    VERSION("version", "Shows the versions of ReconSync and Java", List.of("--json")),
    HELP("help", "Explains a command: help [command]", List.of());

    private final String word;
    private final String summary;
    private final List<String> options;
    private final List<String> notes;

    LocalWord(String word, String summary, List<String> options, String... notes) {
        this.word = word;
        this.summary = summary;
        this.options = options;
        this.notes = List.of(notes);
    }

    static Optional<LocalWord> of(String word) {
        return Arrays.stream(values()).filter(each -> each.word.equals(word)).findFirst();
    }

    String word() {
        return word;
    }

    String summary() {
        return summary;
    }

    String help() {
        StringBuilder text = new StringBuilder("reconsync " + (this == SERVICE ? word + " print" : word));
        options.forEach(option -> text.append(" [").append(option).append("]"));
        text.append("\n\n").append(summary).append(".\n");
        notes.forEach(note -> text.append(note).append("\n"));
        return text.toString();
    }

    /** Refuses options that the word does not have. */
    void check(List<String> rest) {
        for (String argument : rest) {
            if (argument.startsWith("-") && !options.contains(argument)) {
                String near = Nearest.to(argument, options)
                        .map(name -> "Did you mean " + name + "?")
                        .orElse("See `reconsync " + word + " --help`.");
                throw new Refusal(
                        ExitCode.USAGE, "usage", "`reconsync " + word + "` has no option " + argument + ".", near);
            }
        }
    }
}
